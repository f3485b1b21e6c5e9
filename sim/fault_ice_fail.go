package sim

import "github.com/glarelab/glare/model"

// iceFail makes a device find no media path, or lose the one it had (V0-HUP-2).
func iceFail() *Fault {
	return &Fault{
		Name: "ice-fail", Destroys: true,
		About: "no media path is found, or it breaks",
		targets: func(s *System, w *World, d int) uint16 {
			var set uint16
			if w.Box[d].Holds&Suspended != 0 {
				return 0
			}
			for c := range s.calls {
				switch w.Box[d].Device.Call[c].State {
				case model.OConn, model.IConn, model.Active:
					set |= 1 << c
				}
			}
			return set
		},
		do: func(s *System, w *World, d, c int) {
			in := model.IceFail
			if w.Box[d].Device.Call[c].State == model.Active {
				in = model.IceLost
			}
			w.Box[d].MediaHurt |= 1 << c
			s.give(w, d, in, c, false)
		},
		name: func(s *System, w *World, d, c int) string {
			if w.Box[d].Device.Call[c].State == model.Active {
				return s.DeviceName(d) + " loses media of " + s.callName[c]
			}
			return s.DeviceName(d) + " finds no media path for " + s.callName[c]
		},
	}
}
