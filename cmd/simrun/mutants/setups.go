package mutants

import (
	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// Setup is a scenario under a reading for which the right rules are proven, so
// that what goes wrong in it is a mutant's doing.
type Setup struct{ Scenario, Reading, Faults string }

// Setups lists where mutants are judged, in this order; the first in which a
// mutant does harm counts. They are small, and each has rules that matter in no
// earlier one.
func Setups() []Setup {
	return []Setup{
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
func (a Setup) String() string {
	text := a.Scenario + " --reading " + a.Reading
	if a.Faults != "" {
		text += " --faults " + a.Faults
	}
	return text
}

// Open is the arena's game, of a mutant or, without one, of the right rules.
func (a Setup) Open(m *model.Mutant) (checker.Checker, error) {
	s, err := a.scenario()
	if err != nil {
		return nil, err
	}
	return openMutant(s, m)
}

// pinned is the arena's game of a mutant with the call IDs of one initial world.
func (a Setup) pinned(m *model.Mutant, initial int) (checker.Checker, error) {
	s, err := a.scenario()
	if err == nil {
		s, err = s.Pinned(initial)
	}
	if err != nil {
		return nil, err
	}
	return openMutant(s, m)
}

// scenario is a fresh copy of the arena's scenario.
func (a Setup) scenario() (*sim.Scenario, error) {
	return sim.Setup{Scenario: a.Scenario, Reading: a.Reading, Faults: a.Faults}.Make()
}

func openMutant(s *sim.Scenario, m *model.Mutant) (checker.Checker, error) {
	if m == nil {
		return checker.Open(s, checker.BothV0())
	}
	if err := checker.Plant(s, m); err != nil {
		return nil, err
	}
	return checker.Open(s, checker.MutantRules(m))
}
