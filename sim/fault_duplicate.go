package sim

// duplicate loses the reply to an accepted send, which its sender repeats with a
// new transaction ID: the room has the event twice (H-17).
func duplicate() *Fault {
	return &Fault{
		Name: "duplicate", Delays: true,
		About: "an event is sent twice, with two transaction IDs",
		targets: func(s *System, w *World, d int) uint16 {
			b := &w.Box[d]
			return one(b.NOut > 0 && !b.refused() && !b.Out[0].has(itemAgain|itemCopy) && !b.Out[0].Type().OfCandidates() && s.roomFor(w, d))
		},
		do: func(s *System, w *World, d, _ int) {
			s.append(w, d, w.Box[d].Out[0].bare())
			w.Box[d].Out[0] = w.Box[d].Out[0].as(itemCopy)
		},
		name: func(s *System, w *World, d, _ int) string {
			return s.ServerName(d) + " accepts " + s.DeviceName(d) + " " + s.sent(w, d) + " to be sent twice"
		},
	}
}
