package matrix

import (
	"context"
	"fmt"

	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// Options say what is explored.
type Options struct {
	View             string
	Readings, Faults []string
	Page             bool // the result is to be kept as a page
}

// Formats are the formats in which a matrix can be written.
var Formats = []string{"text", "json", "markdown", "html"}

// View is one way to ask for many searches and to lay out what they find.
type View struct {
	Name, about string
	Scenarios   []string // where no scenario is named
	Single      bool     // takes one scenario only
	Make        func(context.Context, *story.Reporter, *Run) (*Page, error)
}

// Views lists the views.
func Views() []View {
	return []View{
		{"faults", "readings × faults × properties", []string{"glare"}, false, faultsView},
		{"profiles", "profile × profile: who can call whom when both call at once", []string{"glare"}, true, profilesView},
		{"windows", "what happens when the rival's invite arrives while the own one is under way", []string{"glare"}, true, windowsView},
	}
}

// ViewNames lists the names of the views.
func ViewNames() []string {
	var names []string
	for _, v := range Views() {
		names = append(names, v.Name)
	}
	return names
}

// Run is one call of matrix: what it explores.
type Run struct {
	Options   *Options
	View      *View
	Scenarios []*sim.Scenario
	Search    scheduler.SearchOptions
	Workers   int
}

// variant is a scenario under a reading, with further faults.
func variant(s *sim.Scenario, reading, faults string) (*sim.Scenario, error) {
	changed := s.Clone()
	if err := changed.SetReading(reading); err != nil {
		return nil, fmt.Errorf("--reading: %w", err)
	}
	list, err := sim.ParseFaults(faults)
	if err != nil {
		return nil, fmt.Errorf("--faults: %w", err)
	}
	return changed, changed.AddFaults(list)
}
