package checker

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// A proof over a destroying fault tells what it excused: which properties, how often,
// after which fault, with a story whose trace excuses the same and says because of what.
func TestPardons(t *testing.T) {
	compiled, r := search(t, "federated-glare", "robust", "soft-fail=1")
	if r.Verdict != scheduler.Proved {
		t.Fatalf("robust under soft-fail: %v", r.Verdict)
	}
	found := map[string]uint64{}
	for _, p := range r.Pardons {
		found[p.Property] += p.Count
		if !slices.Equal(p.After, []string{"soft-fail"}) {
			t.Errorf("%s is excused after %v", p.Property, p.After)
		}
		trace, err := compiled.Replay(p.Schedule)
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(trace.Excuses, func(e Excuse) bool { return e.Property == p.Property })
		if i < 0 || len(trace.Excuses[i].Because) != 1 || !strings.Contains(trace.Excuses[i].Reason(), " was withheld from ") {
			t.Errorf("%s: its story is excused from %+v", p.Property, trace.Excuses)
		}
	}
	if len(found) != 2 || found["willing-connected"] != 10 || found["seamless"] != 14 {
		t.Errorf("excused: %v; want willing-connected in 10 final states and seamless in 14 steps", found)
	}
	if _, r = search(t, "federated-glare", "robust", "none"); len(r.Pardons) > 0 {
		t.Errorf("without faults nothing needs an excuse: %+v", r.Pardons)
	}
}

// Whatever bounds a search, what it counts is the same for any number of workers, and
// its ends add up.
func TestCutSearchIsTheSame(t *testing.T) {
	s, err := sim.FindScenario("glare-hangup")
	if err != nil {
		t.Fatal(err)
	}
	compiled, err := Open(s, Rules{})
	if err != nil {
		t.Fatal(err)
	}
	for _, most := range []uint64{5_000, 20_000} {
		var first *Searched
		for _, workers := range []int{1, 2, 3, 3, 3} {
			r, err := compiled.Search(context.Background(), scheduler.SearchOptions{
				MaxStates: most, Workers: workers, KeepGoing: true, Outcomes: true, Silent: true,
			})
			if err != nil || r.Reason == "" {
				t.Fatalf("%d states: %v, %+v", most, err, r)
			}
			sum := uint64(0)
			for _, o := range r.Outcomes {
				sum += o.Finals
			}
			if sum != r.Finals || sum == 0 {
				t.Errorf("%d states, %d workers: %d final states, and outcomes of %d", most, workers, r.Finals, sum)
			}
			if first == nil {
				first = r
			}
			if r.States != first.States || r.Transitions != first.Transitions || r.Finals != first.Finals || !slices.EqualFunc(r.Findings, first.Findings, sameFinding) {
				t.Errorf("%d states, %d workers: %+v; with one: %+v", most, workers, r.SearchResult, first.SearchResult)
			}
		}
	}
}

func sameFinding(a, b scheduler.Finding) bool {
	return a.Property == b.Property && a.Cause == b.Cause && a.Count == b.Count
}

// What is excused has a bit of its own beside what is violated.
func TestExcusedBitsAreFree(t *testing.T) {
	if n := len(properties.All()); n > excusedFrom {
		t.Errorf("%d properties, and the bits of what is excused begin at %d", n, excusedFrom)
	}
}
