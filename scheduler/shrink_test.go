package scheduler_test

import (
	"context"
	"slices"
	"testing"

	"github.com/glarelab/glare/scheduler"
)

// Whatever run finds the flaw of crossing, shrinking ends at one of the two
// shortest and calmest stories, which mirror each other.
func TestShrinkReachesTheMinimum(t *testing.T) {
	sys := crossing{flaw: true, losses: 1}
	found := scheduler.Search(context.Background(), sys, crossJudge{}, scheduler.SearchOptions{KeepGoing: true}).Findings
	shortest := map[uint32]int{}
	for _, f := range found {
		shortest[f.Cause] = len(f.Schedule.Names)
	}
	s, runner := scheduler.NewUniform(sys), scheduler.NewRunner(sys, crossJudge{}, scheduler.Limits{})
	ends := map[string]bool{}
	for run := range uint64(3000) {
		r := runner.Run(s, 5, run)
		if r.Verdict != scheduler.Violated {
			continue
		}
		named, err := scheduler.Names(sys, r.Schedule)
		if err != nil {
			t.Fatal(err)
		}
		small, err := scheduler.Shrink(t.Context(), sys, crossJudge{}, named.Initial, named.Names, r.Violated)
		if err != nil || small.Verdict != scheduler.Violated || small.Violated&r.Violated == 0 {
			t.Fatalf("%v becomes %+v, %v", named, small, err)
		}
		if len(small.Schedule.Names) != shortest[small.Cause] {
			t.Errorf("%v shrinks to %v", named.Names, small.Schedule.Names)
		}
		ends[join(small.Schedule.Names)] = true
	}
	if len(ends) == 0 || len(ends) > 6 {
		t.Errorf("%d different ends", len(ends))
	}
}

func join(names []string) (all string) {
	for _, name := range names {
		all += name + "\n"
	}
	return all
}

// A long random story of which few steps matter becomes those few.
func TestShrinkTakesOutTheIrrelevant(t *testing.T) {
	sys := grid{n: 6, steps: 20, trapped: true, trap: [6]uint8{}}
	judge := reaching{gridJudge{sys}}
	runner := scheduler.NewRunner(sys, judge, scheduler.Limits{})
	named, err := scheduler.Names(sys, runner.Run(scheduler.NewUniform(sys), 1, 1).Schedule)
	if err != nil {
		t.Fatal(err)
	}
	small, err := scheduler.Shrink(t.Context(), sys, judge, 0, named.Names, 1)
	want := slices.Concat(slices.Repeat([]string{"counter 3"}, 2), slices.Repeat([]string{"counter 5"}, 3))
	if err != nil || !slices.Equal(small.Schedule.Names, want) {
		t.Errorf("%v shrinks to %v", named.Names, small.Schedule.Names)
	}
	if short := scheduler.Shortest(context.Background(), sys, judge, 1, scheduler.SearchOptions{}); short == nil || !slices.Equal(short.Schedule.Names, want) {
		t.Errorf("the search finds %+v", short)
	}
	if short := scheduler.Shortest(context.Background(), sys, judge, 1, scheduler.SearchOptions{MaxDepth: 4}); short != nil {
		t.Errorf("within four steps the search finds %+v", short)
	}
}

// A slow system bounds how much is tried, and what has come of it by then is kept.
func TestShrinkOfTheSlow(t *testing.T) {
	sys := grid{n: 6, steps: 20, trapped: true, trap: [6]uint8{}}
	judge := reaching{gridJudge{sys}}
	named, err := scheduler.Names(sys, scheduler.NewRunner(sys, judge, scheduler.Limits{}).Run(scheduler.NewUniform(sys), 1, 1).Schedule)
	if err != nil {
		t.Fatal(err)
	}
	last := len(named.Names)
	for _, most := range []int{1, 5, 100, 0} {
		begun := 0
		small, err := scheduler.Shrink(t.Context(), slowGrid{sys, most, &begun}, judge, 0, named.Names, 1)
		if err != nil || small.Verdict != scheduler.Violated || len(small.Schedule.Names) > last {
			t.Fatalf("of %d tries: %+v, %v", most, small, err)
		}
		if last = len(small.Schedule.Names); most == 1 && last == 5 {
			t.Error("of one try: as short as can be")
		}
		if most > 0 && begun > 2*most+2 { // each is measured once it is smaller
			t.Errorf("of %d tries: it has begun %d times", most, begun)
		}
	}
	if last != 5 {
		t.Errorf("without a bound it shrinks to %d steps", last)
	}
}

// slowGrid counts how often it begins.
type slowGrid struct {
	grid
	most  int
	begun *int
}

func (s slowGrid) MostTries() int { return s.most }

func (s slowGrid) Initial(i int, w *gridWorld) {
	*s.begun++
	s.grid.Initial(i, w)
}

// reaching is violated as soon as counter 3 has gone twice and counter 5 thrice.
type reaching struct{ gridJudge }

func (reaching) Step(_ *gridWorld, _ gridAction, w *gridWorld) scheduler.Set {
	if w.At[3] >= 2 && w.At[5] >= 3 {
		return 1
	}
	return 0
}

// What is not wrong cannot be shrunk.
func TestShrinkNeedsAViolation(t *testing.T) {
	r, err := scheduler.Shrink(t.Context(), crossing{}, crossJudge{}, 0, story, 1)
	if r != nil || err != nil {
		t.Errorf("%+v, %v", r, err)
	}
	if _, err := scheduler.Shrink(t.Context(), crossing{}, crossJudge{}, 3, story, 1); err == nil {
		t.Error("initial world 3 of 1 exists")
	}
}

// What comes after the step that matters is replaced by what would calmly
// follow: all runs with one flaw end as one story.
func TestShrinkSettlesCalmly(t *testing.T) {
	sys := firstMove{grid{n: 6, steps: 4}}
	s, runner := scheduler.NewUniform(sys), scheduler.NewRunner(sys, firstJudge{}, scheduler.Limits{})
	ends := map[string]bool{}
	for run := range uint64(200) {
		r := runner.Run(s, 5, run)
		if r.Verdict != scheduler.Violated {
			continue
		}
		named, err := scheduler.Names(sys, r.Schedule)
		if err != nil {
			t.Fatal(err)
		}
		small, err := scheduler.Shrink(t.Context(), sys, firstJudge{}, 0, named.Names, 1)
		if err != nil || small.Verdict != scheduler.Violated {
			t.Fatalf("%v shrinks to %+v, %v", named, small, err)
		}
		ends[join(small.Schedule.Names)] = true
	}
	if len(ends) != 1 {
		t.Errorf("%d different stories", len(ends))
	}
}

// firstMove is a grid that remembers which counter went first.
type firstMove struct{ grid }

func (f firstMove) Do(w *gridWorld, a gridAction) {
	if w.At == [6]uint8{} {
		w.Pad[105] = uint8(a)
	}
	w.At[a]++
}

// firstJudge forbids that counter 1 went first, at the end.
type firstJudge struct {
	nothing[gridWorld, gridAction]
}

func (firstJudge) Final(w *gridWorld) scheduler.Set {
	if w.Pad[105] == 1 {
		return 1
	}
	return 0
}
