package properties

import (
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// phantom is seen by no user.
var phantom = &symptom{"a message about a call that never was", Unnoticed}

func noPhantom() *Property {
	return &Property{
		Name: "no-phantom", Kind: "always", Clauses: []string{"H-03", "V0-INV-2", "V1-ID-2"},
		About:    "nothing is sent for a call before its invite was handed over, nor after its invite failed for good",
		symptoms: []*symptom{phantom},
		on:       sent,
		step: func(s Step, why *Conflict) bool {
			effects := &s.After.Last.Effects
			for _, send := range effects.Sends[:effects.N] {
				if send.Type == model.Invite {
					continue
				}
				flags := s.Before.Call[send.Call] | s.After.Call[send.Call]&sim.InviteFailed
				if flags&sim.InviteSent != 0 && flags&sim.InviteFailed == 0 {
					continue
				}
				if why != nil {
					fact := "its invite was never sent"
					if flags&sim.InviteFailed != 0 {
						fact = "its invite had failed for good"
					}
					why.say(phantom, s.Sys.DeviceName(s.device())+" sent "+
						send.Type.String()+" for call "+s.Sys.CallName(int(send.Call)), fact)
				}
				return true
			}
			return false
		},
	}
}
