package main

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/diagram"
	"github.com/glarelab/glare/cmd/simrun/matrix"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// A combination that is interrupted keeps what it has found, and says that the rest is
// not known.
func TestInterruptedTrialKeepsWhatItFound(t *testing.T) {
	s, err := sim.FindScenario("glare-hangup")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	one := &matrix.Trial{Scenario: s}
	err = matrix.TryOne(cli.New(nil, &bytes.Buffer{}, &bytes.Buffer{}).Reporter, ctx, one, scheduler.SearchOptions{
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
	if text := one.Text(); !strings.HasPrefix(text, "VIOLATED seamless ") || !strings.HasSuffix(text, "; the rest UNDECIDED: interrupted") {
		t.Error(text)
	}
	if one.Class() == diagram.Proven || matrix.Undone([]*matrix.Trial{one}) != 1 {
		t.Errorf("class %v, %d undone", one.Class(), matrix.Undone([]*matrix.Trial{one}))
	}
}

// Nothing calls something right that was excused: a run, its JSON, its picture, and the
// same with --strict.
func TestExcusedEverywhere(t *testing.T) {
	for _, file := range []string{"winner-lost-between-servers.txt", "microphone-refused-after-yielding.txt"} {
		file = "../../corpus/" + file
		for _, args := range [][]string{
			{"replay", file},
			{"replay", file, "--quiet"},
			{"replay", file, "--format", "json"},
			{"explain", file},
			{"corpus", file},
			{"replay", file, "--diagram", "text"},
			{"replay", file, "--diagram", "svg"},
			{"replay", file, "--diagram", "html"},
			{"replay", file, "--diagram", "mermaid"},
		} {
			status, out, errs := simrun(t, args...)
			if status != 0 || errs != "" || !strings.Contains(strings.ToLower(out), "excused") || strings.Contains(strings.ToLower(out), "nothing wrong") {
				t.Errorf("%v: status %d, %q\n%s", args, status, errs, out)
			}
			if slices.Contains([]string{"replay", "explain"}, args[0]) {
				if status, _, _ := simrun(t, append(args, "--strict")...); status != 1 {
					t.Errorf("%v --strict: status %d", args, status)
				}
			}
		}
	}
}
