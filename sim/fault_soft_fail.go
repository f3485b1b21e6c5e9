package sim

import "github.com/glarelab/glare/model"

// softFail makes the receiving homeserver withhold an event from its clients;
// the sender cannot know (F-FED-3, H-40).
func softFail() *Fault {
	return &Fault{
		Name: "soft-fail", Destroys: true, Needs: NeedsFederation,
		About: "the other homeserver withholds an event from its clients",
		targets: func(s *System, w *World, d int) uint16 {
			// Who is in a room is no message: servers agree on it.
			return s.federating(w, d, func(q *FedQueue) bool { return q.N > 0 && q.Items[0].Type() != model.Leaving })
		},
		do: func(s *System, w *World, d, v int) {
			queue := &w.Fed[s.gated(d, v)]
			event := queue.pop()
			s.arrived(w, d, event)
			queue.Stalled = 0
			s.destroy(w, event.Sender(), event)
		},
		name: func(s *System, w *World, d, v int) string {
			return s.ServerName(d) + " soft-fails " + s.firstFrom(w, d, v)
		},
	}
}
