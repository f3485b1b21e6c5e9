package matrix

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// opened is the scenario glare under a reading.
func opened(t *testing.T, reading string) checker.Checker {
	t.Helper()
	s, err := sim.FindScenario("glare")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SetReading(reading); err != nil {
		t.Fatal(err)
	}
	compiled, err := checker.Open(s, checker.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

var everything = scheduler.SearchOptions{KeepGoing: true, Outcomes: true}

// A lens that neither hides nor marks anything sees what the plain search sees.
func TestClearLens(t *testing.T) {
	for _, reading := range append(model.ReadingNames(), model.ProfileNames()...) {
		compiled := opened(t, reading)
		plain, err := compiled.Search(t.Context(), everything)
		if err != nil {
			t.Fatal(err)
		}
		seen, err := (&checker.Lens{}).Search(t.Context(), compiled, everything)
		if err != nil {
			t.Fatal(err)
		}
		if plain.States != seen.States || plain.Transitions != seen.Transitions || plain.Verdict != seen.Verdict ||
			len(plain.Findings) != len(seen.Findings) || len(plain.Outcomes) != len(seen.Outcomes) {
			t.Errorf("%s: %+v, through a clear lens %+v", reading, plain.SearchResult, seen.SearchResult)
		}
	}
}

// Marks split outcomes, and never lose or add an end.
func TestCrossingSplitsOutcomes(t *testing.T) {
	compiled := opened(t, "literal")
	plain, err := compiled.Search(t.Context(), everything)
	if err != nil {
		t.Fatal(err)
	}
	want, got := map[string]uint64{}, map[string]uint64{}
	for _, o := range plain.Outcomes {
		want[compiled.OutcomeText(o.Code)] += o.Finals
	}
	seen, err := crossing().Search(t.Context(), compiled, everything)
	if err != nil {
		t.Fatal(err)
	}
	marks := map[uint8]bool{}
	for _, o := range seen.Outcomes {
		got[compiled.OutcomeText(checker.Unmarked(o.Code))] += o.Finals
		marks[checker.MarkOf(o.Code)] = true
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("ends (-plain +marked):\n%s", diff)
	}
	for _, mark := range []uint8{0, firstLesser, bothCalled, bothCalled | firstLesser} {
		if !marks[mark] {
			t.Errorf("no run ends with the mark %d", mark)
		}
	}
}

// Without timers, who waits in vain waits for ever.
func TestTimeless(t *testing.T) {
	compiled := opened(t, "android")
	for lens, want := range map[*checker.Lens]string{
		timeless(): "alice=waiting(a) bob=waiting(b)",
		crossing(): "alice=idle bob=idle",
	} {
		r, err := lens.Search(t.Context(), compiled, everything)
		if err != nil {
			t.Fatal(err)
		}
		crossed := 0
		for _, o := range r.Outcomes {
			if checker.MarkOf(o.Code)&bothCalled == 0 {
				continue
			}
			crossed++
			if got := compiled.OutcomeText(checker.Unmarked(o.Code)); got != want {
				t.Errorf("both called: %s, want %s", got, want)
			}
		}
		if crossed != 2 { // one for each order of the call IDs
			t.Errorf("%d ends in which both called, want 2", crossed)
		}
	}
}

// Of the windows five can be, and the one before the invite is handed over; in
// each, the rule that takes the rival's invite is the one that the reading means.
func TestWindows(t *testing.T) {
	if n := len(windows()); n != 9 {
		t.Fatalf("%d windows", n)
	}
	compiled := opened(t, "literal")
	possible := 0
	for _, at := range windows() {
		lens, notes := inWindow(at)
		r, err := lens.Search(t.Context(), compiled, everything)
		if err != nil {
			t.Fatal(err)
		}
		counted := 0
		for _, o := range r.Outcomes {
			if checker.MarkOf(o.Code) != checker.Unseen {
				counted++
			}
		}
		if at.possible() != (len(notes.List()) > 0) || at.possible() != (counted > 0) {
			t.Errorf("%v: possible %v, rules %v, %d ends", at.names(), at.possible(), notes.List(), counted)
		}
		if at.possible() {
			possible++
		}
		for _, a := range notes.List() {
			row := map[bool]string{true: "T0-13", false: "T0-24"}[at == 0]
			if at&replied != 0 {
				row = "T0-36"
				if a.Own == model.OWait {
					row = "T0-37"
				}
			}
			if a.Rule.Row != row {
				t.Errorf("%v: rule %s, want row %s", at.names(), a.Rule.Name(), row)
			}
		}
	}
	if possible != 6 {
		t.Errorf("%d windows can be, want 6", possible)
	}
}

// A lens refuses what it cannot look at.
func TestLensRefuses(t *testing.T) {
	s, err := sim.FindScenario("glare")
	if err != nil {
		t.Fatal(err)
	}
	s.Timing = sim.Timed
	timed, err := checker.Open(s, checker.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (&checker.Lens{}).Search(t.Context(), timed, everything); err == nil {
		t.Error("a search with a clock")
	}
	if _, err := (&checker.Lens{}).Search(t.Context(), opened(t, "literal"), scheduler.SearchOptions{Reduction: scheduler.ReduceFull}); err == nil {
		t.Error("a search with a reduction")
	}
}
