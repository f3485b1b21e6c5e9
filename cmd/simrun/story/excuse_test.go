package story

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/record"
	"github.com/glarelab/glare/corpus"
)

// A refused microphone is named where rule 1 has already taken the peer's call, and
// only what was destroyed that excuses anything is.
func TestExcusedTrace(t *testing.T) {
	text, err := fs.ReadFile(corpus.Files, "winner-lost-between-servers.txt")
	if err != nil {
		t.Fatal(err)
	}
	c, err := corpus.ParseCase("winner-lost-between-servers.txt", string(text))
	if err != nil {
		t.Fatal(err)
	}
	_, trace, err := record.Replay(c, checker.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	const why = "the invite of a was withheld from bob by hs2"
	if !trace.Excused() || trace.Excuses[0].Reason() != why || trace.VerdictLine() != "verdict excused willing-connected seamless: alice=idle bob=idle" {
		t.Errorf("%s, %+v", trace.VerdictLine(), trace.Excuses)
	}
	if v := Picture(trace, "", nil).Verdict; v.OK || !v.Excused || !strings.Contains(v.Message, why) {
		t.Errorf("the picture says %+v", v)
	}
}
