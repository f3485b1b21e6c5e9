package sim

import "github.com/glarelab/glare/model"

// sendFail makes a send fail for good: the homeserver refuses it (403, 413 and
// the like, F-SEND-2), and would refuse every retry.
func sendFail() *Fault {
	return &Fault{
		Name: "send-fail", Destroys: true,
		About: "a homeserver refuses a send for good",
		targets: func(_ *System, w *World, d int) uint16 {
			return one(w.Box[d].NOut > 0 && w.Box[d].Out[0]&(itemAgain|itemCopy) == 0)
		},
		do: func(s *System, w *World, d, _ int) {
			event := w.Box[d].popOut()
			w.Box[d].Holds &^= OutStalled
			w.destroy(d, event)
			switch event.Type() {
			case model.Invite:
				w.Call[event.Call()] |= InviteFailed
				s.give(w, d, model.InviteFail, event.Call(), false)
			case model.Answer:
				w.Box[d].Answers &^= 1 << event.Call() // another may be tried
				s.give(w, d, model.AnswerFail, event.Call(), false)
			}
		},
		name: func(s *System, w *World, d, _ int) string {
			return s.ServerName(d) + " refuses " + s.UserName(d) + " " + s.sent(w, d)
		},
	}
}
