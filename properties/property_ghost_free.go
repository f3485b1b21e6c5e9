package properties

import (
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// ghostRinging is what the user of a device hears that rings for a call that is over.
var ghostRinging = &symptom{"ghost ringing", WrongTone}

// ghostFree asks of a device what it has seen, not what its client makes of that: one that
// takes no notice of its user's other devices has seen their hangups and rejects all the same.
// An answer of another device is no end yet in version 1, where the caller chooses (V1-ACT-1):
// of who rings on after one, whatever the version, kept-waiting speaks.
func ghostFree() *Property {
	return &Property{
		Name: "ghost-free", Kind: "always",
		Clauses: []string{
			"V0-INV-4", "V0-INV-5", "V1-LIVE-1", "V1-LIVE-3", "V1-LIVE-6", "V1-ACT-2", "V1-SEL-2", "V1-REJ-1", "H-42",
		},
		About:    "nothing rings for a call that this device has seen ended, hung up or rejected on another device of its user, or expired",
		symptoms: []*symptom{ghostRinging},
		on:       rang | seen,
		step: func(s Step, why *Conflict) bool {
			d := s.device()
			for c := range s.Sys.Calls() {
				if !ghost(s.After, d, c) || ghost(s.Before, d, c) {
					continue
				}
				if why != nil {
					why.say(ghostRinging, s.Sys.DeviceName(d)+" has seen the end of call "+s.Sys.CallName(c), "it rings")
				}
				return true
			}
			return false
		},
	}
}

// ghost reports whether call c rings at device d, which has seen its end.
func ghost(w *sim.World, d, c int) bool {
	return w.Box[d].Device.Call[c].State == model.IRing && w.Box[d].SeenOver&(1<<c) != 0
}
