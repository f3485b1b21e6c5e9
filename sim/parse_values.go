package sim

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/glarelab/glare/model"
)

// SetRules gives the devices of a checked scenario the rules of a version, or with
// user=version,… those of the users named. A scenario that names its rules keeps them. An
// error changes nothing, and neither do copies of the scenario change.
func (s *Scenario) SetRules(text string) error {
	with := s.Clone()
	p := parser{s: with}
	if err := p.eachDevice("rules", strings.Split(text, ","), setVersion); err != nil {
		return err
	}
	for d := range with.Devices {
		if has := s.Devices[d].Version; s.named && has != with.Devices[d].Version {
			return fmt.Errorf("the scenario says that %s has the rules %s; expected no others than those", s.DeviceName(d), has)
		}
	}
	if err := with.wrongVersions(); err != nil {
		return err
	}
	s.Devices = with.Devices
	return nil
}

// RulesNamed reports whether a line of the scenario says which rules its devices have.
func (s *Scenario) RulesNamed() bool { return s.named }

func setVersion(d *Device, name string) (err error) {
	d.Version, err = model.ParseVersion(name)
	return err
}

// SetReading gives all devices, or with user=NAME,… or device=NAME,… those named, a reading.
// An error changes nothing, and neither do copies of the scenario change.
func (s *Scenario) SetReading(text string) error {
	with := s.Clone()
	p := parser{s: with}
	if err := p.eachDevice("reading", strings.Split(text, ","), setReading); err != nil {
		return err
	}
	s.Devices = with.Devices
	return nil
}

func setReading(d *Device, name string) (err error) {
	d.Reading, err = model.ParseReading(name)
	return err
}

func (p *parser) lifetime(s *Scenario, args []string) error {
	s.AnyMoment = len(args) == 2 && args[1] == "any-moment"
	if len(args) > 1 && !s.AnyMoment {
		return fmt.Errorf("%s, found %q", p.line.expected(), args[1])
	}
	n, err := number(args[0], 1, 1<<31-1)
	s.LifetimeMS = uint32(n)
	return err
}

// mostFaults is how often one fault may happen at most.
const mostFaults = 9

// ParseFaults reads a=1,b=2; a alone is a=1; none is no fault. The same fault twice
// adds up.
func ParseFaults(text string) ([]FaultBudget, error) {
	var list []FaultBudget
	parts := strings.Split(text, ",")
	for _, part := range parts {
		if part == "none" && len(parts) > 1 {
			return nil, fmt.Errorf("faults %q: none is no fault, and stands alone", text)
		}
		if part == "" || part == "none" {
			continue
		}
		name, value, ok := strings.Cut(part, "=")
		n := 1
		if ok {
			var err error
			if n, err = number(value, 0, mostFaults); err != nil {
				return nil, fmt.Errorf("fault %s: %w", name, err)
			}
		}
		if _, err := findFault(name); err != nil {
			return nil, err
		}
		list = append(list, FaultBudget{name, uint8(n)})
	}
	return list, nil
}

// AddFaults adds to a checked scenario's fault budgets, and reports what is too often
// then, as [Scenario.Check] would.
func (s *Scenario) AddFaults(list []FaultBudget) error {
	s.addFaults(list)
	err := s.wrong() // how many calls there are may follow from it
	if err != nil {
		s.checked = nil
	}
	return err
}

func (s *Scenario) addFaults(list []FaultBudget) {
	s.Faults = append([]FaultBudget(nil), s.Faults...)
next:
	for _, f := range list {
		for i := range s.Faults {
			if s.Faults[i].Name == f.Name {
				s.Faults[i].Times += min(f.Times, math.MaxUint8-s.Faults[i].Times)
				continue next
			}
		}
		s.Faults = append(s.Faults, f)
	}
}

// only refuses words behind the first.
func only(args []string) error {
	if len(args) > 1 {
		return fmt.Errorf("unexpected %q", args[1])
	}
	return nil
}

func number(text string, low, high int) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < low || n > high {
		return 0, fmt.Errorf("expected a number from %d to %d, found %q", low, high, text)
	}
	return n, nil
}

// nameRunes are what names are made of.
const nameRunes = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"

// checkName refuses names that a schedule could not tell from its own words.
func checkName(what, name string) error {
	if name == "" || len(name) > 32 {
		return fmt.Errorf("%s name %q: expected 1 to 32 characters", what, name)
	}
	for _, r := range name {
		if !strings.ContainsRune(nameRunes, r) {
			return fmt.Errorf("%s name %q: expected letters, digits, - and _", what, name)
		}
	}
	for _, taken := range keywords() {
		if what == "user" && name == taken {
			return fmt.Errorf("user name %q is a word of the scenario grammar; choose another", name)
		}
	}
	return nil
}
