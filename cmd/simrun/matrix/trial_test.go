package matrix

import (
	"context"
	"io"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/diagram/grid"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// reporter reports to nobody.
func reporter() *story.Reporter {
	return &story.Reporter{
		Printer: &term.Printer{Out: &term.Output{To: io.Discard}, Stderr: io.Discard, Width: term.PipeWidth},
		Rules:   checker.Rules{}, Watch: func(string) story.Meter { return silent{} },
	}
}

type silent struct{}

func (silent) Tell(int64, ...any) {}
func (silent) Close()             {}

// A combination that is interrupted keeps what it has found, and says that the rest is
// not known.
func TestInterruptedTrialKeepsWhatItFound(t *testing.T) {
	s, err := sim.FindScenario("glare-hangup")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	one := &Trial{scenario: s}
	err = searchOne(ctx, reporter(), one, scheduler.SearchOptions{
		KeepGoing: true, Outcomes: true,
		Progress: func(at scheduler.Progress) {
			if at.Depth == 12 {
				cancel()
			}
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if text := one.text(); !strings.HasPrefix(text, "VIOLATED seamless ") || !strings.HasSuffix(text, "; the rest UNDECIDED: interrupted") {
		t.Error(text)
	}
	if one.class() == grid.Proven || undone([]*Trial{one}) != 1 {
		t.Errorf("class %v, %d undone", one.class(), undone([]*Trial{one}))
	}
}
