package main

import (
	"fmt"
	"slices"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/sim"
)

// failing is the run that an argument names, which must go wrong.
func (p *program) failing(arg string, e explainFlags) (*explained, error) {
	r := &explained{}
	if e.seeded && isScenarioName(arg) {
		if e.follow || e.lenient || e.scenario != "" {
			return nil, fmt.Errorf("explain: --seed %d makes a run of a scenario; --follow, --lenient and --scenario are for the steps of a file", p.flags.seed)
		}
		if err := p.checkStrategy(); err != nil {
			return nil, err
		}
		s, err := p.scenario(arg, sim.Timed)
		if err != nil {
			return nil, err
		}
		if r.story, err = p.seededRun(s, p.flags.strategy, p.flags.seed); err != nil {
			return nil, err
		}
	} else {
		s, err := p.openSource(arg, e.scenario)
		if err != nil {
			return nil, err
		}
		if r.story, _, err = p.carryOut(s, e.following); err != nil {
			return nil, err
		}
		if s.corpus != nil {
			r.lead = prose(s.corpus, r.story.sentence())
		}
	}
	if r.story.problem == nil && !r.story.excused() {
		return nil, fmt.Errorf("explain: %s: nothing goes wrong in this run (%s), so there is nothing to explain", sourceName(arg), r.story.trace.VerdictLine())
	}
	return r, nil
}

// isScenarioName reports whether an argument names a scenario rather than a run.
func isScenarioName(arg string) bool {
	if play.IsToken(arg) {
		return false
	}
	if slices.Contains(sim.ScenarioNames(), arg) {
		return true
	}
	_, _, err := loadScenario(arg)
	return err == nil
}

// sourceName is what messages call an argument.
func sourceName(arg string) string {
	if play.IsToken(arg) {
		return "token"
	}
	return arg
}
