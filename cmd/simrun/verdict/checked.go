package verdict

import (
	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/sim"
)

// Checked is what a search has found out about one scenario.
type Checked struct {
	*checker.Searched
	Scenario  *sim.Scenario
	Checker   checker.Checker
	Seconds   float64
	keptGoing bool   // past violations
	ListEnds  bool   // the ways in which runs end are listed
	Reduction string // that was asked for, or empty
	MaxMemory uint64
	Way       int                // which of the findings is told, from 1
	Told      *story.Story       // its shortest story, of those that can happen if there is one, or nil: there is none, or it was not found
	tokens    []string           // of the shortest story of each finding
	Excused   []story.PardonJSON // what was excused
	Focus     checker.Focus
	Arg       string // which names the scenario on the command line
}
