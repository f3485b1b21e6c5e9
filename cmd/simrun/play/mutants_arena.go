package play

import (
	"fmt"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// Arena is a scenario under a reading for which the right rules are proven, so
// that what goes wrong in it is a mutant's doing.
type Arena struct{ Scenario, Reading, Faults string }

// Arenas lists where mutants are judged, in this order; the first in which a
// mutant does harm counts. They are small, and each has rules that matter in no
// earlier one.
func Arenas() []Arena {
	return []Arena{
		{"glare", "literal-sent", ""},
		{"glare", "robust", ""},
		{"single", "literal-sent", ""},
		{"slow-media", "literal-sent", ""},
		{"two-rooms", "literal-sent", ""},
		{"equal-ids", "literal-sent+eq=user-id", ""},
		{"glare", "literal-sent+abort-in=hangup", ""},
		{"glare", "robust+abort-in=hangup", "send-fail=1"},
		{"glare", "literal-sent", "send-unknown=1"},
		{"glare", "literal-sent", "duplicate=1"},
		{"slow-media", "robust", "late-decryption=1"},
		{"single", "literal-sent", "clock-skew=1"},
		{"retro", "robust+retro=accept", ""},
	}
}

// String is the arena as the arguments of a command.
func (a Arena) String() string {
	text := a.Scenario + " --reading " + a.Reading
	if a.Faults != "" {
		text += " --faults " + a.Faults
	}
	return text
}

// Open is the arena's game, of a mutant or, without one, of the right rules.
func (a Arena) Open(m *model.Mutant) (Game, error) {
	s, err := a.scenario()
	if err != nil {
		return nil, err
	}
	return openMutant(s, m)
}

// pinned is the arena's game of a mutant with the call IDs of one initial world.
func (a Arena) pinned(m *model.Mutant, initial int) (Game, error) {
	s, err := a.scenario()
	if err == nil {
		s, err = Pin(s, initial)
	}
	if err != nil {
		return nil, err
	}
	return openMutant(s, m)
}

// scenario is a fresh copy of the arena's scenario.
func (a Arena) scenario() (*sim.Scenario, error) {
	s, err := sim.FindScenario(a.Scenario)
	if err != nil {
		return nil, err
	}
	if err := s.SetReading(a.Reading); err != nil {
		return nil, err
	}
	faults, err := sim.ParseFaults(a.Faults)
	if err != nil {
		return nil, err
	}
	s.AddFaults(faults)
	return s, s.Check()
}

func openMutant(s *sim.Scenario, m *model.Mutant) (Game, error) {
	if m == nil {
		return Open(s, BothV0())
	}
	if err := Infect(s, m); err != nil {
		return nil, err
	}
	return Open(s, MutantRules(m))
}

// MutantRules are the rules of both devices if a mutant is planted.
func MutantRules(m *model.Mutant) Rules {
	if m.OneSided {
		return Rules{m.Rules, model.V0()}
	}
	return Rules{m.Rules, m.Rules}
}

// Infect gives the devices of a scenario that a mutant makes wrong its reading,
// if it has one.
func Infect(s *sim.Scenario, m *model.Mutant) error {
	for d := range s.Users {
		if m.Reading == "" || d > 0 && m.OneSided {
			continue
		}
		reading, err := s.Users[d].Reading.Amended(m.Reading)
		if err != nil {
			return fmt.Errorf("mutant %s: %w", m.Name, err)
		}
		if reading.Setting != s.Users[d].Reading.Setting { // else it was planted before
			s.Users[d].Reading = reading
		}
	}
	return nil
}
