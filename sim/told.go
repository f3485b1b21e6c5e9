package sim

import "github.com/glarelab/glare/model"

// Who has ended a call, and whether the other side can know it.

// UserEnded is the set of calls that the device's own user has declined, given up or
// hung up, and has not answered since.
func (b *Box) UserEnded() uint8 { return b.SeenOver >> model.MaxCalls }

// HangupLost is the set of calls that the device's own user has ended, and of which a
// hangup was destroyed and none has arrived since.
func (b *Box) HangupLost() uint8 { return b.SendHurt >> model.MaxCalls }

// ends notes that the user of device d has ended call c, if it is over there, as long
// as that can matter to a device of another user.
func (s *System) ends(w *World, d, c int) {
	call := uint8(1) << c
	if w.In[d].Calls(model.InEnded)&call != 0 && s.overAt(w, s.peers[d])&call == 0 {
		w.Box[d].SeenOver |= call << model.MaxCalls
	}
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
	for set := s.peers[d]; set != 0; set = set.rest() {
		e := set.first()
		if b := &w.Box[e]; (b.UserEnded()|b.HangupLost())&over != 0 {
			b.forget(s.overAt(w, s.peers[e]))
		}
	}
}

func (b *Box) forget(calls uint8) {
	b.SeenOver &^= calls << model.MaxCalls
	b.SendHurt &^= calls << model.MaxCalls
}

// EndedByPeers is the set of calls that users of other devices than those of the user of
// device d have ended; see [Box.UserEnded].
func (s *System) EndedByPeers(w *World, d int) (calls uint8) {
	if s.two {
		return w.Box[1-d].UserEnded()
	}
	for set := s.peers[d]; set != 0; set = set.rest() {
		calls |= w.Box[set.first()].UserEnded()
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
