package matrix

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

func lensGame(t *testing.T, reading string) checker.Checker {
	t.Helper()
	s, err := sim.FindScenario("glare")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SetReading(reading); err != nil {
		t.Fatal(err)
	}
	g, err := checker.Open(s, checker.BothV0())
	if err != nil {
		t.Fatal(err)
	}
	return g
}

var everything = scheduler.SearchOptions{KeepGoing: true, Outcomes: true}

// A lens that neither hides nor marks anything sees what the plain search sees.
func TestClearLens(t *testing.T) {
	for _, reading := range append(model.ReadingNames(), model.ProfileNames()...) {
		g := lensGame(t, reading)
		plain, err := g.Search(t.Context(), everything)
		if err != nil {
			t.Fatal(err)
		}
		seen, err := (&checker.Lens{}).Search(t.Context(), g, everything)
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
	g := lensGame(t, "literal")
	plain, err := g.Search(t.Context(), everything)
	if err != nil {
		t.Fatal(err)
	}
	want, got := map[string]uint64{}, map[string]uint64{}
	for _, o := range plain.Outcomes {
		want[g.OutcomeText(o.Code)] += o.Finals
	}
	seen, err := Crossing().Search(t.Context(), g, everything)
	if err != nil {
		t.Fatal(err)
	}
	marks := map[uint8]bool{}
	for _, o := range seen.Outcomes {
		got[g.OutcomeText(checker.Unmarked(o.Code))] += o.Finals
		marks[checker.MarkOf(o.Code)] = true
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("ends (-plain +marked):\n%s", diff)
	}
	for _, mark := range []uint8{0, FirstLesser, BothCalled, BothCalled | FirstLesser} {
		if !marks[mark] {
			t.Errorf("no run ends with the mark %d", mark)
		}
	}
}

// Without timers, who waits in vain waits for ever.
func TestTimeless(t *testing.T) {
	g := lensGame(t, "android")
	for lens, want := range map[*checker.Lens]string{
		Timeless(): "alice=waiting(a) bob=waiting(b)",
		Crossing(): "alice=idle bob=idle",
	} {
		r, err := lens.Search(t.Context(), g, everything)
		if err != nil {
			t.Fatal(err)
		}
		crossed := 0
		for _, o := range r.Outcomes {
			if checker.MarkOf(o.Code)&BothCalled == 0 {
				continue
			}
			crossed++
			if got := g.OutcomeText(checker.Unmarked(o.Code)); got != want {
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
	if n := len(Windows()); n != 9 {
		t.Fatalf("%d windows", n)
	}
	g := lensGame(t, "literal")
	possible := 0
	for _, at := range Windows() {
		lens, notes := InWindow(at)
		r, err := lens.Search(t.Context(), g, everything)
		if err != nil {
			t.Fatal(err)
		}
		counted := 0
		for _, o := range r.Outcomes {
			if checker.MarkOf(o.Code) != checker.Unseen {
				counted++
			}
		}
		if at.Possible() != (len(notes.List()) > 0) || at.Possible() != (counted > 0) {
			t.Errorf("%v: possible %v, rules %v, %d ends", at.Names(), at.Possible(), notes.List(), counted)
		}
		if at.Possible() {
			possible++
		}
		for _, a := range notes.List() {
			row := map[bool]string{true: "T0-13", false: "T0-24"}[at == 0]
			if at&Replied != 0 {
				row = "T0-36"
				if a.Own == model.OWait {
					row = "T0-37"
				}
			}
			if a.Rule.Row != row {
				t.Errorf("%v: rule %s, want row %s", at.Names(), a.Rule.Name(), row)
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
	timed, err := checker.Open(s, checker.BothV0())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (&checker.Lens{}).Search(t.Context(), timed, everything); err == nil {
		t.Error("a search with a clock")
	}
	if _, err := (&checker.Lens{}).Search(t.Context(), lensGame(t, "literal"), scheduler.SearchOptions{Reduction: scheduler.ReduceFull}); err == nil {
		t.Error("a search with a reduction")
	}
}
