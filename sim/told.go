package sim

import (
	"math/bits"

	"github.com/glarelab/glare/model"
)

// Who has ended a call, and whether the other side can know it.

// UserEnded is the set of calls that the device's own user has declined, given up or
// hung up, and has not answered since.
func (b *Box) UserEnded() uint8 { return b.SeenOver >> model.MaxCalls }

// HangupLost is the set of calls that the device's own user has ended, and of which a
// hangup was destroyed and, where one other device alone can wait for it, none has arrived since.
func (b *Box) HangupLost() uint8 { return b.SendHurt >> model.MaxCalls }

// ends notes that the user of device d has ended call c, if it is over there, as long
// as that can matter to a device of the other side.
func (s *System) ends(w *World, d, c int) {
	call := uint8(1) << c
	if w.In[d].Calls(model.InEnded)&call != 0 && s.overAcross(w, d)&call == 0 {
		w.Box[d].SeenOver |= call << model.MaxCalls
	}
}

// across are the devices of the other side of call c, seen from device d: those of other
// users or, of a call within one user, who has placed it or whom it is for.
func (s *System) across(d, c int) DeviceSet {
	switch {
	case s.oneself>>c&1 == 0:
		return s.peers[d]
	case s.owner(c) == d:
		return s.called[c]
	default:
		return 1 << s.owner(c)
	}
}

// Across lists the devices of the other side of call c, seen from device d.
func (s *System) Across(d, c int) []int { return s.across(d, c).list() }

// overAcross is the set of the calls that are over for good at all devices of the other side,
// seen from device d.
func (s *System) overAcross(w *World, d int) uint8 {
	calls := s.overAt(w, s.peers[d]) &^ s.oneself
	for own := s.oneself; own != 0; own &= own - 1 {
		c := bits.TrailingZeros8(own)
		calls |= s.overAt(w, s.across(d, c)) & (1 << c)
	}
	return calls
}

// overAt is the set of the calls that are over for good at all of some devices.
func (s *System) overAt(w *World, devices DeviceSet) uint8 {
	calls := uint8(1<<model.MaxCalls - 1)
	for ; devices != 0; devices = devices.rest() {
		d := devices.first()
		calls &= w.In[d].Calls(model.InEnded) &^ s.revived[d]
	}
	return calls
}

// forget drops what is remembered of the end of calls that keep nobody waiting any more,
// now that some are over at device d: worlds that differ in it alone are one.
func (s *System) forget(w *World, d int, over uint8) {
	others := s.peers[d]
	if s.oneself != 0 {
		others |= s.mates[d]
	}
	for ; others != 0; others = others.rest() {
		e := others.first()
		if b := &w.Box[e]; (b.UserEnded()|b.HangupLost())&over != 0 {
			b.forget(s.overAcross(w, e))
		}
	}
}

func (b *Box) forget(calls uint8) {
	b.SeenOver &^= calls << model.MaxCalls
	b.SendHurt &^= calls << model.MaxCalls
}

// EndedAcross is the set of calls that a user has ended on the other side, seen from device
// d; see [Box.UserEnded].
func (s *System) EndedAcross(w *World, d int) (calls uint8) {
	if s.two {
		return w.Box[1-d].UserEnded()
	}
	for set := s.peers[d]; set != 0; set = set.rest() {
		calls |= w.Box[set.first()].UserEnded()
	}
	for own := s.oneself; own != 0; own &= own - 1 {
		c := bits.TrailingZeros8(own)
		for set := s.across(d, c); set != 0; set = set.rest() {
			calls |= w.Box[set.first()].UserEnded() & (1 << c)
		}
	}
	return calls
}

// HangupUnderWay reports whether a hangup or reject of call c by device from is on its way
// to device d, or word that its user has left the room.
func (s *System) HangupUnderWay(w *World, from, d, c int) bool {
	return s.Travels(w, from, d, model.Hangup, c) || s.Travels(w, from, d, model.CallReject, c) ||
		s.left(w, from, int(s.room[c])) && s.Travels(w, s.mates[from].first(), d, model.Leaving, s.leaveItem(from, int(s.room[c])).Call())
}

// endsCalls reports whether events of a type say that a call is over.
func endsCalls(t model.EventType) bool { return t == model.Hangup || t == model.CallReject }
