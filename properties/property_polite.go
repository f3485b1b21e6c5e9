package properties

import "github.com/glarelab/glare/model"

func polite() *Property {
	return &Property{
		Name: "polite", Kind: "finally", Clauses: []string{"V0-GLARE-4"},
		About: "an active call has exactly one polite side: one end placed it, the other answered it",
		final: func(e End, why *Conflict) bool {
			for c := range e.Sys.Calls() {
				callers, ends := 0, 0
				for d := range e.World.Box {
					if e.World.Box[d].Device.Call[c].State == model.Active {
						ends++
						if e.Sys.Machine(d).IsOwn(c) {
							callers++
						}
					}
				}
				if ends == 2 && callers != 1 {
					if why != nil {
						why.say("renegotiation cannot work", "both ends are active on call "+e.Sys.CallName(c),
							"not exactly one of them answered it")
					}
					return true
				}
			}
			return false
		},
	}
}
