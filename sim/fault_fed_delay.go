package sim

// fedDelay holds an event between two homeservers up for longer than timers run,
// in timed worlds. Where only order counts, any message may be late anyway.
func fedDelay() *Fault {
	return &Fault{
		Name: "fed-delay", Delays: true, Needs: NeedsFederation,
		About: "an event between two homeservers is held up for longer than timers run",
		targets: func(s *System, w *World, d int) uint16 {
			return s.federating(w, d, func(q *FedQueue) bool { return q.N > 0 && q.Stalled == 0 })
		},
		do: func(s *System, w *World, d, v int) { w.Fed[s.gated(d, v)].Stalled = 1 },
		name: func(s *System, w *World, d, v int) string {
			return s.ServerName(d) + " waits long for " + s.firstFrom(w, d, v)
		},
	}
}
