package properties_test

import (
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// judgeSeamless judges what the user sees once glare was resolved.
//
//	From replacement (G-2, G-4) or keeping (G-5) until active the screen shows only
//	calling → connecting → in call; not required of a device whose own send or media was
//	destroyed, nor where a destroying fault hit the call that it is on (what cannot
//	connect cannot do so seamlessly).
func (s *secondStep) judgeSeamless(was, m *memory, o *opinion) {
	for c := range s.sys.Calls() {
		if s.replaced(c) || s.kept(c) {
			m.resolved[s.d] |= s.roomBit(c)
		}
		// A user who hangs up or declines wants no call to come of it, at either end.
		gaveUp := (s.a.Op == sim.OpHangUp || s.a.Op == sim.OpReject) && int(s.a.Arg) == c ||
			s.a.Op == sim.OpAnswer && s.abandons(c, int(s.a.Arg)) || s.leftRooms()&s.roomBit(c) != 0
		for d := range m.resolved {
			if gaveUp || d == s.d && state(s.after, d, c) == model.Active {
				m.resolved[d] &^= s.roomBit(c)
			}
		}
	}
	for r := range s.sys.Scenario.Rooms {
		if was.resolved[s.d]&m.resolved[s.d]>>r&1 != 0 {
			o.is(badSeamless, s.sees(s.after, r) < s.sees(s.before, r) && !s.excusedSeam(m, r))
		}
	}
}

// sees is what the user of the device sees of a room on all devices together, the more
// the further a call has come.
func (s *secondStep) sees(w *sim.World, r int) (most int) {
	for d := range s.sys.Devices() {
		if s.sys.UserOf(d) == s.user() {
			most = max(most, s.shows(w, d, r))
		}
	}
	return most
}

// shows is what one device shows of a room.
func (s *secondStep) shows(w *sim.World, d, r int) (most int) {
	const nothing, ringing, calling, connecting, inCall = 0, 1, 2, 3, 4
	for c := range s.sys.Calls() {
		shows := nothing
		switch now := state(w, d, c); {
		case s.sys.CallRoom(c) != r:
		case now == model.Active:
			shows = inCall
		case live(now):
			shows = connecting
		case underWay(now):
			shows = calling
		case now == model.IRing:
			shows = ringing
		}
		most = max(most, shows)
	}
	return most
}

// replaced reports whether in this step call c replaces an own one for the user (G-2,
// G-4): it is accepted, if only until the end of a sync response that has its hangup,
// too.
func (s *secondStep) replaced(c int) bool {
	auto := s.sys.Machine(s.d).Reading.Is(model.AcceptHow, "auto")
	briefly := auto && s.heeds(c) && s.receivesEnd(c)
	for own := range s.sys.Calls() {
		if s.sys.Owner(own) != s.d || !s.sameRoom(own, c) || !underWay(state(s.before, s.d, own)) {
			continue
		}
		gone := over(state(s.after, s.d, own)) && !s.receivesEnd(own)
		if s.taken.has(c) && s.a.Op != sim.OpPlace || briefly && gone {
			return true
		}
	}
	return false
}

// kept reports whether in this step call c is ended because an own one is kept (G-5).
func (s *secondStep) kept(c int) bool {
	reading := &s.sys.Machine(s.d).Reading
	if s.sys.Owner(c) == s.d || !reading.Is(model.Glare, "rule") || state(s.after, s.d, c) != model.Ended {
		return false
	}
	was, hungUp := state(s.before, s.d, c), s.receivesEnd(c)
	for own := range s.sys.Calls() {
		mine := state(s.before, s.d, own)
		if s.sys.Owner(own) != s.d || !s.sameRoom(own, c) || !underWay(mine) || over(state(s.after, s.d, own)) {
			continue
		}
		held := reading.Is(model.InFlight, "defer") && mine == model.OSending || reading.Is(model.Batch, "sync-end")
		switch {
		case was == model.IPend: // it was held back, and nothing of its own ended it
			return !hungUp && !s.receives(model.SelectAnswer, c) && !s.receives(model.Answer, c) && s.a.Op != sim.OpLifetime && !s.receives(model.Invite, c)
		case was == model.None && s.heeds(c):
			return !hungUp || !held
		}
	}
	return false
}

// heeds reports whether the device received an invite of call c that it does not drop for
// its age.
func (s *secondStep) heeds(c int) bool {
	ageless := s.sys.Machine(s.d).Reading.Is(model.Expired, "ignore")
	return s.receives(model.Invite, c) && (ageless || !s.receivesExpired(c))
}

// excusedSeam reports whether a destroying fault hit the call of room r that the device
// is on, or an own event about it. A lifetime that passed too early is no excuse here.
func (s *secondStep) excusedSeam(m *memory, r int) bool {
	destroyed := m.hit | m.sendHit[s.d]
	for c := range s.sys.Calls() {
		on := live(state(s.before, s.d, c)) || underWay(state(s.before, s.d, c))
		if on && s.sys.CallRoom(c) == r && (destroyed.has(c) || s.mediaLost(m, c)) {
			return true
		}
	}
	return false
}
