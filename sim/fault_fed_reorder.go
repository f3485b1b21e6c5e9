package sim

// fedReorder lets an event between two homeservers overtake another (F-FED-2,
// H-41).
func fedReorder() *Fault {
	return &Fault{
		Name: "fed-reorder", Delays: true, Needs: NeedsFederation,
		About:   "an event between two homeservers overtakes the one before it",
		targets: func(_ *System, w *World, d int) uint16 { return one(w.Box[d].NFed > 1) },
		do: func(_ *System, w *World, d, _ int) {
			fed := &w.Box[d].Fed
			fed[0], fed[1] = fed[1], fed[0]
		},
		name: func(s *System, w *World, d, _ int) string {
			fed := &w.Box[d].Fed
			return s.eventName(fed[1]) + " overtakes " + s.eventName(fed[0]) + " on the way to " + s.ServerName(d)
		},
	}
}
