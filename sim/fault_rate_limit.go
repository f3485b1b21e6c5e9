package sim

import "github.com/glarelab/glare/model"

// rateLimit answers a request with 429: a send is retried after the others
// (F-SEND-2, H-08), TURN credentials are asked for again (V0-TURN-2).
func rateLimit() *Fault {
	const send, turn = 0, 1
	return &Fault{
		Name: "rate-limit", Delays: true,
		About: "a homeserver tells a device to try again later",
		targets: func(s *System, w *World, d int) uint16 {
			b := &w.Box[d]
			return one(b.NOut > 1 && !b.refused())<<send |
				one(s.Scenario.SlowMedia && b.Device.Turn == model.Fetching && b.Holds&Suspended == 0)<<turn
		},
		do: func(_ *System, w *World, d, v int) {
			if v == send {
				b := &w.Box[d]
				first := b.popOut()
				b.Out[b.NOut] = first
				b.NOut++
			}
		},
		name: func(s *System, w *World, d, v int) string {
			if v == turn {
				return s.ServerName(d) + " limits " + s.DeviceName(d) + " TURN"
			}
			return s.ServerName(d) + " limits " + s.DeviceName(d) + " " + s.sent(w, d)
		},
	}
}
