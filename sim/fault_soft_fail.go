package sim

// softFail makes the receiving homeserver withhold an event from its clients;
// the sender cannot know (F-FED-3, H-40).
func softFail() *Fault {
	return &Fault{
		Name: "soft-fail", Destroys: true, Needs: NeedsFederation,
		About:   "the other homeserver withholds an event from its clients",
		targets: func(_ *System, w *World, d int) uint16 { return one(w.Box[d].NFed > 0) },
		do: func(s *System, w *World, d, _ int) {
			event := w.Box[d].popFed()
			s.arrived(w, d, event)
			w.Box[d].Holds &^= FedStalled
			w.destroy(1-d, event)
		},
		name: func(s *System, w *World, d, _ int) string {
			return s.ServerName(d) + " soft-fails " + s.eventName(w.Box[d].Fed[0]) + " from " + s.ServerName(1-d)
		},
	}
}
