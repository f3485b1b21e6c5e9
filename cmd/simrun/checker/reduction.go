package checker

import (
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// UsualReduction is what a search of a scenario leaves out where nobody says so: nothing
// where there are two devices, whose counts others can check, and all that can be where there
// are more, whose whole worlds are too many.
func UsualReduction(s *sim.Scenario) scheduler.Reduction {
	if len(s.Devices) > 2 {
		return scheduler.ReduceFull
	}
	return scheduler.ReduceNone
}
