package sim

import (
	"fmt"
	"math"
	"slices"
)

// healName stands in a schedule where the faults end.
const healName = "heal"

// UnknownStepError says that a schedule to be realised does not lead through its
// scenario.
type UnknownStepError struct {
	Step int // from 0
	Name string
}

func (e *UnknownStepError) Error() string {
	return fmt.Sprintf("step %d: %q is not enabled; a schedule can be realised only in the scenario and with the rules that it was found with",
		e.Step+1, e.Name)
}

// Realise finds times for a schedule that is given by the names of its actions
// without times, whatever the scenario's own timing is: for each step the
// earliest ms at which it can happen if all windows of the scenario are kept.
// The error is an *UnrealisableError if there are no such times.
func Realise(s *Scenario, initial int, names []string) ([]uint32, error) {
	timed := s.Clone()
	timed.Timing = Timed
	sys, err := CompileTimed(timed)
	if err != nil {
		return nil, err
	}
	return sys.Realise(initial, names)
}

// Realise is the function Realise with the rules of this system.
func (s *TimedSystem) Realise(initial int, names []string) ([]uint32, error) {
	if initial < 0 || initial >= s.Initials() {
		return nil, fmt.Errorf("initial world %d: there are %d, counted from 0", initial, s.Initials())
	}
	p := plan{sys: s}
	s.Initial(initial, &p.world)
	for i, name := range names {
		if !p.step(uint32(i)+1, name) {
			return nil, &UnknownStepError{i, name}
		}
	}
	end := p.world
	p.deadlines(&end, uint32(len(names)), true)
	return p.times(names)
}

// plan is a schedule as a system of difference constraints. Its world runs along
// the schedule by a clock that counts steps, so that whatever a world remembers
// the time of, this one remembers the step of.
type plan struct {
	sys    *TimedSystem
	world  TimedWorld
	healed uint32 // the step at which the faults ended
	bounds []bound
}

// bound is one constraint: step to comes at least gap ms after step from. Steps
// count from 1, and 0 is the start. Where it stands for a latest time, from is
// the later step and gap is not positive.
type bound struct {
	from, to uint32
	gap      int64
	due      string // the action whose latest time the bound stands for, or ""
	// floor is a step before which the action could not happen, even if its
	// latest time had come: its device slept, its invite arrived late, or a fault
	// held it up. If not 0, the latest time is the later of that step's and the
	// bound's own.
	floor uint32
}

// step takes step i and returns false if it is not enabled.
func (p *plan) step(i uint32, name string) bool {
	p.bounds = append(p.bounds, bound{from: i - 1, to: i})
	before := p.world
	if name == healName {
		p.world.NowMS = i
		p.sys.Heal(&p.world)
		p.deadlines(&before, i, true)
		p.healed = i
		return true
	}
	a, ok := p.find(name)
	if !ok {
		return false
	}
	if p.sys.Fair(&before, a) {
		p.bounds = append(p.bounds, bound{from: p.sys.start(&before, a), to: i, gap: int64(p.sys.span(&before, a).Min)})
	}
	p.bounds = append(p.bounds, p.sys.arrivals(&before, i, a)...)
	a.AtMS = i
	p.sys.Do(&p.world, a)
	p.deadlines(&before, i, a.Op == OpFault)
	return true
}

func (p *plan) find(name string) (Action, bool) {
	for _, a := range p.sys.System.Enabled(&p.world.World, nil) {
		if p.sys.System.Name(&p.world.World, a) == name {
			return a, true
		}
	}
	return Action{}, false
}

// arrivals bounds step i, if it brings invites, by the age at which these count as
// expired.
func (s *TimedSystem) arrivals(before *TimedWorld, i uint32, a Action) (list []bound) {
	calls, late := s.invites(&before.World, a), s.late(&before.World, a)
	fresh := int64(s.freshMS(int(a.Device)))
	for c := 0; calls>>c != 0; c++ {
		accepted := before.AcceptedMS[c]
		switch {
		case calls>>c&1 == 0:
		case late>>c&1 != 0:
			list = append(list, bound{from: accepted, to: i, gap: fresh + 1})
		default:
			list = append(list, bound{from: i, to: accepted, gap: -fresh, due: s.System.Name(&before.World, a)})
		}
	}
	return list
}

