package scheduler_test

import (
	"context"
	"testing"

	"github.com/glarelab/glare/scheduler"
)

// Enough runs lead to all worlds; runs that leave something out are found to, and
// the ways to what they missed lead there.
func TestCoverage(t *testing.T) {
	sys := crossing{losses: 1}
	reach := func(strategy func(scheduler.System[crossWorld, crossAction]) scheduler.Strategy[crossWorld, crossAction], runs uint64) scheduler.Reach {
		coverage := scheduler.NewCoverage(0)
		defer coverage.Close()
		scheduler.Fuzz(context.Background(), sys, blind{}, strategy, scheduler.FuzzOptions{Runs: runs, Workers: 3, Coverage: coverage})
		return scheduler.ReachOf(context.Background(), sys, coverage, scheduler.SearchOptions{MaxStates: 1000}, 2)
	}
	all := search(t, sys, blind{}, scheduler.SearchOptions{})
	if r := reach(scheduler.NewUniform, 5000); r.Reachable != all.States || r.Reached != r.Reachable || len(r.Missed) != 0 || r.Reason != "" {
		t.Errorf("uniform: %+v of %d worlds", r, all.States)
	}
	// The calm strategy never does harm: no world in which a ring was lost.
	r := reach(scheduler.NewCalm, 5000)
	if r.Reachable != all.States || r.Reached == 0 || r.Reached >= r.Reachable || len(r.Missed) != 2 {
		t.Fatalf("calm: %+v", r)
	}
	for _, way := range r.Missed {
		if len(way.Names) == 0 || len(way.Names) > 3 {
			t.Errorf("one of the nearest worlds that were missed is %q away", way.Names)
		}
		if _, err := scheduler.Replay(sys, blind{}, way.Initial, way.Names, nil); err != nil {
			t.Error(err)
		}
	}
	if r := scheduler.ReachOf(context.Background(), sys, scheduler.NewCoverage(0), scheduler.SearchOptions{MaxStates: 5}, 2); r.Reason == "" {
		t.Errorf("five worlds are too few: %+v", r)
	}
}
