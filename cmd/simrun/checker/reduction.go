package checker

import (
	"context"

	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// UsualReduction is what a search of a scenario leaves out where nobody says so: nothing
// where there are two devices, whose counts others can check, and all that can be where there
// are more, whose whole worlds are too many.
func UsualReduction(s *sim.Scenario) scheduler.Reduction {
	if len(s.Devices) > 2 {
		return scheduler.ReduceFull
	}
	return scheduler.ReduceNone
}

// UsualStates is up to how many states nothing is left out of a search of two devices where
// nobody says so. It is a number of states and not a time, so that every machine says the same.
const UsualStates = 500_000

// SearchUsually is [Checker.Search] with the usual reduction: where whole runs have more than
// [UsualStates] states, what is left of them is searched instead.
func SearchUsually(ctx context.Context, c Checker, options scheduler.SearchOptions) (*Searched, error) {
	options.Reduction = UsualReduction(c.Scenario())
	if options.Reduction != scheduler.ReduceNone || options.MaxStates > 0 && options.MaxStates <= UsualStates {
		return c.Search(ctx, options)
	}
	few := options
	few.MaxStates = UsualStates
	r, err := c.Search(ctx, few)
	if err != nil || r.Reason == "" || r.OnlyLimits() || ctx.Err() != nil {
		return r, err
	}
	options.Reduction = scheduler.ReduceFull
	return c.Search(ctx, options)
}
