package realise

import (
	"context"
	"fmt"
	"slices"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// Times is [sim.Realise] under rules of one's own.
func Times(s *sim.Scenario, rules checker.Rules, initial int, names []string) ([]uint32, error) {
	clock, err := clocked(s, rules)
	if err != nil {
		return nil, err
	}
	return clock.Realise(initial, names)
}

// clocked compiles a scenario with a clock, whatever its own timing is.
func clocked(s *sim.Scenario, rules checker.Rules) (*sim.TimedSystem, error) {
	timed := s.Clone()
	timed.Timing = sim.Timed
	each, err := rules.For(s)
	if err != nil {
		return nil, err
	}
	return sim.CompileTimedEach(timed, each)
}

// Wanted is what a story must show that is to be realised.
type Wanted struct {
	Property int
	Cause    uint32
	AnyCause bool // Cause does not matter
	Least    int  // steps that it has at least, as is known already
}

// Options bound the search for a story that can happen.
type Options struct {
	MaxWorlds int // and of zones three times as many; 0 means [MaxWorlds]
	Progress  func(worlds, zones, steps int)
}

// MaxWorlds is how many worlds are looked at where nothing else is said: they
// take seconds, and some hundred MiB.
const MaxWorlds = 100_000

// WorldBytes is how much memory a world takes at most that is looked at, with the
// zones that it may come to.
const WorldBytes = 8 << 10

// Realised is what was found out about the stories that can happen within a
// scenario's delays and lifetimes.
type Realised struct {
	// Schedule is a shortest one, without times; Names is nil where none was found.
	Schedule scheduler.Schedule
	Steps    int    // no story of at most so many steps can happen, if none was found
	Complete bool   // no story at all can happen, if none was found
	Reason   string // what ended the search, where it was not complete
}

// Find looks for a shortest story, of those which the scenario's own
// timing allows, that can happen within its delays and lifetimes. It goes through
// worlds together with all the times at which they can be reached, breadth first, so
// that what it finds is a shortest one. It leaves out those from which, as the atlas
// has it, what is wanted is too many steps away; the bound on steps is widened
// until a story is found, since a narrow one leaves out most.
func Find(ctx context.Context, s *sim.Scenario, rules checker.Rules, want Wanted, options Options) (*Realised, error) {
	sys, judge, err := checker.Untimed(s, rules)
	if err != nil {
		return nil, err
	}
	clock, err := clocked(s, rules)
	if err != nil {
		return nil, err
	}
	if options.MaxWorlds == 0 {
		options.MaxWorlds = MaxWorlds
	}
	r := &realiser{
		ctx: ctx, sys: sys, clock: clock, judge: judge, want: want, options: options,
		atlas: atlas{number: map[sim.Place]int32{}},
	}
	return r.run()
}

// realiser searches.
type realiser struct {
	ctx     context.Context
	sys     *sim.System
	clock   *sim.TimedSystem
	judge   scheduler.Judge[sim.World, sim.Action]
	want    Wanted
	options Options
	atlas   atlas
	zones   int // made in this search
}

func (r *realiser) run() (*Realised, error) {
	for i := range r.sys.Initials() {
		r.atlas.visit(r.clock.Zone(i), 0)
	}
	none := r.want.Least - 1 // of no more steps than none does a story exist that can happen
	for wider := 1; ; wider *= 2 {
		steps := none + wider
		complete := r.explore(steps)
		if reason := r.stop(); reason != "" {
			return &Realised{Steps: none, Reason: reason}, nil
		}
		if complete {
			steps = far
		}
		r.atlas.measure()
		switch last, reason := r.search(steps); {
		case last != nil:
			names, initial, err := r.names(last)
			return &Realised{Schedule: scheduler.Schedule{Initial: initial, Names: names}}, err
		case reason != "":
			return &Realised{Steps: none, Reason: reason}, nil
		case complete:
			return &Realised{Complete: true}, nil
		}
		none = steps
	}
}

// stop is why the search has to end, or "".
func (r *realiser) stop() string {
	switch {
	case r.ctx.Err() != nil:
		return "interrupted"
	case len(r.atlas.places) > r.options.MaxWorlds:
		return fmt.Sprintf("more than %d worlds", r.options.MaxWorlds)
	case r.zones > 3*r.options.MaxWorlds:
		return fmt.Sprintf("more than %d worlds, told apart by the times that lead to them", r.options.MaxWorlds)
	default:
		return ""
	}
}

func (r *realiser) tell(steps int) {
	if r.options.Progress != nil {
		r.options.Progress(len(r.atlas.places), r.zones, steps)
	}
}

// ends reports whether a step, or the quiescent world after it, shows what is
// wanted.
func (r *realiser) ends(before *sim.World, a sim.Action, after *sim.World) bool {
	if !r.want.AnyCause && r.judge.Cause(after) != r.want.Cause {
		return false
	}
	set := r.judge.Step(before, a, after)
	var room [128]sim.Action
	fair := func(a sim.Action) bool { return r.sys.Fair(after, a) }
	if set>>r.want.Property&1 == 0 && !slices.ContainsFunc(r.sys.Enabled(after, room[:0]), fair) {
		set |= r.judge.Final(after)
	}
	return set>>r.want.Property&1 != 0
}
