package properties

import "github.com/glarelab/glare/model"

func nobodyStuck() *Property {
	return &Property{
		Name: "nobody-stuck", Kind: "finally", Clauses: []string{"V0-INV-5", "VX-UNK-8"},
		About: "no device waits, rings, prepares, accepts or connects",
		final: func(e End, why *Conflict) bool {
			for d := range e.World.Box {
				if e.World.In[d].Calls(model.InUnsettled) == 0 {
					continue
				}
				for c := range e.Sys.Calls() {
					state := e.World.Box[d].Device.Call[c].State
					if !model.Unsettled.Has(state) {
						continue
					}
					if why != nil {
						words := "endless " + state.Word()
						if state == model.OWait || state == model.OSending {
							words = "endless calling"
						}
						why.say(words, e.onCall(d, c), "nothing more will happen: "+
							e.Sys.UserName(1-d)+" is "+e.World.Box[1-d].Device.Call[c].State.Word()+" on it")
					}
					return true
				}
			}
			return false
		},
	}
}
