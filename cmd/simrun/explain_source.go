package main

import (
	"fmt"
	"slices"

	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/explain"
	"github.com/glarelab/glare/cmd/simrun/record"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/sim"
)

// failing is the run that an argument names, which must go wrong.
func failing(p *cli.Program, arg string, e explainFlags) (*explain.Explanation, error) {
	r := &explain.Explanation{}
	if e.seeded && isScenarioName(arg) {
		if e.Follow || e.Lenient || e.scenario != "" {
			return nil, fmt.Errorf("explain: --seed %d makes a run of a scenario; --follow, --lenient and --scenario are for the steps of a file", p.Flags.Seed)
		}
		if err := p.CheckStrategy(); err != nil {
			return nil, err
		}
		s, err := p.Scenario(arg, sim.Timed)
		if err != nil {
			return nil, err
		}
		if r.Story, err = p.SeededRun(s, p.Flags.Strategy, p.Flags.Seed); err != nil {
			return nil, err
		}
	} else {
		s, err := cli.OpenSource(p.Reporter.Printer, arg, e.scenario)
		if err != nil {
			return nil, err
		}
		if r.Story, _, err = p.CarryOut(s, e.Following); err != nil {
			return nil, err
		}
		if s.Corpus != nil {
			r.Lead = story.Prose(s.Corpus, r.Story.Sentence())
		}
	}
	if r.Story.Problem == nil && !r.Story.Excused() {
		return nil, fmt.Errorf("explain: %s: nothing goes wrong in this run (%s), so there is nothing to explain", sourceName(arg), r.Story.Trace.VerdictLine())
	}
	return r, nil
}

// isScenarioName reports whether an argument names a scenario rather than a run.
func isScenarioName(arg string) bool {
	if record.IsToken(arg) {
		return false
	}
	if slices.Contains(sim.ScenarioNames(), arg) {
		return true
	}
	_, _, err := cli.LoadScenario(arg)
	return err == nil
}

// sourceName is what messages call an argument.
func sourceName(arg string) string {
	if record.IsToken(arg) {
		return "token"
	}
	return arg
}
