package properties_test

import (
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// robustCells are the scenarios and faults under which `robust` is proven:
// crossed calls, slow media, two homeservers, each without a fault, with each
// fault that only delays, and with a send that fails for good; and rooms of three.
func robustCells() (cells [][2]string) {
	for _, scenario := range []string{"glare", "slow-media", "federated-glare"} {
		cells = append(cells, [2]string{scenario, "none"}, [2]string{scenario, "send-fail=1"})
		for _, f := range sim.Faults() {
			if f.Delays {
				cells = append(cells, [2]string{scenario, f.Name + "=1"})
			}
		}
	}
	return append(cells, [2]string{"third-member", "none"}, [2]string{"hostile-member", "none"})
}

// proven reports whether a cell is proven under a reading.
func proven(t *testing.T, cell [2]string, reading model.Reading) bool {
	t.Helper()
	s, err := sim.Setup{Scenario: cell[0], Faults: cell[1]}.Make()
	if err != nil {
		t.Fatal(err)
	}
	for u := range s.Users {
		s.Give(u, reading)
	}
	sys, err := sim.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	result := scheduler.Search(t.Context(), sys, properties.NewJudge(sys), scheduler.SearchOptions{})
	if result.Verdict == scheduler.Undecided {
		t.Fatalf("%s with %s: undecided: %s", cell[0], cell[1], result.Reason)
	}
	return result.Verdict == scheduler.Proved
}

// TestPropertyRobustIsProven shows that robust passes all of its cells, so that
// no knob changed can pass more of them.
func TestPropertyRobustIsProven(t *testing.T) {
	robust := reading(t, "robust")
	for _, cell := range robustCells() {
		if !proven(t, cell, robust) {
			t.Errorf("robust fails in %s with %s", cell[0], cell[1])
		}
	}
}

// TestPropertyRobustIsLeast shows that each amendment of robust is needed: with
// any one knob set back to what literal says, some cell fails.
func TestPropertyRobustIsLeast(t *testing.T) {
	robust, literal := reading(t, "robust"), reading(t, "literal")
	amendments := 0
	for k := range model.NumKnobs {
		if robust.Setting[k] == literal.Setting[k] {
			continue
		}
		amendments++
		less := robust.With(k, literal.Setting[k])
		needed := false
		for _, cell := range robustCells() {
			if !proven(t, cell, less) {
				needed = true
				t.Logf("without %s=%s, %s with %s fails", k, robust.Value(k), cell[0], cell[1])
				break
			}
		}
		if !needed {
			t.Errorf("robust does not need %s=%s", k, robust.Value(k))
		}
	}
	if amendments != 4 {
		t.Errorf("robust amends %d knobs; its account says 4", amendments)
	}
}

func reading(t *testing.T, name string) model.Reading {
	t.Helper()
	r, err := model.ParseReading(name)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
