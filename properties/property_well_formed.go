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
		Clauses: []string{
			"V0-GEN-5", "V0-INV-1", "V0-INV-2", "V0-ANS-1", "V0-CAND-1", "V0-MSG-4", "V1-VER-2", "V1-VER-6", "V1-CAND-2", "V1-CAND-4", "V1-EOC-1", "V1-REJ-1", "V1-REJ-5", "V1-NEG-1",
		},
		About: "every event is one that its version lets its sender send then: an invite once by the caller, an answer once " +
			"by the callee, candidates after them, hangups by either; in version 1 a reject by the callee of a call of that " +
			"version, offers and replies once it is answered",
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
				case model.Candidates, model.CandidatesEnd:
					fact = s.ofVersion1(d, send)
					// Which end an active call's device is, is not to be seen of its state: a real client
					// has candidates of a new negotiation then.
					if state := s.After.Box[d].Device.Call[c].State; state != model.Active && caller != (state == model.OWait || state == model.OConn) {
						fact = "neither invite nor answer was sent before"
					}
				default:
					fact = s.ofVersion1(d, send)
				}
				for _, earlier := range effects.Sends[:i] {
					if earlier.Type == send.Type && earlier.Call == send.Call && earlier.Again == send.Again {
						fact = "it was sent a moment ago"
					}
				}
				if fact == "" {
					continue
				}
				if why != nil {
					why.say(malformed, s.Sys.DeviceName(d)+" sent "+send.Type.String()+" for call "+
						s.Sys.CallName(c), fact)
				}
				return true
			}
			return false
		},
	}
}

// ofVersion1 says what is wrong with sending an event that version 1 alone has, or is
// empty.
func (s Step) ofVersion1(d int, send model.Send) string {
	c := int(send.Call)
	caller, of := s.Sys.Machine(d).IsOwn(c), s.Sys.Version(d)
	switch {
	case !of.Knows(send.Type):
		return "rules " + of.String() + " have no such event"
	case send.Type == model.CallReject && caller:
		return "it is the caller's own call"
	case send.Type == model.CallReject && s.Sys.Said(s.Sys.Owner(c)) == model.Version0:
		return "the invite was of version 0, which knows no reject"
	case (send.Type == model.Negotiate || send.Type == model.NegotiateReply) && !answered.Has(s.Before.Box[d].Device.Call[c].State):
		return "the call was not established"
	case send.Type == model.Negotiate && s.Sys.Said(s.Sys.Other(s.Before, d, c)) == model.Version0:
		return "the other end is of version 0, which knows no negotiation"
	default:
		return ""
	}
}

// answered are the states of a call at a device that has sent or taken an answer.
const answered = model.StateSet(1<<model.OConn | 1<<model.ISending | 1<<model.IConn | 1<<model.Active)
