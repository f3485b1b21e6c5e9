package story

import (
	"context"
	"fmt"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
)

// ShortestStates bounds the search for a proven shortest story in the place of a
// shrunk one: small scenarios fit, and it takes a tenth of a second.
const ShortestStates = 100_000

// Shorten makes a failing story as short as it can, and its scenario as plain: it
// still violates the same property, with the same call IDs. It reports whether no
// shorter one exists.
func (r *Reporter) Shorten(ctx context.Context, t *Story) (*Story, bool, error) {
	small, shortest, err := r.shortenSteps(ctx, t)
	if err != nil || small.Problem.Property == Settles {
		return small, shortest, err
	}
	small = r.Minimise(small)
	small.Problem = small.Trace.Gravest() // as whoever replays its token calls it
	return small, shortest, nil
}

// ShortenExcused does the same with an excused story: it is still excused from the
// gravest property that it was excused from, because the same was destroyed.
func (r *Reporter) ShortenExcused(ctx context.Context, t *Story) (*Story, error) {
	trace, err := checker.ShrinkExcused(ctx, t.Checker, t.Schedule, t.Trace.Excuses[0].Property)
	if err != nil || trace == nil {
		return t, err
	}
	small, err := r.Story(t.Checker, trace, "")
	if err != nil {
		return nil, err
	}
	return r.Minimise(small), nil
}

func (r *Reporter) shortenSteps(ctx context.Context, t *Story) (*Story, bool, error) {
	property, err := properties.Find(t.Problem.Property)
	if err != nil {
		return t, false, nil // a run without end is as short as it was found
	}
	set := properties.Set(1) << property
	options := scheduler.SearchOptions{MaxStates: ShortestStates, Workers: 1}
	if f := t.Checker.Shortest(ctx, set, options); f != nil {
		small, err := r.again(t, f.Schedule)
		return small, true, err
	}
	result, err := t.Checker.Shrink(ctx, t.Schedule, set)
	if err != nil || result == nil {
		return t, false, err
	}
	small, err := r.again(t, result.Schedule)
	return small, false, err
}

// again tells another schedule of the same pinned scenario, about the same
// property.
func (r *Reporter) again(t *Story, s scheduler.Schedule) (*Story, error) {
	trace, err := t.Checker.Replay(s)
	if err != nil {
		return nil, fmt.Errorf("the shortened story cannot be told: %w", err)
	}
	return r.Story(t.Checker, trace, t.Problem.Property)
}
