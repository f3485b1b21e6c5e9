package main

import (
	"context"
	"fmt"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
)

// shortestStates bounds the search for a proven shortest story in the place of a
// shrunk one: small scenarios fit, and it takes a tenth of a second.
const shortestStates = 100_000

// shorten makes a failing story as short as it can, and its scenario as plain: it
// still violates the same property, with the same call IDs. It reports whether no
// shorter one exists.
func (p *reporter) shorten(ctx context.Context, t *story) (*story, bool, error) {
	small, shortest, err := p.shortenSteps(ctx, t)
	if err != nil || small.problem.Property == settles {
		return small, shortest, err
	}
	small = p.lessen(small)
	small.problem = small.trace.Gravest() // as whoever replays its token calls it
	return small, shortest, nil
}

// shortenExcused does the same with an excused story: it is still excused from the
// gravest property that it was excused from, because the same was destroyed.
func (p *reporter) shortenExcused(ctx context.Context, t *story) (*story, error) {
	trace, err := play.ShrinkExcused(ctx, t.game, t.schedule, t.trace.Excuses[0].Property)
	if err != nil || trace == nil {
		return t, err
	}
	small, err := p.story(t.game, trace, "")
	if err != nil {
		return nil, err
	}
	return p.lessen(small), nil
}

func (p *reporter) shortenSteps(ctx context.Context, t *story) (*story, bool, error) {
	property, err := properties.Find(t.problem.Property)
	if err != nil {
		return t, false, nil // a run without end is as short as it was found
	}
	set := properties.Set(1) << property
	options := scheduler.SearchOptions{MaxStates: shortestStates, Workers: 1}
	if f := t.game.Shortest(ctx, set, options); f != nil {
		small, err := p.again(t, f.Schedule)
		return small, true, err
	}
	result, err := t.game.Shrink(ctx, t.schedule, set)
	if err != nil || result == nil {
		return t, false, err
	}
	small, err := p.again(t, result.Schedule)
	return small, false, err
}

// again tells another schedule of the same pinned scenario, about the same
// property.
func (p *reporter) again(t *story, s scheduler.Schedule) (*story, error) {
	trace, err := t.game.Replay(s)
	if err != nil {
		return nil, fmt.Errorf("the shortened story cannot be told: %w", err)
	}
	return p.story(t.game, trace, t.problem.Property)
}
