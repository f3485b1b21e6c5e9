package sim

import "github.com/glarelab/glare/model"

// crash restarts a device: what it held in memory is gone, its sends under way
// go on, their replies reach nobody (H-45).
func crash() *Fault {
	return &Fault{
		Name: "crash", Destroys: true,
		About: "a device's process restarts",
		// A call that is over is remembered too: a restart may forget that it is, and
		// that a hangup of it is owed.
		targets: func(_ *System, w *World, d int) uint16 {
			return one(w.In[d].Calls(model.InNone) != 1<<model.MaxCalls-1 && w.Box[d].Holds&Suspended == 0)
		},
		do: func(s *System, w *World, d, _ int) {
			b := &w.Box[d]
			b.Reply = 0
			for n := range s.calls {
				c := s.machine[d].Nth(n)
				if state := b.Device.Call[c].State; state != model.None {
					s.give(w, d, model.Restart, c, false)
					if state != model.Ended && w.stored(d)>>c&1 == 0 { // what was stored lost nothing
						b.MediaHurt |= 1 << c
					}
				}
			}
		},
		name: func(s *System, _ *World, d, _ int) string { return s.DeviceName(d) + " restarts" },
	}
}
