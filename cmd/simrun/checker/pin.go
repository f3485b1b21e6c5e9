package checker

import (
	"fmt"

	"github.com/glarelab/glare/sim"
)

// Pin is the scenario with the one assignment of call IDs that initial world i
// has, so that the run starts in initial world 0 of it.
func Pin(s *sim.Scenario, i int) (*sim.Scenario, error) {
	sys, err := sim.Compile(s)
	if err != nil {
		return nil, err
	}
	if i < 0 || i >= sys.Initials() {
		return nil, fmt.Errorf("scenario %s has the initial worlds 0 to %d; there is no %d", s.Name, sys.Initials()-1, i)
	}
	pinned := *s
	var w sim.World
	sys.Initial(i, &w)
	var ids sim.IDs
	for c := range sys.Calls() {
		ids[sys.Owner(c)] = append(ids[sys.Owner(c)], sys.ID(&w, c))
	}
	pinned.IDs = []sim.IDs{ids}
	return &pinned, nil
}
