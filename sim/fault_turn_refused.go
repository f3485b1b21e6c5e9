package sim

import "github.com/glarelab/glare/model"

// turnRefused makes the homeserver refuse TURN credentials, without which this
// device makes no offer or answer (V0-TURN-3).
func turnRefused() *Fault {
	return &Fault{
		Name: "turn-refused", Destroys: true, Needs: NeedsTURN,
		About: "TURN credentials are refused",
		targets: func(_ *System, w *World, d int) uint16 {
			return one(w.Box[d].prepares() && w.Box[d].Device.Turn == model.Fetching)
		},
		do: func(s *System, w *World, d, _ int) {
			w.Box[d].MediaHurt |= 1 << w.Box[d].Device.OwnerCall()
			s.give(w, d, model.ReadyFail, w.Box[d].Device.OwnerCall(), false)
		},
		name: func(s *System, _ *World, d, _ int) string { return s.DeviceName(d) + " TURN refused" },
	}
}
