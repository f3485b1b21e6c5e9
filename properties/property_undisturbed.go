package properties

import (
	"slices"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// disturbed is what the user hears who wanted quiet.
var disturbed = &symptom{"a ring that the user has silenced", WrongTone}

// undisturbed asks of what begins to ring. That a call which the user has once accepted, or
// places anew, rings again is no news to that user; nor is what rings in the place of an own call
// of that room, for which knob ringpol may lift the silence.
func undisturbed() *Property {
	return &Property{
		Name: "undisturbed", Kind: "always", Clauses: []string{"V1-ACT-3", "V1-INVT-4", "V1-SEC-2", "H-33"},
		About: "nothing rings of itself in a room that the user has silenced, but where an own call there was under way; and no call " +
			"rings on at a device whose user silences it",
		symptoms: []*symptom{disturbed},
		on:       rang,
		needs: func(sys *sim.System) bool {
			return slices.ContainsFunc(sys.Scenario.Users, func(u sim.User) bool { return u.Quiet || u.Ignore.Times > 0 })
		},
		step: func(s Step, why *Conflict) bool {
			d, action := s.device(), s.After.Last.Action
			rings := s.After.In[d].Calls(model.InRing)
			if action.Op == sim.OpIgnore && rings>>action.Arg&1 != 0 {
				if why != nil {
					why.say(disturbed, s.Sys.UserName(d)+" has silenced call "+s.Sys.CallName(int(action.Arg)), s.Sys.DeviceName(d)+" rings on")
				}
				return true
			}
			if !s.Sys.Scenario.Users[s.Sys.UserOf(d)].Quiet || action.Op == sim.OpPlace {
				return false
			}
			for c := range s.Sys.Calls() {
				if rings>>c&1 == 0 || !unrung.Has(s.Before.Box[d].Device.Call[c].State) || s.calling(d, c) {
					continue
				}
				if why != nil {
					why.say(disturbed, s.Sys.UserName(d)+" has silenced the room", "call "+s.Sys.CallName(c)+" rings in it at "+s.Sys.DeviceName(d))
				}
				return true
			}
			return false
		},
	}
}

// unrung are the states of a call that neither rings nor has a user's attention.
const unrung = model.StateSet(1<<model.None | 1<<model.IPend | 1<<model.IIgn | 1<<model.Ended)

// calling reports whether an own call of device d was under way in the room of call c.
func (s Step) calling(d, c int) bool {
	for own := range s.Sys.Calls() {
		if s.Sys.CallRoom(own) == s.Sys.CallRoom(c) && s.Before.In[d].Calls(model.InUnderWay)>>own&1 != 0 {
			return true
		}
	}
	return false
}
