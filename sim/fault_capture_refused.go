package sim

import "github.com/glarelab/glare/model"

// captureRefused makes a user or a system refuse the microphone (H-54).
func captureRefused() *Fault {
	return &Fault{
		Name: "capture-refused", Destroys: true,
		About: "the microphone is refused",
		targets: func(_ *System, w *World, d int) uint16 {
			return one(w.Box[d].prepares() && w.Box[d].Device.Stream == model.Pending)
		},
		do: func(s *System, w *World, d, _ int) {
			w.Box[d].MediaHurt |= 1 << w.Box[d].Device.OwnerCall()
			s.give(w, d, model.CaptureFail, w.Box[d].Device.OwnerCall(), false)
		},
		name: func(s *System, _ *World, d, _ int) string { return s.DeviceName(d) + " capture refused" },
	}
}

// prepares reports whether an awake device makes an offer or an answer, and can
// come to its end.
func (b *Box) prepares() bool {
	c := b.Device.OwnerCall()
	if c == model.NoCall || b.Holds&(Suspended|MediaStalled) != 0 {
		return false
	}
	state := b.Device.Call[c].State
	return state == model.OPrep || state == model.IAcc
}
