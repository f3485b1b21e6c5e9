package sim

import "github.com/glarelab/glare/model"

// turnExpired makes TURN credentials run out before they were used, so that
// they are fetched again (V0-TURN-3).
func turnExpired() *Fault {
	return &Fault{
		Name: "turn-expired", Delays: true, Needs: NeedsTURN,
		About: "TURN credentials run out before they were used",
		targets: func(s *System, w *World, d int) uint16 {
			return one(s.Scenario.SlowMedia && w.Box[d].prepares() && w.Box[d].Device.Turn == model.HaveTurn)
		},
		do: func(s *System, w *World, d, _ int) {
			s.give(w, d, model.TurnOver, w.Box[d].Device.OwnerCall(), false)
		},
		name: func(s *System, _ *World, d, _ int) string { return s.DeviceName(d) + " TURN runs out" },
	}
}