// deadlines bounds step i by the latest times of what was pending before it.
// What stays pending as it was bounds a later step, unless all is to be bounded
// now, because the step may change how long it takes.
func (p *plan) deadlines(before *TimedWorld, i uint32, all bool) {
	for _, a := range before.Pending[:before.NPending] {
		if before.waits(a) || !all && p.stays(a) {
			continue
		}
		start := p.sys.start(before, a)
		b := bound{from: i, to: start, gap: -int64(p.sys.span(before, a).Max), due: p.sys.System.Name(&before.World, a)}
		floor := max(a.AtMS, p.healed)
		if a.isTimer() {
			floor = max(floor, before.AwakeMS[a.Device])
		}
		if floor > start {
			b.floor = floor
		}
		p.bounds = append(p.bounds, b)
	}
}

// stays reports whether a, pending before a step, is as much so after it.
func (p *plan) stays(a Action) bool {
	if slices.Contains(p.world.Pending[:p.world.NPending], a) {
		return !p.world.waits(a)
	}
	return false
}

// times solves the constraints.
func (p *plan) times(names []string) ([]uint32, error) {
	at := make([]int64, len(names)+1)
	if conflict := p.solve(at); conflict != nil {
		return nil, p.explain(conflict, names)
	}
	times := make([]uint32, len(names))
	for i := range times {
		if at[i+1] > math.MaxUint32 {
			return nil, fmt.Errorf("step %d (%s) would come later than a clock of %d ms can show", i+1, names[i], uint32(math.MaxUint32))
		}
		times[i] = uint32(at[i+1])
	}
	return times, nil
}

// solve finds the least times, one for each step after the start at 0, or
// returns bounds that conflict. One of a conflict's bounds that has a floor may
// stand for that instead; both are tried.
func (p *plan) solve(at []int64) (conflict []int) {
	if conflict = p.earliest(at); conflict == nil {
		return nil
	}
	was := make([]bound, len(conflict))
	for n, k := range conflict {
		was[n] = p.bounds[k]
	}
	for _, k := range conflict {
		b := &p.bounds[k]
		if b.floor == 0 {
			continue
		}
		kept := *b
		b.to, b.gap, b.floor = kept.floor, 0, 0
		if p.solve(at) == nil {
			return nil
		}
		kept.floor = 0 // from here on it stands for itself
		*b = kept
	}
	for n, k := range conflict {
		p.bounds[k] = was[n]
	}
	return conflict
}

// earliest computes the longest paths from the start (Bellman and Ford). It
// returns the bounds of a path of positive length from a step to itself, if
// there is one.
func (p *plan) earliest(at []int64) []int {
	raised := make([]int, len(at)) // by which bound, plus one
	clear(at)
	for sweep := 0; ; sweep++ {
		changed := -1
		for k, b := range p.bounds {
			if t := at[b.from] + b.gap; t > at[b.to] {
				at[b.to], raised[b.to], changed = t, k+1, int(b.to)
				if b.to == 0 {
					return p.loop(raised, 0)
				}
			}
		}
		if changed < 0 {
			return nil
		}
		if sweep > len(at) {
			return p.loop(raised, uint32(changed))
		}
	}
}

// loop follows back what raised a step until it comes round, or to a step that
// nothing has raised, which follows from the start.
func (p *plan) loop(raised []int, step uint32) []int {
	var path []int
	place := make([]int, len(raised)) // of a step in the path, plus one
	for raised[step] != 0 && place[step] == 0 {
		k := raised[step] - 1
		path = append(path, k)
		place[step] = len(path)
		step = p.bounds[k].from
	}
	if place[step] != 0 {
		return path[place[step]-1:]
	}
	return path
}
