package sim

import (
	"fmt"
	"strings"
)

// syncBatch gives a device several events in one sync response (F-SYNC-5).
func syncBatch() *Fault {
	return &Fault{
		Name: "sync-batch", Delays: true,
		About: "several events reach a device in one sync response",
		targets: func(_ *System, w *World, d int) uint16 {
			b := &w.Box[d]
			if b.Holds&Suspended != 0 {
				return 0
			}
			var set uint16
			for n := 2; n <= int(b.NIn) && n <= 4; n++ {
				set |= 1 << (n - 2)
			}
			return set
		},
		do: func(s *System, w *World, d, v int) { s.sync(w, d, v+2) },
		name: func(s *System, w *World, d, v int) string {
			var events []string
			for _, event := range w.Box[d].In[:v+2] {
				events = append(events, s.eventName(event))
			}
			return fmt.Sprintf("%s syncs %d at once: %s", s.UserName(d), v+2, strings.Join(events, ", "))
		},
	}
}
