package survey

import (
	"cmp"
	"context"
	"iter"
	"sync"
	"sync/atomic"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// Survey is everything that runs of one cell, a network with a fleet in it, come
// to: each way in which they end, each way in which they violate something, with
// a shortest story of each, and the knobs that were asked.
type Survey struct {
	*checker.Searched
	Scenario *sim.Scenario
	Asked    [model.NumKnobs]bool
	applied  appliedRules
	// Cut is why not every run was explored, or empty. What is violated then is so, but
	// what else can come of the cell is not known.
	Cut string
}

// Bad reports whether anything is known to go wrong in the cell, or to be excused.
func (s *Survey) Bad() bool { return len(s.Findings) > 0 || len(s.Pardons) > 0 }

// Open compiles the cell again. A survey does not keep it, since there are many.
func (s *Survey) Open() checker.Checker {
	compiled, err := checker.Open(s.Scenario, checker.Rules{})
	if err != nil {
		panic("survey: a scenario that was searched cannot be opened: " + err.Error())
	}
	return compiled
}

// Surveyor surveys cells, each once, however often it is asked for. It may be
// used by several goroutines.
type Surveyor struct {
	MaxStates uint64
	MaxMemory uint64 // in bytes
	Silent    bool   // no stories
	mu        sync.Mutex
	known     map[cellKey]func() (*Survey, error)
}

type cellKey struct {
	network       *Network
	first, second [model.NumKnobs]model.Setting
}

// Survey surveys a cell. Where the search cannot be completed the error is one
// of [checker.ErrUndecided], or that of the context, and the survey is what was found until then.
func (s *Surveyor) Survey(ctx context.Context, n *Network, f Fleet) (*Survey, error) {
	key := cellKey{n, f[0].Setting, f[1].Setting}
	s.mu.Lock()
	if s.known == nil {
		s.known = map[cellKey]func() (*Survey, error){}
	}
	once, ok := s.known[key]
	if !ok {
		once = sync.OnceValues(func() (*Survey, error) { return s.survey(ctx, n, f) })
		s.known[key] = once
	}
	s.mu.Unlock()
	return once()
}

func (s *Surveyor) survey(ctx context.Context, n *Network, f Fleet) (*Survey, error) {
	scenario := n.With(f)
	opened, err := checker.Open(scenario, checker.Rules{})
	if err != nil {
		return nil, err
	}
	if scenario.Timing == sim.Timed {
		return nil, checker.Undecided(scenario, "exploring every run needs a timing in which only order counts")
	}
	result := &Survey{Scenario: scenario, applied: newAppliedRules(opened.System())}
	if result.Searched, err = result.applied.lens().Search(ctx, opened, scheduler.SearchOptions{
		MaxStates: s.MaxStates, MaxMemory: s.MaxMemory, Workers: 1, KeepGoing: true, Outcomes: true, Silent: s.Silent,
	}); err != nil {
		return nil, err
	}
	switch {
	case result.Reason == "" && result.Untold == "":
	case ctx.Err() != nil:
		result.Cut = checker.ReasonOf(ctx)
		return result, context.Cause(ctx)
	default:
		result.Cut = cmp.Or(result.Reason, result.Untold)
		return result, checker.Undecided(scenario, result.Cut)
	}
	result.Asked = sim.AskedBesideRules(scenario)
	for d := range opened.System().Devices() {
		for _, rule := range result.applied.at(opened.System().Machine(d), d) {
			for _, k := range rule.Knobs() {
				result.Asked[k] = true
			}
		}
	}
	return result, nil
}

// appliedRules notes which rules apply: at each device, since each has the list of rules of
// its own version.
type appliedRules [][]atomic.Bool

func newAppliedRules(sys *sim.System) appliedRules {
	r := make(appliedRules, sys.Devices())
	for d := range r {
		r[d] = make([]atomic.Bool, len(sys.Machine(d).Rules()))
	}
	return r
}

// at lists the rules that have applied at device d, with their places in the list of its machine.
func (r appliedRules) at(m *model.Machine, d int) iter.Seq2[uint16, *model.Rule] {
	return func(yield func(uint16, *model.Rule) bool) {
		for i := range r[d] {
			if r[d][i].Load() && !yield(uint16(i), m.Rule(uint16(i))) {
				return
			}
		}
	}
}

// lens is one through which every step is noted.
func (r appliedRules) lens() *checker.Lens {
	return &checker.Lens{See: func(_ *sim.System, _ *sim.World, a sim.Action, after *sim.World) {
		e, own := &after.Last.Effects, r[a.Device]
		for _, rule := range e.Fired[:e.NFired] {
			if !own[rule].Load() { // a store would make the workers wait for each other
				own[rule].Store(true)
			}
		}
	}}
}
