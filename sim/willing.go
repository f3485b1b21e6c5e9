package sim

import (
	"math/bits"

	"github.com/glarelab/glare/model"
)

// lapsed, in [Box.Willing]: bit i above it is set if the user's call number i still
// rang at the peer when its lifetime had passed here.
const lapsed = model.MaxCalls + MaxRooms

// Willing is the set of the rooms in which the user of device d wants to talk. It
// follows from the user's last deliberate act in the room: who pressed call is
// willing until that user hangs up, declines or ignores a call, or until a call that
// came of the press was active and a user ended it; who answered, until the caller
// ends the call that was answered. Who answers what the caller has given up before, by
// hanging up or because its lifetime had passed, answers nobody.
func (s *System) Willing(w *World, d int) (rooms uint8) {
	willing := w.Box[d].Willing
	return willing>>model.MaxCalls&(1<<MaxRooms-1) | s.roomsOf(willing&(1<<model.MaxCalls-1))
}

// Wants is the set of the users to whom user u wants to talk in room r: whose call that
// user has answered, or for whom the calls are that the user presses for. Of calls to
// oneself that is the user's own self, once both ends have done something.
func (s *System) Wants(w *World, u, r int) (users uint8) {
	willing := w.Box[s.firstOf[u]].Willing
	for calls := willing & s.roomCalls[r]; calls != 0; calls &= calls - 1 {
		users |= 1 << s.userOf[s.caller[bits.TrailingZeros8(calls)]]
	}
	if willing>>(model.MaxCalls+r)&1 != 0 {
		users |= s.invited[u] &^ (1 << u)
		if s.pressedTwice(w, u, r) {
			users |= 1 << u
		}
	}
	return users
}

// pressedTwice reports whether user u, who calls the own other devices, has pressed call in
// room r on two of them, and given up neither call: only then both ends want to talk.
func (s *System) pressedTwice(w *World, u, r int) bool {
	if s.oneself == 0 {
		return false
	}
	by := DeviceSet(0)
	for c := range s.calls {
		if s.oneself>>c&1 != 0 && s.UserOf(s.owner(c)) == u && int(s.room[c]) == r && w.Call[c]&(Placed|GivenUp) == Placed {
			by |= 1 << s.owner(c)
		}
	}
	return by&(by-1) != 0
}

// want makes by the only reason why the user of device d wants to talk in the room
// of call c; 0 is none.
func (s *System) want(w *World, d, c int, by uint8) {
	drop := s.roomMates[c] | 1<<s.room[c]<<model.MaxCalls
	for set := s.mates[d]; set != 0; set = set.rest() {
		b := &w.Box[set.first()]
		b.Willing = b.Willing&^drop | by
	}
}

// placed is what it means that the user of device d presses call, for call c.
func (s *System) placed(w *World, d, c int) {
	room := uint8(1) << s.room[c]
	if w.Third == 0 && (s.ofTwo[c] || s.Version(d) == model.Version1) { // a press that the text forbids to follow obliges nobody
		s.want(w, d, c, room<<model.MaxCalls)
	}
	w.Box[d].Pressed |= room
	w.Call[c] |= Placed
}

// answered is what it means that the user of device d answers call c: that its caller
// has ended it already can be unknown there, but nobody is to blame for it.
func (s *System) answered(w *World, d, c int) {
	by := uint8(1) << c
	if w.Call[c]&GivenUp != 0 || w.Box[s.owner(c)].Willing>>(lapsed+s.nth[c])&1 != 0 {
		by = 0
	}
	s.want(w, d, c, by)
	for set := s.mates[d] &^ (1 << s.owner(c)); set != 0; set = set.rest() { // whoever answers takes a decline back
		w.Box[set.first()].SeenOver &^= 1 << (model.MaxCalls + c)
	}
}

// lapse notes that the lifetime of call c has passed at its caller, device d, and that
// nothing can connect it any more: whoever answers it where it still rings answers
// nobody.
func (s *System) lapse(w *World, d, c int) {
	rings := model.InRing
	if s.stores { // what does not ring can ring after a restart
		rings = model.InUnsettled
	}
	if s.owner(c) != d || w.anywhere(s.callees(c), rings)>>c&1 == 0 {
		return
	}
	for set := s.mates[d]; set != 0; set = set.rest() {
		w.Box[set.first()].Willing |= 1 << (lapsed + s.nth[c])
	}
}

// hungUp is what it means to the other users that the user of device d hangs up call
// c: an answer is used up when its caller ends the call, and a press when the call
// that came of it was active. Nobody presses call while in a call, so that whichever
// call a device is in came of its user's press, if that was the last act.
func (s *System) hungUp(w *World, d, c int) {
	active := w.Box[d].Device.Call[c].State == model.Active
	for set := s.peers[d]; set != 0; set = set.rest() {
		e := set.first()
		b := &w.Box[e]
		if s.mates[d].Has(s.owner(c)) {
			b.Willing &^= 1 << c
		}
		if active && w.anywhere(s.mates[e], model.InLive)>>c&1 != 0 {
			b.Willing &^= 1 << s.room[c] << model.MaxCalls
		}
	}
}
