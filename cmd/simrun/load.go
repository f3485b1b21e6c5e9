package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/sim"
)

// scenario loads what an argument names, a bundled scenario or a file, and
// applies the flags to it. Where neither the scenario nor a flag says what time
// means, it is timing.
func (p *program) scenario(arg string, timing sim.Timing) (*sim.Scenario, error) {
	s, says, err := loadScenario(arg)
	if err != nil {
		return nil, err
	}
	if !says {
		s.Timing = timing
	}
	return s, p.apply(s)
}

// scenarios loads all arguments before anything is done with the first, so that
// a wrong name is found at once.
func (p *program) scenarios(args []string, timing sim.Timing) ([]*sim.Scenario, error) {
	var list []*sim.Scenario
	for _, arg := range args {
		s, err := p.scenario(arg, timing)
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, nil
}

// apply changes a scenario as --rules, --mutant, --reading, --timing and --faults
// say.
func (p *program) apply(s *sim.Scenario) error {
	if _, err := p.rulesOf(s); err != nil {
		return err
	}
	if p.flags.reading != "" {
		if err := s.SetReading(p.flags.reading); err != nil {
			return fmt.Errorf("--reading: %w", err)
		}
	}
	if err := p.plant(s); err != nil {
		return err
	}
	if p.flags.timing != "" {
		t, err := sim.ParseTiming(p.flags.timing)
		if err != nil {
			return fmt.Errorf("--timing: %w", err)
		}
		s.Timing = t
	}
	list, err := sim.ParseFaults(p.flags.faults)
	if err != nil {
		return fmt.Errorf("--faults: %w", err)
	}
	s.AddFaults(list)
	return s.Check()
}

// rules are the rules of both devices, as --rules and --mutant name them for a
// scenario.
func (p *program) rulesOf(s *sim.Scenario) (play.Rules, error) {
	if p.flags.rules == "" {
		return p.plantedRules()
	}
	if err := s.CheckRules(p.flags.rules); err != nil {
		return play.Rules{}, fmt.Errorf("--rules: %w", err)
	}
	return p.plantedRules()
}

// loadScenario loads a bundled scenario, or a file if there is one or the
// argument looks like one; it also reports whether that says what time means.
func loadScenario(arg string) (s *sim.Scenario, timed bool, err error) {
	switch {
	case play.IsToken(arg):
		return nil, false, fmt.Errorf("%.20s… is a token, which is one run; expected a scenario; `simrun replay TOKEN` carries it out", arg)
	case !isFile(arg):
		s, err = sim.FindScenario(arg)
		return s, false, err
	}
	text, err := readText(arg, sim.MaxScenario, "a scenario")
	if err != nil {
		return nil, false, err
	}
	if s, err = sim.Parse(arg, text, 1); err != nil {
		if slices.Contains(strings.Split(text, "\n"), "schedule") {
			return nil, false, fmt.Errorf("%s: this is a corpus case or a schedule; expected a scenario alone; `simrun replay %s` carries it out", arg, shellWord(arg))
		}
		return nil, false, err
	}
	s.Name = safe(filepath.Base(arg))
	return s, saysTiming(text), nil
}

// saysTiming reports whether a scenario's text has a line for the timing.
func saysTiming(text string) bool {
	return slices.ContainsFunc(strings.Split(text, "\n"), func(line string) bool {
		words := strings.Fields(line)
		return len(words) > 0 && words[0] == "timing"
	})
}

// isFile reports whether an argument names a file rather than something bundled.
func isFile(arg string) bool {
	if strings.ContainsAny(arg, "/.") {
		return true
	}
	_, err := os.Stat(arg)
	return err == nil && !slices.Contains(sim.ScenarioNames(), arg)
}
