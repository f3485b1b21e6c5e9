package properties

import "github.com/glarelab/glare/model"

func ghostFree() *Property {
	return &Property{
		Name: "ghost-free", Kind: "always", Clauses: []string{"V0-INV-4", "V0-INV-5", "H-42"},
		About: "nothing rings for a call that this device has seen ended or expired",
		on:    rang,
		step: func(s Step, why *Conflict) bool {
			d := int(s.Action.Device)
			for c := range s.Sys.Calls() {
				if s.After.Box[d].Device.Call[c].State != model.IRing || s.Before.Box[d].Device.Call[c].State == model.IRing ||
					s.Before.Box[d].SeenOver&(1<<c) == 0 {
					continue
				}
				if why != nil {
					why.say("ghost ringing", s.Sys.UserName(d)+" has seen the end of call "+s.Sys.CallName(c), "it rings")
				}
				return true
			}
			return false
		},
	}
}
