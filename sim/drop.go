package sim

import "github.com/glarelab/glare/model"

// mortality is what of a scenario says which messages can be dead.
type mortality struct {
	fates [MaxDevices]*model.Fates
	// The places of faults that have a say as long as they may happen; -1 for none.
	crash, gap, skew int
	// Faults that look at more than the first message of a queue.
	batches, reorders, overlaps []int
}

func (s *System) findMortality() {
	index := func(name string) int {
		for i, f := range s.fault {
			if f.Name == name {
				return i
			}
		}
		return -1
	}
	m := &s.mortal
	m.crash, m.gap, m.skew = index("crash"), index("sync-gap"), index("clock-skew")
	for i, f := range s.fault {
		switch f.Name {
		case "sync-batch", "sync-gap", "sync-unreadable":
			m.batches = append(m.batches, i)
		case "fed-reorder":
			m.reorders = append(m.reorders, i)
		case "send-overlap", "rate-limit":
			m.overlaps = append(m.overlaps, i)
		}
	}
	for d := range s.devices {
		m.fates[d] = model.FindFates(s.machine[d], len(m.batches) > 0)
	}
}

// left reports whether one of some faults may still happen.
func (w *World) left(faults ...int) bool {
	for _, i := range faults {
		if i >= 0 && w.Budget[i] > 0 {
			return true
		}
	}
	return false
}

// Drop takes the dead messages and replies out of w, as if they had arrived, and reports
// whether there were any. A fault that looks at several messages of a queue would do
// something else if one between them were gone: as long as it may happen, only those
// that come first are dropped, and none on the way there.
func (s *System) Drop(w *World) bool {
	if w.Causes&Overflow != 0 {
		return false // such a world means nothing
	}
	s.dying.Do(s.findMortality)
	batches, reorders := w.left(s.mortal.batches...), w.left(s.mortal.reorders...)
	dropped := false
	for d := range s.devices {
		b := &w.Box[d]
		if b.Reply != 0 {
			if dead := s.deadReplies(w, d); dead != 0 {
				b.Reply &^= dead
				dropped = true
			}
		}
		if b.Holds&HasLate != 0 && s.dead(w, d, b.Late) {
			s.bury(w, d, b.Late)
			b.Late, dropped = Item{}, true
			b.Holds &^= HasLate
		}
		if b.NIn > 0 {
			_, some := s.dropFrom(w, 1<<d, b.In[:], &b.NIn, batches, false)
			dropped = dropped || some
		}
	}
	if batches {
		return dropped
	}
	for i := range s.pairs {
		if queue := &w.Fed[s.firstPair+i]; queue.N > 0 {
			first, some := s.dropFrom(w, s.pairs[i].arrive, queue.Items[:], &queue.N, reorders, false)
			if first {
				queue.Stalled = 0
			}
			dropped = dropped || some
		}
	}
	if reorders {
		return dropped
	}
	for d := range s.devices {
		if b := &w.Box[d]; b.NOut > 0 {
			first, some := s.dropFrom(w, s.all()&^(1<<d), b.Out[:], &b.NOut, w.left(s.mortal.overlaps...), true)
			if first {
				b.Holds &^= OutStalled
			}
			dropped = dropped || some
		}
	}
	return dropped
}

// dropFrom takes what is dead for some devices out of a queue on its way there, the outbox
// of its sender or a later one; or only what comes first. It reports whether the first
// message went, and whether any did.
func (s *System) dropFrom(w *World, to DeviceSet, queue []Item, n *uint8, onlyFirst, outbox bool) (first, some bool) {
	kept := 0
	for i, event := range queue[:*n] {
		there := to
		if !s.two {
			there &= s.members[s.room[event.Call()]]
		}
		if onlyFirst && kept > 0 || !s.deadAt(w, there, event) || outbox && !s.deadUnsent(w, event.Sender(), event, i == 0) {
			queue[kept] = event
			kept++
			continue
		}
		for ; there != 0; there = there.rest() {
			s.bury(w, there.first(), s.arriving(there.first(), event))
		}
		some, first = true, first || i == 0
	}
	clear(queue[kept:*n])
	*n = uint8(kept)
	return first, some
}

// bury does what the arrival of a dead message at device d does beside the device.
func (s *System) bury(w *World, d int, event Item) {
	if !s.two && s.unseen(w, d, event) {
		return
	}
	if _, drops := s.dropped(w, d, event); drops {
		return
	}
	c := event.Call()
	if event.Type() == model.Message || !s.showsEnd(d, event, s.inputOf(d, event, c)) || !event.Own() && !s.heeded(d, event) {
		return
	}
	if !s.Stranger(w, d, event.Sender(), c) {
		w.Box[d].SeenOver |= 1 << c
		if s.two && endsCalls(event.Type()) && !event.Own() {
			w.Box[event.Sender()].SendHurt &^= 1 << (model.MaxCalls + event.Call())
		}
	}
}
