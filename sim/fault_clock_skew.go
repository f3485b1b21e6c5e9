package sim

import "github.com/glarelab/glare/model"

// clockSkew makes an invite look expired at the receiver, whose homeserver
// computes ages with a clock of its own (F-AGE-1, H-19). Where stamps decide, a clock
// that is behind also stamps an invite earlier than one that another homeserver
// accepted before (F-TS-1).
func clockSkew() *Fault {
	const age, stamp = 0, 1
	return &Fault{
		Name: "clock-skew", Destroys: true,
		About: "an invite looks expired, or earlier than another, because two servers' clocks differ",
		targets: func(s *System, w *World, d int) uint16 {
			b := &w.Box[d]
			return one(b.NIn > 0 && b.Holds&Suspended == 0 && inviteOf(b.In[0]) != 0)<<age | one(s.contradicts(w, d))<<stamp
		},
		do: func(s *System, w *World, d, v int) {
			if v == stamp {
				c := w.Box[d].Out[0].Call()
				s.accept(w, d, true)
				s.backdate(w, c)
				return
			}
			event := w.Box[d].In[0]
			s.destroy(w, event.Sender(), event)
			s.sync(w, d, 1, inviteOf(event))
		},
		name: func(s *System, w *World, d, v int) string {
			if v == stamp {
				return s.ServerName(d) + " accepts " + s.DeviceName(d) + " " + s.sent(w, d) + " with a clock that is behind"
			}
			return s.DeviceName(d) + " syncs " + s.eventName(w.Box[d].In[0]) + " with a wrong age"
		},
	}
}

// contradicts reports whether the stamp of the first send of device d could
// contradict the order in which two homeservers have accepted invites.
func (s *System) contradicts(w *World, d int) bool {
	b := &w.Box[d]
	if !s.byStamps || !s.Federated() || b.NOut == 0 || b.refused() || b.Out[0].bare() != item(model.Invite, b.Out[0].Call(), d) || !s.roomFor(w, d) {
		return false
	}
	c := b.Out[0].Call()
	for i := range s.calls {
		if s.owner(i) != d && s.room[i] == s.room[c] && w.Call[i]&InviteAccepted != 0 {
			return w.Call[c]&InviteAccepted == 0
		}
	}
	return false
}
