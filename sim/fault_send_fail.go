package sim

// sendFail makes a send fail for good: the homeserver refuses it (403, 413 and
// the like, F-SEND-2), and would refuse every retry.
func sendFail() *Fault {
	return &Fault{
		Name: "send-fail", Destroys: true,
		About: "a homeserver refuses a send for good",
		targets: func(_ *System, w *World, d int) uint16 {
			b := &w.Box[d]
			return one(b.NOut > 0 && !b.Out[0].has(itemAgain|itemCopy) && !b.refused())
		},
		do: func(s *System, w *World, d, _ int) { s.refuse(w, d) },
		name: func(s *System, w *World, d, _ int) string {
			return s.ServerName(d) + " refuses " + s.DeviceName(d) + " " + s.sent(w, d)
		},
	}
}
