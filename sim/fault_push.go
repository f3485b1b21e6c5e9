package sim

import "github.com/glarelab/glare/model"

// pushOfInvite tells a device of an invite outside of its syncs, before they bring it or after, as
// often as its homeserver likes: a push gateway keeps no order (F-PUSH-1). It wakes who sleeps.
func pushOfInvite() *Fault {
	return &Fault{
		Name: "push", Delays: true, Needs: NeedsVersion1,
		About: "a push tells a device of an invite, before its sync does or after",
		targets: func(s *System, w *World, d int) (calls uint16) {
			if s.Version(d) != model.Version1 {
				return 0
			}
			for c := range s.calls {
				calls |= one(s.mayPush(w, d, c)) << c
			}
			return calls
		},
		do: func(s *System, w *World, d, c int) {
			w.Box[d].Holds &^= Suspended
			s.give(w, d, model.RecvPush, c, false)
		},
		name: func(s *System, _ *World, d, c int) string {
			return "a push of m.call.invite " + s.callName[c] + " reaches " + s.names[d]
		},
	}
}

// mayPush reports whether device d can be pushed the invite of call c: its user is called, and
// the homeserver has the invite, which waits for a sync of the device or has come by one.
func (s *System) mayPush(w *World, d, c int) bool {
	if !s.callees(c).Has(d) || s.left(w, d, int(s.room[c])) {
		return false
	}
	b := &w.Box[d]
	if b.Device.Call[c].State != model.None || b.SeenOver>>c&1 != 0 || b.Holds&HasLate != 0 && inviteOf(b.Late)>>c&1 != 0 {
		return true
	}
	for _, event := range b.In[:b.NIn] {
		if inviteOf(event)>>c&1 != 0 {
			return true
		}
	}
	return false
}

// pushed is the set of the calls that ring at the device by a push alone: whose invite it has
// not seen, so that there is nothing yet that its user could answer.
func (b *Box) pushed() (calls uint8) {
	for c := range b.Device.Call {
		calls |= uint8(bit(b.Device.Call[c].Flags&model.Pushed != 0)) << c
	}
	return calls
}
