package scheduler

import "unsafe"

// checkCycles looks for runs that never settle: a set of worlds that a run can
// go round in for ever by fair actions without treating any of them unfairly.
// Such a set is a strongly connected component of the graph of fair steps in
// which every fair action that is enabled in all its worlds is taken somewhere
// (weak fairness). If a component is no such set, none of its parts is one:
// what is enabled everywhere and never taken in the whole is so in each part.
//
// Most systems have no cycle at all. Where each step of the search has lowered
// the measure of a [Measured] system, that is known already; else it takes a
// second pass, with little memory. The graph is built only if there is a cycle.
func (s *search[W, A]) checkCycles() {
	d := descent[W, A]{search: s}
	cyclic, done := d.run()
	if s.result.Cyclic = cyclic; done && !cyclic && s.ctx.Err() == nil {
		return
	}
	var g *graph[W, A]
	if done && s.ctx.Err() == nil {
		g, done = newGraph(s)
	}
	switch {
	case s.ctx.Err() != nil:
		s.result.Reason = endOf(s.ctx)
		return
	case !done:
		s.result.Reason = "there is no memory to look for cycles"
		return
	}
	g.components()
	if finding, found := g.lasso(); found {
		s.result.Findings = append(s.result.Findings, finding)
	}
	if s.ctx.Err() != nil {
		s.result.Reason = endOf(s.ctx)
	}
}

// mayCycle reports whether cycles are asked for and there may be some.
func (s *search[W, A]) mayCycle() bool {
	return !s.options.AnyCycle && (s.measured == nil || s.rises)
}

// Measured is what a system offers in addition if it can tell how much is left to
// happen in a world. The search looks at each step whether it lowers that: if all
// do, no run comes back to where it was, whatever the measure means.
type Measured[W any] interface {
	Measure(w *W) uint64
}

// descent goes depth first through all worlds of a search that is complete. A
// step to a world on the way that leads to the present one closes a cycle.
type descent[W any, A comparable] struct {
	search *search[W, A]
	colour []uint8 // by slot of the visited set
	// The way: worlds, their slots, and per world where its actions that are
	// still to be taken begin in actions. One world more is room for the next.
	worlds  []W
	slots   []uint64
	first   []int
	actions []A
	held    uint64 // bytes of the way that the budget has given
	full    bool   // it gives no more
}

// The colours of worlds; a slot without a colour was not met yet.
const (
	onTheWay = 1 + iota
	finished
)

// run reports whether there is a cycle, and whether there was memory to find
// out.
func (d *descent[W, A]) run() (cyclic, done bool) {
	s := d.search
	size := s.table.number()
	if !s.budget.take(size) {
		return false, false
	}
	defer func() { s.budget.give(size + d.held) }()
	d.colour = make([]uint8, size)
	d.worlds = make([]W, 1)
	for _, i := range s.initials {
		s.sys.Initial(i, &d.worlds[0])
		if d.enter() {
			return true, true
		}
		for len(d.slots) > 0 {
			if d.full || s.ctx.Err() != nil {
				return false, !d.full
			}
			if d.step() {
				return true, true
			}
		}
	}
	return false, true
}

// step takes the last action that is left of the last world on the way, or
// leaves that world if none is. It reports whether the step closes a cycle.
func (d *descent[W, A]) step() bool {
	s := d.search
	top := len(d.slots) - 1
	if len(d.actions) == d.first[top] {
		d.colour[d.slots[top]] = finished
		d.slots, d.first, d.worlds = d.slots[:top], d.first[:top], d.worlds[:top+1]
		return false
	}
	a := d.actions[len(d.actions)-1]
	d.actions = d.actions[:len(d.actions)-1]
	s.sys.Copy(&d.worlds[top+1], &d.worlds[top])
	s.sys.Do(&d.worlds[top+1], a)
	return d.enter()
}

// enter puts the world that has room behind the way at its end, unless it was
// met before. It reports whether it is on the way already.
func (d *descent[W, A]) enter() bool {
	s := d.search
	world := &d.worlds[len(d.slots)]
	key := s.sys.Key(world)
	slot, known := s.table.locate(printOf(key), key, 0)
	if known == isNew {
		panic("scheduler: a complete search has missed a world")
	}
	if d.colour[slot] != 0 {
		return d.colour[slot] == onTheWay
	}
	d.colour[slot] = onTheWay
	d.slots, d.first = append(d.slots, slot), append(d.first, len(d.actions))
	d.actions = s.sys.Enabled(world, d.actions)
	var room W
	d.worlds = append(d.worlds, room)
	d.account()
	return false
}

// account has the budget give what the way takes, which may lead through all worlds.
func (d *descent[W, A]) account() {
	var w W
	var a A
	holds := uint64(cap(d.worlds))*uint64(unsafe.Sizeof(w)) + uint64(cap(d.slots))*8 +
		uint64(cap(d.first))*uint64(unsafe.Sizeof(0)) + uint64(cap(d.actions))*uint64(unsafe.Sizeof(a))
	if holds > d.held {
		if d.full = !d.search.budget.take(holds - d.held); !d.full {
			d.held = holds
		}
	}
}
