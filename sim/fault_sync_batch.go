package sim

import (
	"fmt"
	"strings"
)

// syncBatch gives a device several events in one sync response (F-SYNC-5).
func syncBatch() *Fault {
	size := func(v int) int { return v&(1<<lateShift-1) + 2 }
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
		do: func(s *System, w *World, d, v int) { s.sync(w, d, size(v), lateCalls(v)) },
		name: func(s *System, w *World, d, v int) string {
			var events []string
			for _, event := range w.Box[d].In[:size(v)] {
				events = append(events, s.arrivalName(event, lateCalls(v)))
			}
			return fmt.Sprintf("%s syncs %d at once: %s", s.DeviceName(d), size(v), strings.Join(events, ", "))
		},
		invites: func(w *World, d, v int) (calls uint8) {
			for _, event := range w.Box[d].In[:size(v)] {
				calls |= inviteOf(event)
			}
			return calls
		},
	}
}
