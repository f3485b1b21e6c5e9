package properties

import (
	"slices"

	"github.com/glarelab/glare/model"
)

// What a user sees whose answer is selected and then another one's, and whose call is
// disturbed by a device that has lost.
var (
	selectedTwice = &symptom{"two answers are selected", SilentDrop}
	lostAloud     = &symptom{"a device that was not selected speaks up", SilentDrop}
)

func oneSelection() *Property {
	return &Property{
		Name: "one-selection", Kind: "always", Clauses: []string{"V1-SEL-1", "V1-SEL-2", "V1-SEL-5", "V1-REJ-2", "V1-REJ-3", "V1-REJ-4"},
		About: "the caller, and nobody else, selects one answer or reject of a call, the first that it sees, and none afterwards; " +
			"and whoever sees another one selected sends nothing",
		symptoms: []*symptom{selectedTwice, lostAloud},
		on:       sent,
		step: func(s Step, why *Conflict) bool {
			d := s.device()
			effects, last := &s.After.Last.Effects, &s.After.Last
			lost := last.N == 1 && last.Inputs[0].Input == model.RecvSelectOther
			for i, send := range effects.Sends[:effects.N] {
				if lost && send.Call == last.Inputs[0].Call {
					if why != nil {
						why.say(lostAloud, s.Sys.DeviceName(d)+" saw another device selected for call "+s.Sys.CallName(int(send.Call)), "it sent "+send.Type.String())
					}
					return true
				}
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
