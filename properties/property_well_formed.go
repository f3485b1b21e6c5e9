package properties

import (
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// malformed is seen by no user.
var malformed = &symptom{"a message that makes no sense", Unnoticed}

func wellFormed() *Property {
	return &Property{
		Name: "well-formed", Kind: "always",
		Clauses: []string{"V0-GEN-5", "V0-INV-1", "V0-INV-2", "V0-ANS-1", "V0-CAND-1", "V0-MSG-4"},
		About: "every event is one that version 0 lets its sender send then: an invite once by the caller, an answer once " +
			"by the callee, candidates after them, hangups by either",
		symptoms: []*symptom{malformed},
		on:       sent,
		step: func(s Step, why *Conflict) bool {
			d := s.device()
			effects := &s.After.Last.Effects
			for i, send := range effects.Sends[:effects.N] {
				c := int(send.Call)
				caller := s.Sys.Machine(d).IsOwn(c)
				fact := ""
				switch send.Type {
				case model.Invite:
					switch {
					case !caller:
						fact = "the other user placed that call"
					case s.Before.Call[c]&sim.InviteSent != 0 && !send.Again:
						fact = "it had been sent before"
					}
				case model.Answer:
					switch {
					case caller:
						fact = "it is the caller's own call"
					case s.Before.Box[d].Answers>>c&1 != 0 && !send.Again:
						fact = "it had been sent before"
					}
				case model.Candidates:
					if state := s.After.Box[d].Device.Call[c].State; caller != (state == model.OWait || state == model.OConn) {
						fact = "neither invite nor answer was sent before"
					}
				}
				for _, earlier := range effects.Sends[:i] {
					if earlier == send {
						fact = "it was sent a moment ago"
					}
				}
				if fact == "" {
					continue
				}
				if why != nil {
					why.say(malformed, s.Sys.UserName(d)+" sent "+send.Type.String()+" for call "+
						s.Sys.CallName(c), fact)
				}
				return true
			}
			return false
		},
	}
}
