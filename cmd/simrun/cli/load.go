package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/files"
	"github.com/glarelab/glare/cmd/simrun/record"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// Scenario loads what an argument names, a bundled scenario or a file, and
// applies the flags to it. Where neither the scenario nor a flag says what time
// means, it is timing.
func (p *Program) Scenario(arg string, timing sim.Timing) (*sim.Scenario, error) {
	return p.scenarioUnder(p.Flags.Reading, arg, timing)
}

// scenarioUnder is Scenario with a reading in place of that of the flag; "" leaves the
// scenario's own.
func (p *Program) scenarioUnder(reading, arg string, timing sim.Timing) (*sim.Scenario, error) {
	s, says, err := LoadScenario(arg)
	if err != nil {
		return nil, err
	}
	if !says {
		s.Timing = timing
	}
	return s, p.apply(s, reading)
}

// Scenarios loads all arguments before anything is done with the first, so that
// a wrong name is found at once.
func (p *Program) Scenarios(args []string, timing sim.Timing) ([]*sim.Scenario, error) {
	var list []*sim.Scenario
	for _, arg := range args {
		s, err := p.Scenario(arg, timing)
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, nil
}

// ScenariosUnder loads all arguments under each of several readings: one list for each
// argument. Without readings each is as it is by itself.
func (p *Program) ScenariosUnder(readings, args []string, timing sim.Timing) ([][]*sim.Scenario, error) {
	if len(readings) == 0 {
		readings = []string{""}
	}
	all := make([][]*sim.Scenario, len(args))
	for i, arg := range args {
		for _, reading := range readings {
			s, err := p.scenarioUnder(reading, arg, timing)
			if err != nil {
				return nil, err
			}
			all[i] = append(all[i], s)
		}
	}
	return all, nil
}

// rulesHint says where a version of the rules belongs, if a reading that is not known names one.
func rulesHint(reading string) string {
	for word := range strings.FieldsFuncSeq(reading, func(r rune) bool { return strings.ContainsRune(":,+=- ", r) }) {
		if slices.Contains(model.VersionNames(), word) {
			return " (the version of the rules is a flag of its own: --rules " + word + ")"
		}
	}
	return ""
}

// apply changes a scenario as --rules, --mutant, --timing and --faults say, and gives it a
// reading.
func (p *Program) apply(s *sim.Scenario, reading string) error {
	if _, err := p.RulesOf(s); err != nil {
		return err
	}
	if reading != "" {
		if err := s.SetReading(reading); err != nil {
			return fmt.Errorf("--reading: %w%s", err, rulesHint(reading))
		}
	}
	if err := p.plant(s); err != nil {
		return err
	}
	if p.Flags.Timing != "" {
		t, err := sim.ParseTiming(p.Flags.Timing)
		if err != nil {
			return fmt.Errorf("--timing: %w", err)
		}
		s.Timing = t
	}
	list, err := sim.ParseFaults(p.Flags.Faults)
	if err != nil {
		return fmt.Errorf("--faults: %w", err)
	}
	return s.AddFaults(list)
}

// RulesOf gives a scenario the rules that --rules names, and is those of both devices, as
// --mutant makes them wrong.
func (p *Program) RulesOf(s *sim.Scenario) (checker.Rules, error) {
	if p.Flags.Rules == "" {
		return p.plantedRules()
	}
	if err := s.SetRules(p.Flags.Rules); err != nil {
		return checker.Rules{}, fmt.Errorf("--rules: %w", err)
	}
	return p.plantedRules()
}

// LoadScenario loads a bundled scenario, or a file if there is one or the
// argument looks like one; it also reports whether that says what time means.
func LoadScenario(arg string) (s *sim.Scenario, timed bool, err error) {
	switch {
	case record.IsToken(arg):
		return nil, false, fmt.Errorf("%.20s… is a token, which is one run; expected a scenario; `simrun replay TOKEN` carries it out", arg)
	case !isFile(arg):
		s, err = sim.FindScenario(arg)
		return s, false, err
	}
	text, err := files.ReadText(arg, sim.MaxScenario, "a scenario")
	if err != nil {
		return nil, false, err
	}
	if s, err = sim.Parse(arg, text, 1); err != nil {
		if slices.Contains(strings.Split(text, "\n"), "schedule") {
			return nil, false, fmt.Errorf("%s: this is a corpus case or a schedule; expected a scenario alone; `simrun replay %s` carries it out", arg, term.ShellWord(arg))
		}
		return nil, false, err
	}
	s.Name = term.Safe(filepath.Base(arg))
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

// Untimed loads a scenario of which every run is to be explored.
func (p *Program) Untimed(command, name string) (*sim.Scenario, error) {
	s, err := p.Scenario(name, sim.Patient)
	if err == nil && s.Timing == sim.Timed {
		err = fmt.Errorf("%s %s: exploring every run needs a timing in which only order counts, not milliseconds: "+
			"use --timing patient or --timing async", command, s.Name)
	}
	return s, err
}
