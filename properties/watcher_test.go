package properties_test

import (
	"testing"

	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// watcher is the judge of a system who lets a test look at each step, beside.
type watcher struct {
	judge
	look func(before *sim.World, a sim.Action, after *sim.World)
}

func (w watcher) Step(before *sim.World, a sim.Action, after *sim.World) scheduler.Set {
	w.look(before, a, after)
	return w.judge.Step(before, a, after)
}

// everyStep explores every run of a system, past violations, with one worker, and has each
// step looked at that the reductions leave.
func everyStep(t *testing.T, sys *sim.System, look func(before *sim.World, a sim.Action, after *sim.World)) *scheduler.SearchResult {
	t.Helper()
	return scheduler.Search(t.Context(), sys, watcher{properties.NewJudge(sys), look}, scheduler.SearchOptions{
		KeepGoing: true, Silent: true, Reduction: scheduler.ReduceFull,
	})
}
