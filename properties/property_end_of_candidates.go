package properties

import (
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// endless is seen by no user: who waits for the end of candidates does, and that is another
// property.
var endless = &symptom{"candidates without an end", Unnoticed}

func endOfCandidates() *Property {
	return &Property{
		Name: "end-of-candidates", Kind: "always", Clauses: []string{"V1-EOC-1", "V1-EOC-2", "V1-CAND-4"},
		About: "in version 1, whoever has gathered all candidates of a call that it is in says so in the same step, once, and " +
			"sends no candidates of it any more; nobody says so before",
		symptoms: []*symptom{endless},
		on:       sent | gathered,
		needs:    func(sys *sim.System) bool { return sys.Scenario.Gathers },
		step: func(s Step, why *Conflict) bool {
			d, a := s.device(), s.After.Last.Action
			if s.Sys.Version(d) == model.Version0 {
				return false
			}
			effects, ends := &s.After.Last.Effects, 0
			for _, send := range effects.Sends[:effects.N] {
				c := int(send.Call)
				now := a.Op == sim.OpGathered && int(a.Arg) == c
				over := s.Before.Box[d].Gathered()>>c&1 != 0
				switch {
				case send.Type == model.CandidatesEnd && !now && !over:
					return s.unended(c, why, "said that its candidates of call", "it had not gathered all of them")
				case (send.Type == model.CandidatesEnd || send.Type == model.Candidates) && over:
					return s.unended(c, why, "sent candidates of call", "it had gathered all of them before")
				case send.Type == model.CandidatesEnd:
					ends++
				}
			}
			return a.Op == sim.OpGathered && ends != 1 && s.unended(int(a.Arg), why, "gathered all candidates of call", "it did not say so, once")
		},
	}
}

// unended says that the device does not say right where its candidates of call c end.
func (s Step) unended(c int, why *Conflict, did, but string) bool {
	if why != nil {
		why.say(endless, s.Sys.DeviceName(s.device())+" "+did+" "+s.Sys.CallName(c), but)
	}
	return true
}
