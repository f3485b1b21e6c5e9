package verdict

import (
	"context"
	"encoding/binary"
	"hash"
	"hash/fnv"
	"slices"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// sort are the runs of one stop that go wrong alike, before anybody has looked closely.
type sort struct {
	violated scheduler.Set
	cause    uint32
	focus    checker.Focus // what was looked for
	first    uint64        // the number of the first
	count    uint64
}

// plenty is how many runs of one stop may violate a property until it is looked for no longer:
// a run ends where something is violated, and what comes after it is to be seen, too.
const plenty = 5

// visit makes the runs of one stop, and tells the first of each sort that goes wrong: the same
// clients know by then how those runs go.
func (t *Touring) visit(ctx context.Context, p *story.Reporter, s *Stop, tick func()) error {
	seated, err := t.Open(s.Scenario.Clone())
	if err != nil {
		s.Broken = err.Error()
		return nil
	}
	defer seated.Close()
	compiled, err := s.on(p, seated).Open(seated.Scenario)
	if err != nil {
		return err
	}
	focus, sum := t.Focus, fnv.New64a()
	for s.Done < s.Runs && s.Broken == "" && ctx.Err() == nil {
		if err := s.some(ctx, compiled.Focused(focus), t, focus, sum, tick); err != nil {
			return err
		}
		if fault := seated.Fault(); fault != nil && ctx.Err() == nil {
			s.Broken = fault.Error()
		}
		focus = s.rest(focus)
	}
	s.sum = sum.Sum64()
	if err := t.look(ctx, s.on(p, seated), s, seated.Scenario, compiled); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return nil
}

// some makes runs until one property has been violated in plenty of them, a client is at fault,
// or all are made.
func (s *Stop) some(ctx context.Context, compiled checker.Checker, t *Touring, focus checker.Focus, sum hash.Hash64, tick func()) error {
	crosses, crossed := crossing(), false
	going, stop := context.WithCancel(ctx)
	defer stop()
	_, err := compiled.Sample(going, checker.Sampling{
		Strategy: t.Strategy, Seed: t.Seed, First: s.Done, Runs: s.Runs - s.Done, LookEvery: 1,
		See: func(sys *sim.System, before *sim.World, a sim.Action, after *sim.World) {
			crossed = crossed || crosses.Reached(sys, before, a, after)
		},
		Sum: func(_, end uint64) { addTo(sum, end) },
		End: func(run uint64, r *scheduler.Result) {
			if r.Violated&checker.ClientFault != 0 { // whoever is at fault is not asked again
				stop()
				return
			}
			s.count(run, r, focus, crossed)
			crossed = false
			for _, pick := range r.Schedule.Picks {
				addTo(sum, uint64(pick))
			}
			if !slices.Equal(s.rest(focus).Properties, focus.Properties) {
				stop()
			}
			tick()
		},
	})
	if going.Err() != nil {
		return nil
	}
	return err
}

// rest is what is still looked for: not what plenty of runs violate, unless that is all.
func (s *Stop) rest(focus checker.Focus) checker.Focus {
	var left []string
	for _, name := range checker.PropertyNames() {
		if focus.Has(name) && s.violate[name] < plenty {
			left = append(left, name)
		}
	}
	if len(left) > 0 && slices.ContainsFunc(checker.PropertyNames(), func(name string) bool { return s.violate[name] >= plenty }) {
		focus.Properties = left
	}
	return focus
}

// count counts a run.
func (s *Stop) count(run uint64, r *scheduler.Result, focus checker.Focus, crossed bool) {
	s.Done++
	if crossed {
		s.Crossing++
	}
	switch {
	case r.Verdict == scheduler.Violated:
		s.Wrong++
		for i, name := range properties.Names() {
			if r.Violated>>i&1 != 0 {
				s.violate[name]++
			}
		}
		i := slices.IndexFunc(s.sorts, func(w *sort) bool { return w.violated == r.Violated && w.cause == r.Cause })
		if i < 0 {
			i = len(s.sorts)
			s.sorts = append(s.sorts, &sort{violated: r.Violated, cause: r.Cause, focus: focus, first: run})
		}
		s.sorts[i].count++
	case r.Verdict == scheduler.Undecided:
		s.Unknown++
	case r.Noted != 0:
		s.Excused++
	}
}

// crossing is what two invites that cross reach.
func crossing() *properties.Sometime {
	all := properties.Sometimes()
	return all[slices.IndexFunc(all, func(s *properties.Sometime) bool { return s.Name == "invites-cross" })]
}

// addTo adds a number to a sum.
func addTo(sum hash.Hash64, n uint64) {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], n)
	_, _ = sum.Write(b[:])
}
