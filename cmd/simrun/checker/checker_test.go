package checker

import (
	"testing"

	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// search searches all runs of a set-up, past violations.
func search(t *testing.T, scenario, reading, faults string) (Checker, *Searched) {
	t.Helper()
	s, err := sim.Setup{Scenario: scenario, Reading: reading, Faults: faults}.Make()
	if err != nil {
		t.Fatal(err)
	}
	compiled, err := Open(s, Rules{})
	if err != nil {
		t.Fatal(err)
	}
	r, err := compiled.Search(t.Context(), scheduler.SearchOptions{Workers: 2, Outcomes: true, KeepGoing: true})
	if err != nil {
		t.Fatal(err)
	}
	return compiled, r
}
