package sim

import (
	"cmp"
	"math"
	"slices"

	"github.com/glarelab/glare/model"
)

// Zone is a world that some steps lead to, together with all the times at which
// they can have been taken. What the world remembers the time of is an event of
// the zone; its clock holds their numbers in the place of times. Event 0 is the
// latest step. A zone is not changed once it is made.
type Zone struct {
	World TimedWorld
	// apart has, for each pair of events, how many ms at least the second comes
	// after the first: row by row, closed under addition, or never.
	apart  []int64
	events int
}

// never stands for two events of which nothing bounds how far apart they are.
const never = math.MinInt64 / 4

// Zone is initial world i at the start.
func (s *TimedSystem) Zone(i int) *Zone {
	z := &Zone{apart: []int64{0}, events: 1}
	s.Initial(i, &z.World)
	z.number(s)
	return z
}

// Advance is what a zone becomes when the action happens, at any time at which it
// can; there is none if there is no such time. Where the latest time of something
// is one of two, whichever is later, there is a zone for each.
func (s *TimedSystem) Advance(z *Zone, a Action) []*Zone {
	now := uint32(z.events)
	next := z.grown()
	ok := next.bind(bound{from: 0, to: now})
	if s.Fair(&z.World, a) {
		ok = ok && next.bind(bound{from: s.start(&z.World, a), to: now, gap: int64(s.span(&z.World, a).Min)})
	}
	for _, b := range s.arrivals(&z.World, now, a) {
		ok = ok && next.bind(b)
	}
	if !ok {
		return nil
	}
	zones := []*Zone{next}
	for _, p := range z.World.Pending[:z.World.NPending] {
		if !z.World.waits(p) {
			zones = s.await(zones, &z.World, now, p)
		}
	}
	a.AtMS = now
	for _, next := range zones {
		s.Do(&next.World, a)
		next.number(s)
	}
	return zones
}

// await bounds the step now by the latest time of what was pending before it.
func (s *TimedSystem) await(zones []*Zone, before *TimedWorld, now uint32, p Action) []*Zone {
	start, most := s.start(before, p), int64(s.span(before, p).Max)
	floors := []uint32{p.AtMS}
	if p.isTimer() && before.AwakeMS[p.Device] != 0 {
		floors = append(floors, before.AwakeMS[p.Device])
	}
	var after []*Zone
	for _, z := range zones {
		for _, floor := range floors {
			if floor != start && z.at(floor, start) < -most { // it could not happen before that, which may be too late
				split := z.clone()
				if split.bind(bound{from: now, to: floor}) {
					after = append(after, split)
				}
			}
		}
		if z.bind(bound{from: now, to: start, gap: -most}) {
			after = append(after, z)
		}
	}
	return after
}

func (z *Zone) at(from, to uint32) int64 { return z.apart[int(from)*z.events+int(to)] }

func (z *Zone) clone() *Zone {
	other := *z
	other.apart = slices.Clone(z.apart)
	return &other
}

// grown is the zone with one more event, of which nothing is known yet.
func (z *Zone) grown() *Zone {
	next := &Zone{World: z.World, events: z.events + 1}
	for i := range z.events {
		next.apart = append(append(next.apart, z.apart[i*z.events:(i+1)*z.events]...), never)
	}
	for range z.events {
		next.apart = append(next.apart, never)
	}
	next.apart = append(next.apart, 0)
	return next
}

// bind adds a constraint. It returns false if no times are left.
func (z *Zone) bind(b bound) bool {
	if z.at(b.from, b.to) >= b.gap {
		return true
	}
	if z.at(b.to, b.from)+b.gap > 0 {
		return false
	}
	n := uint32(z.events)
	for i := range n {
		lead := z.at(i, b.from)
		if lead == never {
			continue
		}
		row := z.apart[int(i)*z.events : int(i+1)*z.events]
		for j := range n {
			if tail := z.at(b.to, j); tail != never {
				row[j] = max(row[j], lead+b.gap+tail)
			}
		}
	}
	return true
}

// number makes events of what the world remembers the time of and may still need,
// and forgets the others. Zones of one place have the same events.
func (z *Zone) number(s *TimedSystem) {
	w := &z.World
	var was []uint32
	event := func(at *uint32) {
		was = append(was, *at)
		*at = uint32(len(was) - 1)
	}
	event(&w.NowMS)
	slices.SortFunc(w.Pending[:w.NPending], func(a, b Action) int {
		return cmp.Or(cmp.Compare(a.Op, b.Op), cmp.Compare(a.Device, b.Device), cmp.Compare(a.Arg, b.Arg))
	})
	for i := range w.Pending[:w.NPending] {
		event(&w.Pending[i].AtMS)
	}
	for c := range w.AcceptedMS {
		w.HandedMS[c] = 0
		if s.ages(w, c) {
			event(&w.AcceptedMS[c])
		} else {
			w.AcceptedMS[c] = 0
		}
	}
	for d := range w.AwakeMS {
		timed := slices.ContainsFunc(w.Pending[:w.NPending], func(p Action) bool { return p.isTimer() && int(p.Device) == d })
		if w.AwakeMS[d] != 0 && timed {
			event(&w.AwakeMS[d])
		} else {
			w.AwakeMS[d] = 0
		}
	}
	apart := make([]int64, 0, len(was)*len(was))
	for _, from := range was {
		for _, to := range was {
			apart = append(apart, z.at(from, to))
		}
	}
	z.apart, z.events = apart, len(was)
}

// ages reports whether it may still matter when the invite of a call was accepted:
// the invite may still arrive, or its callee's timer run.
func (s *TimedSystem) ages(w *TimedWorld, c int) bool {
	const over = model.StateSet(1<<model.Ended | 1<<model.Active)
	accepted := w.Call[c]&InviteAccepted != 0
	if !accepted || len(s.fault) > 0 {
		return accepted
	}
	for set := s.callees(c); set != 0; set = set.rest() {
		if !over.Has(w.Box[set.first()].Device.Call[c].State) {
			return true
		}
	}
	return false
}

// Within reports whether all times of z are times of other, which is of an equal
// world.
func (z *Zone) Within(other *Zone) bool {
	for i, apart := range z.apart {
		if apart < other.apart[i] {
			return false
		}
	}
	return true
}

// Join is a zone that has the times of both, of an equal world, and those between.
func (z *Zone) Join(other *Zone) *Zone {
	both := z.clone()
	for i := range both.apart {
		both.apart[i] = min(both.apart[i], other.apart[i])
	}
	return both
}

// Unbound is a zone of the same world with every time at all.
func (z *Zone) Unbound() *Zone {
	free := z.clone()
	for i := range free.apart {
		if i%(free.events+1) != 0 {
			free.apart[i] = never
		}
	}
	return free
}

// Place is what two zones of equal worlds have in common: the state, and what of
// it has a time.
type Place struct {
	State State
	Clock Clock
}

// Place is the place of a zone.
func (z *Zone) Place() Place { return Place{z.World.State, z.World.Clock} }
