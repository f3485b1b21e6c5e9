package sim

import (
	"fmt"
	"strings"
)

// syncUnreadable gives a device several events in one sync response, of which it
// cannot read one until its key arrives (F-SYNC-5, F-E2E-1).
func syncUnreadable() *Fault {
	// How many events there are, and which of them cannot be read.
	targets := [...]struct{ size, unreadable int }{{2, 0}, {2, 1}, {3, 1}, {3, 2}}
	return &Fault{
		Name: "sync-unreadable", Delays: true,
		About: "of several events in one sync response one cannot be decrypted until its key arrives",
		targets: func(_ *System, w *World, d int) (set uint16) {
			b := &w.Box[d]
			if b.Holds&(Suspended|HasLate) != 0 {
				return 0
			}
			for v, t := range targets {
				event := b.In[t.unreadable]
				set |= one(t.size <= int(b.NIn) && !event.Own() && event.Type().OfCall()) << v
			}
			return set
		},
		do: func(s *System, w *World, d, v int) {
			b, t := &w.Box[d], targets[v&(1<<lateShift-1)]
			b.Late = b.In[t.unreadable]
			b.Holds |= HasLate
			copy(b.In[t.unreadable:], b.In[t.unreadable+1:b.NIn])
			b.NIn--
			b.In[b.NIn] = Item{}
			s.sync(w, d, t.size-1, lateCalls(v))
		},
		name: func(s *System, w *World, d, v int) string {
			b, t, late := &w.Box[d], targets[v&(1<<lateShift-1)], lateCalls(v)
			var events []string
			for i, event := range b.In[:t.size] {
				if i == t.unreadable {
					events = append(events, "unreadable "+s.eventName(event))
				} else {
					events = append(events, s.arrivalName(event, late))
				}
			}
			return fmt.Sprintf("%s syncs %d at once: %s", s.DeviceName(d), t.size, strings.Join(events, ", "))
		},
		invites: func(w *World, d, v int) (calls uint8) {
			t := targets[v&(1<<lateShift-1)]
			for i, event := range w.Box[d].In[:t.size] {
				if i != t.unreadable {
					calls |= inviteOf(event)
				}
			}
			return calls
		},
	}
}
