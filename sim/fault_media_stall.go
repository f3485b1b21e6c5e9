package sim

import "github.com/glarelab/glare/model"

// mediaStall makes a media step of a device last for ever: a microphone prompt that
// nobody sees, an answer that is never made (H-54). Unlike a refusal it tells the
// device nothing. Whichever call the device takes up instead inherits it.
func mediaStall() *Fault {
	return &Fault{
		Name: "media-stall", Destroys: true,
		About:   "a device's media never come to be ready, and nothing says so",
		targets: func(_ *System, w *World, d int) uint16 { return one(w.Box[d].prepares()) },
		do: func(s *System, w *World, d, _ int) {
			w.Box[d].Holds |= MediaStalled
			s.stall(&w.Box[d], w.In[d])
		},
		name: func(s *System, _ *World, d, _ int) string { return s.DeviceName(d) + " media stall" },
	}
}

// stall notes which call has no media, as long as there is one that needs them.
func (s *System) stall(b *Box, in model.Standing) {
	if calls := in.Calls(model.InPreparing); calls != 0 {
		b.MediaHurt |= calls & b.Device.Feeds()
	} else {
		b.Holds &^= MediaStalled
	}
}
