package properties

import "github.com/glarelab/glare/sim"

// beyondLimits is seen by no user: there are no limits in the world that is simulated.
var beyondLimits = &symptom{"nothing: the simulator's own limit", Unnoticed}

func withinLimits() *Property {
	return &Property{
		Name: "within-limits", Kind: "always",
		About:    "no queue of the simulated world overflows; a run that violates this means nothing",
		symptoms: []*symptom{beyondLimits},
		on:       overflow,
		step: func(s Step, why *Conflict) bool {
			if s.After.Causes&sim.Overflow == 0 {
				return false
			}
			if why != nil {
				why.say(beyondLimits, "more events are under way than a world holds",
					"the scenario needs fewer calls, faults or bystander events")
			}
			return true
		},
	}
}
