package cli

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/record"
)

// FuzzReplay gives the program schedule files, corpus files and tokens of any
// content: it answers with a result or an error, and never panics.
func FuzzReplay(f *testing.F) {
	for _, name := range []string{"replay.txtar", "bad_input.txtar"} {
		text, err := os.ReadFile(filepath.Join("../testdata/script", name))
		if err != nil {
			f.Fatal(err)
		}
		for part := range strings.SplitSeq(string(text), "\n-- ") {
			_, body, _ := strings.Cut(part, " --\n")
			f.Add(body, false)
			f.Add(body, true)
		}
	}
	f.Add("glare1-SksxNDEzSUtKSjMxMTVJM1JQAteVSgoGxBQyJBQqhlTM7tTLtPDowowhQAAAAP__", false)
	f.Add("scenario\nalice must place\nfails literal\nschedule\nalice places a\n----\n", true)
	f.Fuzz(func(t *testing.T, text string, follow bool) {
		var errs bytes.Buffer
		p := New(nil, io.Discard, &errs)
		var s *Source
		var err error
		if record.IsToken(text) {
			s, err = OpenSource(text, "")
		} else if s, err = parseSource("hostile.txt", text, ""); err != nil {
			s, err = parseSource("hostile.txt", text, "glare")
		}
		if err != nil {
			return
		}
		story, _, err := p.CarryOut(s, Following{Follow: follow, Lenient: follow})
		if err != nil {
			return
		}
		if story.Token == "" || story.Trace.VerdictLine() == "" || story.Sentence() == "" {
			t.Error("a story without a token, a verdict or a sentence")
		}
	})
}
