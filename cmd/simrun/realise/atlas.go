package realise

import "github.com/glarelab/glare/sim"

// atlas has the places that the delays let a run get to, each with one zone that
// holds all times at which it gets there, and times between them. So it has every
// step that can be taken, and some that cannot.
type atlas struct {
	number map[sim.Place]int32
	places []place
	queue  []int32 // places to be looked at
	later  []int32 // places that are too far away to be looked at yet
}

// place is one place, its number being the order in which it was found.
type place struct {
	zone   *sim.Zone
	depth  int  // fewest steps that lead to it
	queued bool // in the queue
	joined int  // how often its zone grew
	// next has an edge for each action that is enabled, in that order.
	next []edge
	left int // steps to the nearest end of a story, or far
}

// edge is a step from one place to others: to more than one where a latest time is
// one of two.
type edge struct {
	to   int32 // less than 0 where the step cannot be taken
	ends bool  // what is wanted shows in it
}

// far is how far away what cannot be reached is.
const far = 1 << 30

// mostJoined is how often a zone may grow before all is taken for possible: there
// are places that a run can come back to.
const mostJoined = 100

// visit notes that a zone is reached by so many steps, and returns the number of its
// place.
func (a *atlas) visit(z *sim.Zone, depth int) int32 {
	n, known := a.number[z.Place()]
	if !known {
		n = int32(len(a.places))
		a.number[z.Place()] = n
		a.places = append(a.places, place{zone: z, depth: depth, queued: true})
		a.queue = append(a.queue, n)
		return n
	}
	p := &a.places[n]
	nearer, wider := depth < p.depth, !z.Within(p.zone)
	p.depth = min(p.depth, depth)
	if wider {
		if p.zone = p.zone.Join(z); p.joined > mostJoined {
			p.zone = p.zone.Unbound()
		}
		p.joined++
	}
	if (nearer || wider) && !p.queued {
		p.queued = true
		a.queue = append(a.queue, n)
	}
	return n
}

// explore draws all places that at most so many steps lead to. It returns true if
// there are no others.
func (r *realiser) explore(steps int) bool {
	m := &r.atlas
	m.queue, m.later = append(m.queue, m.later...), nil
	for done := 0; len(m.queue) > 0 && r.stop() == ""; done++ {
		n := m.queue[0]
		m.queue, m.places[n].queued = m.queue[1:], false
		if m.places[n].depth >= steps {
			m.later = append(m.later, n)
			continue
		}
		r.expand(n)
		if done%10_000 == 0 {
			r.tell(0)
		}
	}
	return len(m.later) == 0
}

// expand finds the places that a step leads to.
func (r *realiser) expand(n int32) {
	m := &r.atlas
	var room [128]sim.Action
	zone, depth := m.places[n].zone, m.places[n].depth
	world := &zone.World.World
	var next []edge
	for _, a := range r.sys.Enabled(world, room[:0]) {
		e := edge{to: -1}
		for _, z := range r.clock.Advance(zone, a) {
			if e.to < 0 {
				e.ends = r.ends(world, a, &z.World.World)
			}
			e.to = m.visit(z, depth+1)
		}
		next = append(next, e)
	}
	m.places[n].next = next
}

// measure finds how far each place is from the end of a story.
func (a *atlas) measure() {
	for n := range a.places {
		a.places[n].left = far
	}
	for again := true; again; {
		again = false
		for n := len(a.places) - 1; n >= 0; n-- {
			p := &a.places[n]
			for _, e := range p.next {
				switch {
				case e.to < 0:
				case e.ends && p.left > 1:
					p.left, again = 1, true
				case a.places[e.to].left+1 < p.left:
					p.left, again = a.places[e.to].left+1, true
				}
			}
		}
	}
}
