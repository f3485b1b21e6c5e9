package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/sim"
)

// realise is a story itself, if it can happen with the delays of its scenario;
// else a shortest one that can and violates the same property, in a scenario that
// need not be pinned. If there is none, or none was found, it is the story itself
// with what is known of that.
func (p *reporter) realise(ctx context.Context, s *sim.Scenario, t *story, want play.Wanted) (*story, error) {
	if t.game.Scenario().Timing == sim.Timed || t.problem == nil || t.problem.Property == settles {
		return t, nil
	}
	var late *sim.UnrealisableError
	switch _, err := t.times(); {
	case err == nil:
		return t, nil
	case !errors.As(err, &late):
		return nil, err
	}
	var err error
	if want.Property, err = properties.Find(t.problem.Property); err != nil {
		return nil, err
	}
	meter := p.watch("looking for a story that can happen in " + s.Name)
	options := play.RealiseOptions{MaxWorlds: play.RealiseWorlds, Progress: func(worlds, zones, steps int) {
		meter.Tell(-1, "worlds", uint64(worlds), "with their times", uint64(zones), "depth", uint64(steps))
	}}
	if most := p.memory; most > 0 {
		options.MaxWorlds = int(min(play.RealiseWorlds, max(most/play.RealiseBytes, 1)))
	}
	found, err := play.FindRealisable(ctx, s, t.rules, want, options)
	meter.Close()
	switch {
	case err != nil:
		return nil, fmt.Errorf("looking for a story that can happen: %w", err)
	case found.Schedule.Names == nil:
		t.never = neverText(found)
		return t, nil
	}
	longer, err := p.tell(s, found.Schedule, t.problem.Property)
	if err != nil {
		return nil, fmt.Errorf("the story that can happen cannot be told: %w", err)
	}
	longer.shorter, longer.needs = t, late.Needs()
	return longer, nil
}

// neverText says how far no story can happen.
func neverText(r *play.Realised) string {
	if r.Complete {
		return "No story that goes wrong alike can happen within the scenario's delays: all were looked at."
	}
	return fmt.Sprintf("No story of %s or fewer that goes wrong alike can happen within the scenario's delays; "+
		"of longer ones nothing is known (%s).", count(r.Steps, "step"), r.Reason)
}

// times are the earliest times, in ms, at which the steps of a story without a
// clock can happen.
func (t *story) times() ([]uint32, error) {
	return play.Realise(t.game.Scenario(), t.rules, 0, t.schedule.Names)
}

// timesText says whether a story without a clock can happen with the delays of
// its scenario, and how long it takes then.
func (t *story) timesText() string {
	if t.game.Scenario().Timing == sim.Timed {
		return ""
	}
	times, err := t.times()
	switch {
	case err != nil && t.never != "":
		return err.Error() + ". " + t.never
	case err != nil:
		return err.Error()
	case len(times) == 0:
		return ""
	default:
		return fmt.Sprintf("the scenario's delays allow it, within %d ms", times[len(times)-1])
	}
}

// shorterText says what the shortest story would need that is not told because it
// cannot happen; it is empty where it is told.
func (t *story) shorterText() string {
	if t.shorter == nil {
		return ""
	}
	steps := len(t.shorter.schedule.Names)
	if steps == len(t.schedule.Names) {
		return "another one of as many steps would need " + t.needs
	}
	return fmt.Sprintf("the shortest, of %s, would need %s", count(steps, "step"), t.needs)
}

// shorterJSON is a story that is shorter than what is told and cannot happen with
// the delays of its scenario.
type shorterJSON struct {
	Schedule []string `json:"schedule"`
	Token    string   `json:"token"`
	Needs    string   `json:"needs"` // what would have to be slower
}

// shorterJSON is nil where no shorter story is known.
func (t *story) shorterJSON() *shorterJSON {
	if t.shorter == nil {
		return nil
	}
	return &shorterJSON{t.shorter.schedule.Names, t.shorter.token, t.needs}
}
