package sim

import "github.com/glarelab/glare/model"

// lifetime lets the lifetime of call c pass at device d.
func (s *System) lifetime(w *World, d, c int) {
	s.passed(w, d, c)
	s.give(w, d, model.LifeOver, c, false)
}

// passed notes that the lifetime of call c passes at device d, and whether the call could
// still be connected.
func (s *System) passed(w *World, d, c int) {
	awaited := NothingAwaited
	if s.loose { // where timers are patient, nothing is under way when one fires
		awaited = s.Awaited(w, c)
		if s.rivalComes(w, d, c) {
			w.Causes |= CrossTimeout
		}
	}
	switch awaited {
	case NothingAwaited:
		s.lapse(w, d, c)
	case InviteAwaited, SyncAwaited, ReplyAwaited:
		w.Call[c] |= TimedOut
		w.Causes |= CrossTimeout
	default:
		w.Call[c] |= TimedOut
		w.Causes |= LateAnswer
	}
	w.Box[d].SeenOver |= 1 << c
}

// rivalComes reports whether c is device d's own call and an invite of its room is on
// its way to that device.
func (s *System) rivalComes(w *World, d, c int) bool {
	for rival := range s.calls {
		if s.owner(c) == d && s.peers[d].Has(s.owner(rival)) && s.room[rival] == s.room[c] && s.Travels(w, s.owner(rival), d, model.Invite, rival) {
			return true
		}
	}
	return false
}

// expire notes that the invites of a set of calls arrive after their lifetime, which
// destroys those that could still be connected.
func (s *System) expire(w *World, late uint8) {
	if late == 0 {
		return
	}
	w.Causes |= LateArrival
	for c := range s.calls {
		if late>>c&1 != 0 && s.inviting(w, c) {
			w.Call[c] |= TimedOut
		}
	}
}
