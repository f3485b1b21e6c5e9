package cli

import (
	"errors"
	"fmt"

	"github.com/glarelab/glare/cmd/simrun/realise"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// CarryOut replays a source exactly, or follows it if that was asked for or if
// the flags change its scenario.
func (p *Program) CarryOut(s *Source, how Following) (t *story.Story, followed bool, err error) {
	was := s.Scenario.Timing
	if err := p.apply(s.Scenario, p.Flags.Reading); err != nil {
		return nil, false, err
	}
	compiled, schedule, err := p.Pin(s.Scenario, s.Schedule)
	if err != nil {
		return nil, false, err
	}
	now := compiled.Scenario()
	follow := how.Follow || how.Lenient || p.Flags.Reading != "" || p.Flags.Faults != "" || was != now.Timing && now.Timing != sim.Timed
	if was == sim.Timed && now.Timing != sim.Timed {
		schedule.Names = realise.WithoutTimes(schedule.Names)
	}
	if follow && was != sim.Timed && now.Timing == sim.Timed {
		return nil, false, fmt.Errorf("%s: its steps have no times, which they need to be followed with the timing timed; "+
			"leave out --follow, --reading and --faults, or use another --timing", s.Name)
	}
	rules, err := p.RulesOf(now)
	if err != nil {
		return nil, false, err
	}
	if was != sim.Timed && now.Timing == sim.Timed && !follow {
		if schedule.Names, err = realise.WithTimes(now, rules, schedule.Names); err != nil {
			return nil, false, fmt.Errorf("%s: %w", s.Name, err)
		}
	}
	carry := compiled.Follow
	if !follow {
		if err := s.CheckRules(rules); err != nil {
			return nil, false, err
		}
		carry = compiled.Replay
	}
	trace, err := carry(schedule)
	if diverged, ok := errors.AsType[*scheduler.DivergedError](err); ok {
		return nil, false, fmt.Errorf("%s: %s; to skip such steps, add --follow", s.Name, unknownAction(diverged))
	}
	if err != nil {
		return nil, false, fmt.Errorf("%s: %w", s.Name, err)
	}
	if err := how.accept(s.Name, trace); err != nil {
		return nil, false, err
	}
	t, err = p.Story(compiled, trace, "")
	return t, follow, err
}
