package plan

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/model/names"
	"github.com/glarelab/glare/sim"
)

// The words for sets of faults.
const (
	noFaults   = "none"  // but those of the scenario
	eachFault  = "each"  // each that can hit anything in the scenario, once, alone
	faultPairs = "pairs" // each two of those
)

// cell is one combination that a task explores.
type cell struct{ scenario, reading, faults, timing string }

// layOut makes the cells of a task: those with the fewest faults first, so that a campaign
// that is cut short has seen all scenarios and readings. Each is looked at, so that no
// shard can turn out to be none.
func (p *Plan) layOut(t *Task) error {
	scenarios, err := p.scenariosOf(t.Names)
	if err != nil {
		return err
	}
	readings := t.Readings
	if slices.Contains(readings, All) {
		readings = model.ReadingNames()
	}
	t.cells = nil
	seen := map[cell]bool{}
	for _, word := range t.Faults {
		for _, s := range scenarios {
			sets := faultSets(s, word)
			for _, faults := range sets {
				for _, reading := range readings {
					for _, timing := range t.Timings {
						one := cell{s.Name, reading, faults, timing}
						if _, err := one.of(s); err != nil {
							return err
						}
						if !seen[one] {
							seen[one], t.cells = true, append(t.cells, one)
						}
					}
				}
			}
		}
	}
	if len(t.cells) == 0 {
		return errors.New("there is nothing to explore: no fault that was asked for can hit anything in the scenario")
	}
	return nil
}

// scenariosOf are the scenarios named.
func (p *Plan) scenariosOf(list []string) ([]*sim.Scenario, error) {
	if slices.Contains(list, All) {
		list = p.scenarioNames()
	}
	var scenarios []*sim.Scenario
	for _, name := range list {
		if !slices.Contains(p.scenarioNames(), name) {
			return nil, names.Unknown("scenario", name, append(p.scenarioNames(), All))
		}
		s, err := p.open(name)
		if err != nil {
			return nil, err
		}
		scenarios = append(scenarios, s)
	}
	return scenarios, nil
}

// faultSets are the sets of faults that a word stands for in a scenario.
func faultSets(s *sim.Scenario, word string) []string {
	var hits []string
	for _, f := range sim.Faults() {
		if f.Hits(s) {
			hits = append(hits, f.Name+"=1")
		}
	}
	switch word {
	case noFaults:
		return []string{noFaults}
	case eachFault:
		return hits
	case faultPairs:
		var list []string
		for i := range hits {
			for _, second := range hits[i+1:] {
				list = append(list, hits[i]+","+second)
			}
		}
		return list
	default:
		return []string{word}
	}
}

// of is a copy of a scenario set up as the cell says, and checked.
func (c cell) of(s *sim.Scenario) (*sim.Scenario, error) {
	changed := s.Clone()
	if err := changed.SetReading(c.reading); err != nil {
		return nil, fmt.Errorf("reading %s: %w", c.reading, err)
	}
	faults, err := sim.ParseFaults(c.faults)
	if err != nil {
		return nil, err
	}
	if err := changed.AddFaults(faults); err != nil {
		return nil, err
	}
	if changed.Timing, err = sim.ParseTiming(c.timing); err != nil {
		return nil, err
	}
	return changed, changed.Check()
}

// text is the cell as a line of a plan says it.
func (c cell) text() string {
	return strings.Join([]string{c.scenario, "reading", c.reading, "faults", c.faults, "timing", c.timing}, " ")
}
