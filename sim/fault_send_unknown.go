package sim

import "github.com/glarelab/glare/model"

// sendUnknown loses the reply to a send, or the send itself: the sender cannot
// tell which, and asks again with the same transaction ID (F-TXN-1, F-TXN-2).
func sendUnknown() *Fault {
	const accepted, lost = 0, 1
	return &Fault{
		Name: "send-unknown", Delays: true,
		About: "the outcome of a send stays unknown to its sender, who retries with the same transaction ID",
		targets: func(s *System, w *World, d int) uint16 {
			b := &w.Box[d]
			if b.NOut == 0 || b.refused() || b.Out[0].has(itemAgain|itemCopy) || !s.roomFor(w, d) {
				return 0
			}
			switch b.Out[0].Type() {
			case model.Invite, model.Answer:
				return 1<<accepted | 1<<lost
			default:
				return 0 // the transport repeats it until it is through: no more than a delay
			}
		},
		do: func(s *System, w *World, d, v int) {
			event := w.Box[d].Out[0]
			if v == accepted {
				s.accept(w, d, false)
			} else {
				w.Box[d].popOut()
				w.Box[d].Holds &^= OutStalled
			}
			in := model.InviteUnk
			if event.Type() == model.Answer {
				in = model.AnswerUnk
			}
			s.give(w, d, in, event.Call(), false)
		},
		name: func(s *System, w *World, d, v int) string {
			if v == accepted {
				return s.ServerName(d) + " accepts " + s.DeviceName(d) + " " + s.sent(w, d) + " and its reply is lost"
			}
			return s.ServerName(d) + " never gets " + s.DeviceName(d) + " " + s.sent(w, d)
		},
	}
}
