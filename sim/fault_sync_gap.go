package sim

import (
	"fmt"

	"github.com/glarelab/glare/model"
)

// syncGap loses events in a limited sync response (F-SYNC-3, H-43): the first
// one, or all that wait.
func syncGap() *Fault {
	return &Fault{
		Name: "sync-gap", Destroys: true,
		About: "a limited sync response skips events",
		targets: func(_ *System, w *World, d int) uint16 {
			b := &w.Box[d]
			if b.NIn == 0 || b.Holds&Suspended != 0 {
				return 0
			}
			return 1<<gapFirst | one(b.NIn > 1)<<gapAll
		},
		do: func(s *System, w *World, d, v int) {
			for range gapSize(w, d, v) {
				event := w.Box[d].popIn()
				switch event.Type() {
				case model.Message:
					continue
				case model.Leaving: // a gap has no events, but who is in the room it does tell
					s.receive(w, d, event, 0, false)
					continue
				}
				if !event.Own() {
					s.destroy(w, event.Sender(), event)
				}
				s.give(w, d, model.Gap, event.Call(), false)
			}
		},
		name: func(s *System, w *World, d, v int) string {
			return fmt.Sprintf("%s syncs with a gap of %d from %s", s.DeviceName(d), gapSize(w, d, v), s.eventName(w.Box[d].In[0]))
		},
	}
}

// What a gap may skip.
const gapFirst, gapAll = 0, 1

// gapSize is how many events a gap skips at device d.
func gapSize(w *World, d, v int) int {
	if v == gapAll {
		return int(w.Box[d].NIn)
	}
	return 1
}
