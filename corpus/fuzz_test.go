package corpus_test

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/glarelab/glare/corpus"
)

// FuzzCase: whatever a case file says, it is read or refused with an error, and
// what was read is written so that it reads the same.
func FuzzCase(f *testing.F) {
	files, err := fs.Glob(corpus.Files, "*.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		text, err := fs.ReadFile(corpus.Files, file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Add("# Lines that end in more than a line end.\r\r\n\nscenario\nalice must place\n\nfails literal\n\nschedule\nalice places a\r\r\n----\n")
	f.Fuzz(func(t *testing.T, text string) {
		read, err := corpus.ParseCase("case", text)
		if err != nil {
			if read != nil || err.Error() == "" {
				t.Fatalf("a case is half read, or refused without a word: %v", err)
			}
			return
		}
		again, err := corpus.ParseCase("case", read.Format())
		if err != nil {
			t.Fatalf("%v\n%s", err, read.Format())
		}
		if diff := cmp.Diff(tidy(read), tidy(again), cmpopts.IgnoreUnexported(corpus.Case{})); diff != "" {
			t.Fatal(diff)
		}
	})
}

// tidy is a case without the spaces at the ends of lines, which mean nothing.
func tidy(c *corpus.Case) corpus.Case {
	t := *c
	t.Head = strings.TrimSpace(c.Head)
	t.Comment = nil
	for _, line := range c.Comment {
		t.Comment = append(t.Comment, strings.TrimRight(line, " "))
	}
	return t
}
