package compare

import (
	"fmt"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/survey"
	"github.com/glarelab/glare/sim"
)

// Fleet reads the readings of a scenario's users: one, or alice=NAME,bob=NAME.
func Fleet(of *sim.Scenario, text string) (survey.Fleet, error) {
	s := of.Clone()
	if err := s.SetReading(text); err != nil {
		return survey.Fleet{}, fmt.Errorf("reading %s: %w", text, err)
	}
	return survey.Fleet{s.Reading(0), s.Reading(1)}, nil
}

// Pair is what diff and rollout compare: two fleets in networks.
type Pair struct {
	From, To  string // the readings, as they were given
	Revisions []Revision
	Surveyor  survey.Surveyor
	Workers   int
}

// Scenarios are those of the networks.
func (p *Pair) Scenarios() (list []*sim.Scenario) {
	for _, c := range p.Revisions {
		list = append(list, c.Network.Scenario)
	}
	return list
}

// SameUsers refuses networks whose users have other names or another order: the
// advice is for all of them together.
func (p *Pair) SameUsers() error {
	first := p.Revisions[0].Network.Scenario
	for _, c := range p.Revisions[1:] {
		s := c.Network.Scenario
		if s.Users[0].Name != first.Users[0].Name || s.Users[1].Name != first.Users[1].Name {
			return fmt.Errorf("rollout: the users of %s are %s and %s, those of %s are %s and %s; the advice is for both scenarios, so "+
				"explore them one at a time", first.Name, first.Users[0].Name, first.Users[1].Name, s.Name, s.Users[0].Name, s.Users[1].Name)
		}
	}
	return nil
}

// who says which readings meet in a mix.
func who(m *Mix) string {
	var parts []string
	for d, isNew := range m.New {
		parts = append(parts, m.Network.Scenario.Users[d].Name+" "+map[bool]string{false: "old", true: "new"}[isNew]+" ("+m.Fleet[d].Name+")")
	}
	return strings.Join(parts, ", ")
}
