package scheduler_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"github.com/glarelab/glare/scheduler"
)

// counted is a grid that counts the steps that are taken in it.
type counted struct {
	grid
	steps *atomic.Int64
}

func (c counted) Do(w *gridWorld, a gridAction) {
	c.steps.Add(1)
	c.grid.Do(w, a)
}

// deepTrap is a grid of a million worlds of which one of the last is wrong, so that the
// stories take as long as the search.
func deepTrap() grid {
	return grid{n: 6, steps: 9, trapped: true, trap: [6]uint8{8, 9, 9, 9, 9, 9}}
}

// The context ends the look for stories too. What was found is said all the same: how
// long its story is, and why it is not told.
func TestStoriesAreInterrupted(t *testing.T) {
	cause := errors.New("the time is used up")
	ctx, cancel := context.WithCancelCause(context.Background())
	g := counted{deepTrap(), new(atomic.Int64)}
	before := int64(0)
	r := scheduler.Search(ctx, scheduler.System[gridWorld, gridAction](g), gridJudge{g.grid}, scheduler.SearchOptions{Progress: func(p scheduler.Progress) {
		if p.Stories == 10 {
			before = g.steps.Load()
			cancel(cause)
		}
	}})
	if r.Verdict != scheduler.Violated || r.Untold != cause.Error() || len(r.Findings) != 1 {
		t.Fatalf("%v, untold because %q, %+v", r.Verdict, r.Untold, r.Findings)
	}
	if f := &r.Findings[0]; f.Told() || f.Steps() != 54 || f.Schedule.Names != nil {
		t.Errorf("told: %v, %d steps, %q", f.Told(), f.Steps(), f.Schedule.Names)
	}
	if after := g.steps.Load() - before; before == 0 || after > 700_000 {
		t.Errorf("%d steps were taken after the end, %d before it", after, before)
	}
}

// What is near is told even where the context ended before the first story was looked
// for.
func TestNearStoriesAreTold(t *testing.T) {
	g := grid{n: 6, steps: 9, trapped: true, trap: [6]uint8{1, 1, 1, 0, 0, 0}}
	ctx, cancel := context.WithCancel(context.Background())
	r := scheduler.Search(ctx, scheduler.System[gridWorld, gridAction](g), gridJudge{g}, scheduler.SearchOptions{KeepGoing: true, Progress: func(p scheduler.Progress) {
		if p.Depth == 12 {
			cancel()
		}
	}})
	if r.Verdict != scheduler.Violated || r.Reason != "interrupted" || r.Untold != "" {
		t.Fatalf("%v, %q, untold because %q", r.Verdict, r.Reason, r.Untold)
	}
	if f := &r.Findings[0]; !f.Told() || !f.Calmest || len(f.Schedule.Names) != 4 {
		t.Errorf("told: %v, calmest: %v, %q", f.Told(), f.Calmest, f.Schedule.Names)
	}
}

// What stories take counts as memory of the search, and where it has to be more than
// the bound, the result has the number.
func TestMemoryOfStoriesCounts(t *testing.T) {
	g := deepTrap()
	silent := search(t, g, gridJudge{g}, scheduler.SearchOptions{Silent: true})
	bounded := search(t, g, gridJudge{g}, scheduler.SearchOptions{MaxMemory: silent.Memory})
	if bounded.Verdict != scheduler.Violated || bounded.Untold != "" || !bounded.Findings[0].Told() {
		t.Fatalf("%v, %q, untold because %q", bounded.Verdict, bounded.Reason, bounded.Untold)
	}
	// A way to each of the million worlds has a last step of eight bytes, and by then the
	// search has given back only what its widest level took. Where memory does not grow in its
	// place, what was copied to more of it can have been more.
	if least := silent.Memory + 8_000_000; scheduler.RegionBytes > 0 && bounded.Memory < least {
		t.Errorf("%d bytes, want %d at least", bounded.Memory, least)
	}
	roomy := search(t, g, gridJudge{g}, scheduler.SearchOptions{MaxMemory: 64 << 20})
	if roomy.Memory > 64<<20 || !roomy.Findings[0].Told() {
		t.Errorf("%d bytes of %d, told: %v", roomy.Memory, 64<<20, roomy.Findings[0].Told())
	}
	tiny := search(t, g, gridJudge{g}, scheduler.SearchOptions{MaxMemory: 1 << 20, KeepGoing: true})
	if tiny.Reason != "the memory is used up" {
		t.Errorf("one MiB: %q", tiny.Reason)
	}
}

