package compare

import (
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/survey"
	"github.com/glarelab/glare/sim"
)

// Revision is a network before and after a change of its clients, and of nothing else.
type Revision struct {
	From, To *survey.Network
	Sides    []Side // what rollout upgrades at once
}

// Revise is a scenario with the clients that two texts name; see [Clients].
func Revise(of *sim.Scenario, from, to string) (Revision, error) {
	var r Revision
	for _, end := range []struct {
		text string
		is   **survey.Network
	}{{from, &r.From}, {to, &r.To}} {
		s, err := Clients(of, end.text)
		if err != nil {
			return Revision{}, err
		}
		*end.is = &survey.Network{Scenario: s}
	}
	return r, nil
}

// rulesMark stands behind the version of the rules that clients have, if a text names it.
const rulesMark = ":"

// NamesRules reports whether a text of [Clients] says which rules they have.
func NamesRules(text string) bool { return strings.Contains(text, rulesMark) }

// Clients is a scenario with the clients that a text names: a reading of all devices, or of users
// or devices as alice=NAME,bob.phone=NAME; before it, with a colon, may stand the version of the
// rules that they have, as in v1:robust. Devices that it does not name are as they were.
func Clients(of *sim.Scenario, text string) (*sim.Scenario, error) {
	s, reading := of.Clone(), text
	if version, rest, ok := strings.Cut(text, rulesMark); ok {
		if err := s.SetRules(version); err != nil {
			return nil, fmt.Errorf("clients %s: %w", text, err)
		}
		reading = rest
	}
	if err := s.SetReading(reading); err != nil {
		return nil, fmt.Errorf("reading %s: %w", reading, err)
	}
	return s, nil
}

// Pair is what diff and rollout compare: two sets of clients in networks.
type Pair struct {
	From, To  string // the clients, as they were given
	Revisions []Revision
	Surveyor  survey.Surveyor
	Workers   int
}

// Scenarios are those of the networks, once each, before the change and, where the rules differ,
// after it.
func (p *Pair) Scenarios() (list []*sim.Scenario) {
	for i := range p.Revisions {
		c := &p.Revisions[i]
		list = append(list, c.From.Scenario)
		if c.otherRules() {
			list = append(list, c.To.Scenario)
		}
	}
	return list
}

// otherRules reports whether the change is one of the rules, too.
func (r *Revision) otherRules() bool {
	return story.RulesText(r.From.Scenario) != story.RulesText(r.To.Scenario)
}

// SameSides refuses networks in which others are upgraded, or in another order: the advice is for
// all of them together.
func (p *Pair) SameSides() error {
	first := &p.Revisions[0]
	for i := range p.Revisions[1:] {
		c := &p.Revisions[1+i]
		if !slices.EqualFunc(first.Sides, c.Sides, func(a, b Side) bool { return a.Name == b.Name }) {
			return fmt.Errorf("rollout: who is upgraded is %s in %s, and %s in %s; the advice is for both scenarios, so explore them "+
				"one at a time", sideNames(first.Sides), first.From.Scenario.Name, sideNames(c.Sides), c.From.Scenario.Name)
		}
	}
	return nil
}
