package properties

import (
	"slices"

	"github.com/glarelab/glare/model"
)

// selectedTwice is what a user sees whose answer is selected and then another one's.
var selectedTwice = &symptom{"two answers are selected", SilentDrop}

func oneSelection() *Property {
	return &Property{
		Name: "one-selection", Kind: "always", Clauses: []string{"V1-SEL-1", "V1-REJ-2", "V1-REJ-3"},
		About:    "the caller, and nobody else, selects one answer or reject of a call, the first that it sees, and none afterwards",
		symptoms: []*symptom{selectedTwice},
		on:       sent,
		step: func(s Step, why *Conflict) bool {
			d := s.device()
			effects := &s.After.Last.Effects
			for i, send := range effects.Sends[:effects.N] {
				if send.Type != model.SelectAnswer {
					continue
				}
				// What was selected before is no call that waits any more, so that
				// nothing else has to be remembered.
				was, fact := s.Before.Box[d].Device.Call[send.Call].State, ""
				if !model.UnderWay.Has(was) {
					fact = "the call did not wait for a response: it was " + was.Word()
				} else if slices.Contains(effects.Sends[:i], send) {
					fact = "it was sent a moment ago"
				}
				if fact == "" {
					continue
				}
				if why != nil {
					why.say(selectedTwice, s.Sys.DeviceName(d)+" sent "+send.Type.String()+" for call "+s.Sys.CallName(int(send.Call)), fact)
				}
				return true
			}
			return false
		},
	}
}
