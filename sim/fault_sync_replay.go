package sim

// syncReplay gives a device its latest event once more, as after a crash before
// the sync token was stored (F-SYNC-6).
func syncReplay() *Fault {
	return &Fault{
		Name: "sync-replay", Delays: true,
		About: "a device syncs its latest event once more",
		targets: func(_ *System, w *World, d int) uint16 {
			return one(w.Box[d].Holds&(HasLast|Suspended) == HasLast)
		},
		do: func(s *System, w *World, d, v int) {
			s.receive(w, d, w.Box[d].Last, lateCalls(v), true)
			s.syncEnd(w, d)
		},
		name: func(s *System, w *World, d, v int) string {
			return s.DeviceName(d) + " syncs again " + s.arrivalName(w.Box[d].Last, lateCalls(v))
		},
		invites: func(w *World, d, _ int) uint8 { return inviteOf(w.Box[d].Last) },
	}
}