// Runs that were made beside the failing one, or after it, do not count as coverage.
func TestCoverageDoesNotDependOnWorkers(t *testing.T) {
	sys := crossing{flaw: true, losses: 1}
	reached := func(workers int) scheduler.Reach {
		coverage := scheduler.NewCoverage(0)
		defer coverage.Close()
		r := scheduler.Fuzz(context.Background(), sys, crossJudge{}, scheduler.NewUniform[crossWorld, crossAction], scheduler.FuzzOptions{Workers: workers, Coverage: coverage, Seed: 7})
		if r.Verdict != scheduler.Violated {
			t.Fatal("the flaw was not found")
		}
		return scheduler.ReachOf(context.Background(), sys, coverage, scheduler.SearchOptions{}, 0)
	}
	one := reached(1)
	for range 20 {
		if many := reached(8); many.Reached != one.Reached || many.Reachable != one.Reachable {
			t.Fatalf("with eight workers %d of %d worlds, with one %d of %d", many.Reached, many.Reachable, one.Reached, one.Reachable)
		}
	}
}

// A set that has no room for all worlds says so instead of counting what it has.
func TestCoverageIsBounded(t *testing.T) {
	g := grid{n: 6, steps: 9}
	coverage := scheduler.NewCoverage(200 << 10)
	defer coverage.Close()
	scheduler.Fuzz(context.Background(), scheduler.System[gridWorld, gridAction](g), gridJudge{g}, scheduler.NewUniform[gridWorld, gridAction], scheduler.FuzzOptions{Runs: 2000, Coverage: coverage})
	if r := scheduler.ReachOf(context.Background(), scheduler.System[gridWorld, gridAction](g), coverage, scheduler.SearchOptions{MaxStates: 10}, 0); r.Reason != "there is no memory for the worlds that the runs led to" {
		t.Errorf("%+v", r)
	}
}

// The samples of an outlook end with the context, not with the last of them.
func TestOutlookIsInterrupted(t *testing.T) {
	g := counted{grid{n: 6, steps: 9, trapped: true, trap: [6]uint8{1, 1, 1, 1, 1, 1}}, new(atomic.Int64)}
	story := search(t, g.grid, gridJudge{g.grid}, scheduler.SearchOptions{}).Findings[0].Schedule
	ctx, cancel := context.WithCancel(context.Background())
	before := int64(0)
	_, err := scheduler.OutlookOf(ctx, scheduler.System[gridWorld, gridAction](g), gridJudge{g.grid}, 0, story.Names, scheduler.OutlookOptions{
		MaxStates: 1, Samples: 60_000, Progress: func(_, runs uint64) {
			if runs > 0 && before == 0 {
				before = g.steps.Load()
				cancel()
			}
		},
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if after := g.steps.Load() - before; before == 0 || after > 200_000 {
		t.Errorf("%d steps were taken after the end, %d before it", after, before)
	}
}

// Shrinking ends with the context and gives what it has, which fails as before.
func TestShrinkIsInterrupted(t *testing.T) {
	g := grid{n: 6, steps: 9, trapped: true, trap: [6]uint8{1, 0, 0, 0, 0, 0}}
	var names []string
	for range 9 {
		names = append(names, "counter 1", "counter 2", "counter 3")
	}
	names = append(names, "counter 0", "counter 0")
	judge := firstMoves{g}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	r, err := scheduler.Shrink(ctx, scheduler.System[gridWorld, gridAction](g), scheduler.Judge[gridWorld, gridAction](judge), 0, names, 1)
	if err != nil || r == nil || r.Violated != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	whole, err := scheduler.Shrink(t.Context(), scheduler.System[gridWorld, gridAction](g), scheduler.Judge[gridWorld, gridAction](judge), 0, names, 1)
	if err != nil || len(whole.Schedule.Picks) >= len(r.Schedule.Picks) {
		t.Errorf("%d steps, shrunk in full %d: %v", len(r.Schedule.Picks), len(whole.Schedule.Picks), err)
	}
}

// firstMoves finds wrong that counter 0 moves for the second time.
type firstMoves struct{ grid }

func (firstMoves) Step(before *gridWorld, a gridAction, _ *gridWorld) scheduler.Set {
	if a == 0 && before.At[0] == 1 {
		return 1
	}
	return 0
}

func (firstMoves) Final(*gridWorld) scheduler.Set { return 0 }

func (firstMoves) Cause(*gridWorld) uint32 { return 0 }

func (firstMoves) Outcome(*gridWorld) scheduler.Code { return scheduler.Code{} }

// Whole keys are published to other workers by what a slot holds: the race detector,
// which sees the memory of large tables too, has nothing to object to.
func TestSearchExactByManyWorkers(t *testing.T) {
	g := grid{n: 5, steps: 8} // enough worlds for a table that is worth a region
	for _, reduction := range []scheduler.Reduction{scheduler.ReduceNone, scheduler.ReduceFull} {
		r := search(t, g, gridJudge{g}, scheduler.SearchOptions{Workers: 4, Exact: true, Reduction: reduction})
		if r.Verdict != scheduler.Proved || r.States != 59_049 {
			t.Errorf("%v, %d states", r.Verdict, r.States)
		}
	}
}
