package properties

import "github.com/glarelab/glare/model"

// stuck is what users see of a call that stays as it is, at one end, for ever.
var stuck = func() (of [model.NumStates]*symptom) {
	for state := range model.NumStates {
		of[state] = &symptom{"endless " + state.Word(), EndlessWaiting}
	}
	of[model.OWait], of[model.OSending] = endlessCalling, endlessCalling
	return of
}()

func nobodyStuck() *Property {
	return &Property{
		Name: "nobody-stuck", Kind: "finally", Clauses: []string{"V0-INV-5", "V1-LIVE-6", "VX-UNK-8"},
		About:    "no device waits, rings, prepares, accepts or connects",
		symptoms: stuck[:],
		final: func(e End, why *Conflict) bool {
			for d := range e.Sys.Devices() {
				if e.World.In[d].Calls(model.InUnsettled) == 0 {
					continue
				}
				for c := range e.Sys.Calls() {
					state := e.World.Box[d].Device.Call[c].State
					if !model.Unsettled.Has(state) {
						continue
					}
					if why != nil {
						other := e.Sys.Other(e.World, d, c)
						why.say(stuck[state], e.onCall(d, c), "nothing more will happen: "+
							e.Sys.DeviceName(other)+" is "+e.World.Box[other].Device.Call[c].State.Word()+" on it")
					}
					return true
				}
			}
			return false
		},
	}
}
