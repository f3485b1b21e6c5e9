package properties

import "github.com/glarelab/glare/model"

// twoCalls is what the user of a device in two calls sees.
var twoCalls = &symptom{"two calls at once", TwoConversations}

func oneLiveCall() *Property {
	return &Property{
		Name: "one-live-call", Kind: "always", Clauses: []string{"V0-GLARE-2", "V0-GEN-4", "V1-GLARE-2"},
		About:    "a device has at most one live call, and none beside an own call that is preparing, in flight or waiting",
		symptoms: []*symptom{twoCalls},
		on:       doubled,
		step: func(s Step, why *Conflict) bool {
			d := s.device()
			device := &s.After.Box[d].Device
			first := model.NoCall
			for c := range s.Sys.Calls() {
				if !(model.Live | model.UnderWay).Has(device.Call[c].State) {
					continue
				}
				if first == model.NoCall {
					first = c
					continue
				}
				if why != nil {
					why.say(twoCalls, s.at(d, first), s.at(d, c))
				}
				return true
			}
			return false
		},
	}
}

func (s Step) at(d, c int) string {
	return s.Sys.DeviceName(d) + " is " + s.After.Box[d].Device.Call[c].State.Word() + " on call " + s.Sys.CallName(c)
}
