package sim

import "github.com/glarelab/glare/model"

// crash restarts a device: what it held in memory is gone, its sends under way
// go on, their replies reach nobody (H-45).
func crash() *Fault {
	return &Fault{
		Name: "crash", Destroys: true,
		About: "a device's process restarts",
		targets: func(s *System, w *World, d int) uint16 {
			return one(s.occupied(&w.Box[d]) && w.Box[d].Holds&Suspended == 0)
		},
		do: func(s *System, w *World, d, _ int) {
			b := &w.Box[d]
			b.Reply = 0
			for n := range s.calls {
				c := s.machine[d].Nth(n)
				if state := b.Device.Call[c].State; state != model.None {
					if state != model.Ended {
						b.MediaHurt |= 1 << c
					}
					s.give(w, d, model.Restart, c, false)
				}
			}
		},
		name: func(s *System, _ *World, d, _ int) string { return s.UserName(d) + " restarts" },
	}
}

// occupied reports whether a device has a call that is not over.
func (s *System) occupied(b *Box) bool {
	for c := range s.calls {
		if state := b.Device.Call[c].State; state != model.None && state != model.Ended {
			return true
		}
	}
	return false
}
