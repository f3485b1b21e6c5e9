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
// as that can matter to the peer.
func (s *System) ends(w *World, d, c int) {
	call := uint8(1) << c
	if w.In[d].Calls(model.InEnded)&call != 0 && w.In[1-d].Calls(model.InEnded)&call&^s.revived[1-d] == 0 {
		w.Box[d].SeenOver |= call << model.MaxCalls
	}
}

// forget drops what is remembered of the end of calls that keep the peer waiting no
// more: worlds that differ in it alone are one.
func (b *Box) forget(calls uint8) {
	b.SeenOver &^= calls << model.MaxCalls
	b.SendHurt &^= calls << model.MaxCalls
}

// HangupUnderWay reports whether a hangup or reject of call c by device d is on its way.
func (w *World) HangupUnderWay(d, c int) bool {
	return w.Travels(d, model.Hangup, c) || w.Travels(d, model.CallReject, c)
}

// endsCalls reports whether events of a type say that a call is over.
func endsCalls(t model.EventType) bool { return t == model.Hangup || t == model.CallReject }
