package sim

// fedReorder lets an event between two homeservers overtake another (F-FED-2,
// H-41).
func fedReorder() *Fault {
	return &Fault{
		Name: "fed-reorder", Delays: true, Needs: NeedsFederation,
		About: "an event between two homeservers overtakes the one before it",
		targets: func(s *System, w *World, d int) uint16 {
			return s.federating(w, d, func(q *FedQueue) bool { return q.N > 1 })
		},
		do: func(s *System, w *World, d, v int) {
			fed := &w.Fed[s.gated(d, v)].Items
			fed[0], fed[1] = fed[1], fed[0]
		},
		name: func(s *System, w *World, d, v int) string {
			fed := &w.Fed[s.gated(d, v)].Items
			return s.eventName(fed[1]) + " overtakes " + s.eventName(fed[0]) + " on the way to " + s.ServerName(d)
		},
	}
}
