package properties

import "github.com/glarelab/glare/model"

// undefined is seen by no user.
var undefined = &symptom{"undefined behaviour", Unnoticed}

func oneRule() *Property {
	return &Property{
		Name: "one-rule", Kind: "always", Clauses: []string{"VX-UNK-2"},
		About:    "exactly one rule applies to each input; ignoring it on purpose is a rule too",
		symptoms: []*symptom{undefined},
		on:       unruly,
		step: func(s Step, why *Conflict) bool {
			marks := s.After.Last.Effects.Marks
			if marks&(model.NoRule|model.TwoRules) == 0 {
				return false
			}
			if why != nil {
				last := &s.After.Last
				in := last.Inputs[last.N-1]
				fact := "no rule says what to do"
				if marks&model.TwoRules != 0 {
					fact = "two rules say what to do"
				}
				d := s.device()
				why.say(undefined, s.Sys.DeviceName(d)+" was given "+in.Input.String()+" for call "+
					s.Sys.CallName(int(in.Call))+" in state "+s.Before.Box[d].Device.Call[in.Call].State.String(), fact)
			}
			return true
		},
	}
}
