package story

import (
	"context"
	"errors"
	"fmt"

	"github.com/glarelab/glare/cmd/simrun/realise"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/sim"
)

// Realise is a story itself, if it can happen with the delays of its scenario;
// else a shortest one that can and violates the same property, in a scenario that
// need not be pinned. If there is none, or none was found, it is the story itself
// with what is known of that.
func (r *Reporter) Realise(ctx context.Context, s *sim.Scenario, t *Story, want realise.Wanted) (*Story, error) {
	if t.Checker.Scenario().Timing == sim.Timed || t.Problem == nil || t.Problem.Property == Settles {
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
	if want.Property, err = properties.Find(t.Problem.Property); err != nil {
		return nil, err
	}
	meter := r.Watch("looking for a story that can happen in " + s.Name)
	options := realise.Options{MaxWorlds: realise.MaxWorlds, Progress: func(worlds, zones, steps int) {
		meter.Tell(-1, "worlds", uint64(worlds), "with their times", uint64(zones), "depth", uint64(steps))
	}}
	if most := r.Memory; most > 0 {
		options.MaxWorlds = int(min(realise.MaxWorlds, max(most/realise.WorldBytes, 1)))
	}
	found, err := realise.Find(ctx, s, t.Rules, want, options)
	meter.Close()
	switch {
	case err != nil:
		return nil, fmt.Errorf("looking for a story that can happen: %w", err)
	case found.Schedule.Names == nil:
		t.Never = neverText(found)
		return t, nil
	}
	longer, err := r.Tell(s, found.Schedule, t.Problem.Property)
	if err != nil {
		return nil, fmt.Errorf("the story that can happen cannot be told: %w", err)
	}
	longer.Shorter, longer.Needs = t, late.Needs()
	return longer, nil
}

// neverText says how far no story can happen.
func neverText(r *realise.Realised) string {
	if r.Complete {
		return "No story that goes wrong alike can happen within the scenario's delays: all were looked at."
	}
	return fmt.Sprintf("No story of %s or fewer that goes wrong alike can happen within the scenario's delays; "+
		"of longer ones nothing is known (%s).", term.Count(r.Steps, "step"), r.Reason)
}

// times are the earliest times, in ms, at which the steps of a story without a
// clock can happen.
func (s *Story) times() ([]uint32, error) {
	if s.when == nil {
		s.when = &moments{}
		s.when.ms, s.when.err = realise.Times(s.Checker.Scenario(), s.Rules, 0, s.Schedule.Names)
	}
	return s.when.ms, s.when.err
}

// moments are the times of steps, or why there are none.
type moments struct {
	ms  []uint32
	err error
}

// timesText says whether a story without a clock can happen with the delays of
// its scenario, and how long it takes then.
func (s *Story) timesText() string {
	if s.Checker.Scenario().Timing == sim.Timed {
		return ""
	}
	times, err := s.times()
	switch {
	case err != nil && s.Never != "":
		return err.Error() + ". " + s.Never
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
func (s *Story) shorterText() string {
	if s.Shorter == nil {
		return ""
	}
	steps := len(s.Shorter.Schedule.Names)
	if steps == len(s.Schedule.Names) {
		return "another one of as many steps would need " + s.Needs
	}
	return fmt.Sprintf("the shortest, of %s, would need %s", term.Count(steps, "step"), s.Needs)
}

// ShorterJSON is a story that is shorter than what is told and cannot happen with
// the delays of its scenario.
type ShorterJSON struct {
	Schedule []string `json:"schedule"`
	Token    string   `json:"token"`
	Needs    string   `json:"needs"` // what would have to be slower
}

// ShorterJSON is nil where no shorter story is known.
func (s *Story) ShorterJSON() *ShorterJSON {
	if s.Shorter == nil {
		return nil
	}
	return &ShorterJSON{s.Shorter.Schedule.Names, s.Shorter.Token, s.Needs}
}
