package properties

import (
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// halfDropped is seen by no user at once.
var halfDropped = &symptom{"an event that should count for nothing, and does something", Unnoticed}

func dropsWhole() *Property {
	return &Property{
		Name: "drops-whole", Kind: "always",
		Clauses: []string{"V1-SEC-3", "V1-ID-1", "V1-ID-3", "V1-VER-4", "H-12", "H-16"},
		About: "an event that a device takes for none, because it breaks its schema or has a version that the device cannot read, changes " +
			"nothing at it, and lets it send nothing",
		symptoms: []*symptom{halfDropped},
		on:       seen,
		needs:    (*sim.System).Drops,
		step: func(s Step, why *Conflict) bool {
			if !dropped(&s.After.Last) {
				return false
			}
			d := s.device()
			fact := ""
			switch {
			case s.After.Last.Effects.N > 0:
				fact = "it sent something upon that"
			case s.Before.Box[d].Device != s.After.Box[d].Device:
				fact = "its calls or its media are not what they were"
			default:
				return false
			}
			why.say(halfDropped, s.Sys.DeviceName(d)+" dropped what came for call "+s.Sys.CallName(int(s.After.Last.Inputs[0].Call)), fact)
			return true
		},
	}
}

// dropped reports whether a device was given events, and took each of them for none.
func dropped(last *sim.Last) bool {
	for _, given := range last.Inputs[:last.N] {
		if given.Input != model.RecvInvalid && given.Input != model.RecvUnread {
			return false
		}
	}
	return last.N > 0
}
