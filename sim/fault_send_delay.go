package sim

// sendDelay holds a send up for longer than timers run, in timed worlds. Where only
// order counts, any message may be late anyway, so that it adds nothing.
func sendDelay() *Fault {
	return &Fault{
		Name: "send-delay", Delays: true,
		About: "a send is held up for longer than timers run",
		targets: func(_ *System, w *World, d int) uint16 {
			return one(w.Box[d].NOut > 0 && w.Box[d].Holds&OutStalled == 0)
		},
		do: func(_ *System, w *World, d, _ int) { w.Box[d].Holds |= OutStalled },
		name: func(s *System, w *World, d, _ int) string {
			return s.ServerName(d) + " delays " + s.DeviceName(d) + " " + s.sent(w, d)
		},
	}
}
