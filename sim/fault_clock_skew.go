package sim

// clockSkew makes an invite look expired at the receiver, whose homeserver
// computes ages with a clock of its own (F-AGE-1, H-19).
func clockSkew() *Fault {
	return &Fault{
		Name: "clock-skew", Destroys: true,
		About: "an invite looks expired because two servers' clocks differ",
		targets: func(_ *System, w *World, d int) uint16 {
			b := &w.Box[d]
			return one(b.NIn > 0 && b.Holds&Suspended == 0 && inviteOf(b.In[0]) != 0)
		},
		do: func(s *System, w *World, d, _ int) {
			event := w.Box[d].In[0]
			w.destroy(1-d, event)
			s.sync(w, d, 1, inviteOf(event))
		},
		name: func(s *System, w *World, d, _ int) string {
			return s.UserName(d) + " syncs " + s.eventName(w.Box[d].In[0]) + " with a wrong age"
		},
	}
}
