package sim

// fedDelay holds an event between two homeservers up for longer than timers run,
// in timed worlds. Where only order counts, any message may be late anyway.
func fedDelay() *Fault {
	return &Fault{
		Name: "fed-delay", Delays: true, Needs: NeedsFederation,
		About: "an event between two homeservers is held up for longer than timers run",
		targets: func(_ *System, w *World, d int) uint16 {
			return one(w.Box[d].NFed > 0 && w.Box[d].Holds&FedStalled == 0)
		},
		do: func(_ *System, w *World, d, _ int) { w.Box[d].Holds |= FedStalled },
		name: func(s *System, w *World, d, _ int) string {
			return s.ServerName(d) + " waits long for " + s.eventName(w.Box[d].Fed[0]) + " from " + s.ServerName(1-d)
		},
	}
}
