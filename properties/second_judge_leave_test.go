package properties_test

import (
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// leftRooms are the rooms that the user of the device leaves in this step.
func (s *secondStep) leftRooms() (rooms rooms) {
	if s.fault != "leave" {
		return 0
	}
	for r := range s.sys.Scenario.Rooms {
		if (s.after.Left&^s.before.Left)>>(s.user()*sim.MaxRooms+r)&1 != 0 {
			rooms |= 1 << r
		}
	}
	return rooms
}

// isGone reports whether the user of device d has left the room of call c.
func (j secondJudge) isGone(w *sim.World, d, c int) bool {
	return w.Left>>(j.sys.UserOf(d)*sim.MaxRooms+j.sys.CallRoom(c))&1 != 0
}

// rings reports whether call c rings at device d and can be answered: not before its invite is
// seen, of which only a push has told.
func rings(w *sim.World, d, c int) bool {
	return state(w, d, c) == model.IRing && w.Box[d].Device.Call[c].Flags&model.Pushed == 0
}

// noteLeave notes what it means that a user leaves a room: it is a deliberate act, by which
// the user gives up every call there that is live or under way.
func (s *secondStep) noteLeave(m *memory) {
	left := s.leftRooms()
	for c := range s.sys.Calls() {
		r := s.sys.CallRoom(c)
		if left>>r&1 == 0 {
			continue
		}
		m.will[s.user()][r] = will{}
		for _, mate := range s.sys.Mates(s.d) {
			now := state(s.before, mate, c)
			if !live(now) && !underWay(now) {
				continue
			}
			m.gaveUp[mate].add(c)
			for u := range s.sys.Users() {
				theirs := &m.will[u][r]
				used := theirs.act == pressed && now == model.Active || theirs.act == answered && s.sys.UserOf(s.sys.Owner(c)) == s.user()
				if u != s.user() && theirs.calls.has(c) && used {
					*theirs = will{}
				}
			}
		}
	}
}

// leavingOnItsWay reports whether word is on its way to device d that the user of another one
// has left the room of call c.
func (s *secondStep) leavingOnItsWay(peer, d, c int) bool {
	for _, mate := range s.sys.Mates(peer) {
		for any := range s.sys.Calls() {
			if s.sameRoom(any, c) && s.onItsWay(s.before, mate, d, model.Leaving, any) {
				return true
			}
		}
	}
	return false
}

// aboutOf are the calls that an event is about: all of the room, if somebody has left it.
func (s *secondStep) aboutOf(event sim.Item) (about calls) {
	for c := range s.sys.Calls() {
		if c == event.Call() || event.Type() == model.Leaving && s.sameRoom(c, event.Call()) {
			about.add(c)
		}
	}
	return about
}
