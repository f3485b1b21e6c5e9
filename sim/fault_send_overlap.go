package sim

// sendOverlap lets the second send of a device overtake the first: no order is
// promised to sends that overlap (F-SEND-3, H-46).
func sendOverlap() *Fault {
	return &Fault{
		Name: "send-overlap", Delays: true,
		About:   "two sends of one device reach the homeserver in the other order",
		targets: func(_ *System, w *World, d int) uint16 { return one(w.Box[d].NOut > 1 && !w.Box[d].refused()) },
		do: func(_ *System, w *World, d, _ int) {
			out := &w.Box[d].Out
			out[0], out[1] = out[1], out[0]
		},
		name: func(s *System, w *World, d, _ int) string {
			return s.DeviceName(d) + " " + s.EventWords(w.Box[d].Out[1]) + " overtakes " + s.sent(w, d)
		},
	}
}
