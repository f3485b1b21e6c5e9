package mutants

import (
	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// Setup is a scenario under a reading, with faults, for which the right rules are proven, so
// that what goes wrong in it is a mutant's doing.
type Setup struct {
	Scenario, Reading, Faults string
	Rules                     string // "" is as the scenario has it, else version 0
	Lines                     string // more of the scenario, behind its own
}

// Setups lists where mutants of a version are judged, in this order; the first in which a
// mutant does harm counts. They are small, and each has rules that matter in no
// earlier one.
func Setups(v model.Version) []Setup {
	var list []Setup
	for _, setup := range setups {
		if v != model.Version0 {
			setup.Rules = v.String()
		}
		list = append(list, setup)
	}
	if v == model.Version1 {
		list = append(list, ofVersion1...)
	}
	return list
}

var setups = []Setup{
	{Scenario: "glare", Reading: "literal-sent"},
	{Scenario: "glare", Reading: "robust"},
	{Scenario: "single", Reading: "literal-sent"},
	{Scenario: "slow-media", Reading: "literal-sent"},
	{Scenario: "two-rooms", Reading: "literal-sent"},
	{Scenario: "equal-ids", Reading: "literal-sent+eq=user-id"},
	{Scenario: "glare", Reading: "literal-sent+abort-in=hangup"},
	{Scenario: "glare", Reading: "robust+abort-in=hangup", Faults: "send-fail=1"},
	{Scenario: "glare", Reading: "literal-sent", Faults: "send-unknown=1"},
	{Scenario: "glare", Reading: "literal-sent", Faults: "duplicate=1"},
	{Scenario: "slow-media", Reading: "robust", Faults: "late-decryption=1"},
	{Scenario: "single", Reading: "literal-sent", Faults: "clock-skew=1"},
	{Scenario: "retro", Reading: "robust+retro=accept"},
	{Scenario: "glare", Lines: "quiet bob", Reading: "literal-sent+ringpol=ring-only+retro=accept"},
	{Scenario: "single", Reading: "alice=literal-sent,bob=literal-sent+echo-filter=none"},
	{Scenario: "single", Reading: "literal-sent+schema=drop", Lines: `ids alice="" bob="b"`},
	{Scenario: "single", Reading: "literal-sent+ver=strict", Lines: "says-version alice=2"},
}

// ofVersion1 are further ones, of what version 1 alone has.
var ofVersion1 = []Setup{
	{Scenario: "renegotiate", Reading: "literal-sent"},
	{Scenario: "renegotiate-glare", Reading: "literal-sent"},
	{Scenario: "renegotiate-glare", Reading: "robust", Faults: "send-fail=1"},
	{Scenario: "gathering", Reading: "literal-sent"},
	{Scenario: "gathering", Reading: "robust+trickle=wait"},
	{Scenario: "gathering", Reading: "literal-sent+trickle=wait+unk=buffer", Faults: "late-decryption=1", Lines: "alice may hangup x0\nbob may hangup x0"},
	{Scenario: "mute", Reading: "literal-sent"},
	{Scenario: "renegotiate-glare", Lines: "alice may renegotiate screen\nbob may renegotiate screen\nalice may mute", Reading: "literal-sent"},
	{Scenario: "renegotiate-glare", Lines: "alice may renegotiate screen\nbob may renegotiate x0\nalice may mute", Reading: "alice=literal-sent,bob=literal-sent+metadata=none"},
	{Scenario: "interop", Reading: "robust+abort-in=reject"},
	{Scenario: "single", Reading: "literal-sent+auth=party", Rules: "alice=v1,bob=v0"},
	{Scenario: "single", Reading: "robust", Rules: "alice=v0,bob=v1"},
	{Scenario: "glare", Reading: "robust+abort-in=reject", Rules: "v1"},
	{Scenario: "single", Reading: "robust", Faults: "late-decryption=1", Rules: "v1"},
	{Scenario: "hostile-member", Lines: "bob must place x0", Reading: "robust"},
	{Scenario: "multi-device-v1", Reading: "robust"},
	{Scenario: "third-member", Lines: "alice must place x0", Reading: "robust"},
	{Scenario: "catch-up", Reading: "robust"},
	{Scenario: "push", Reading: "robust"},
	{Scenario: "leave", Reading: "robust+leave=reject"},
	{Scenario: "restart", Reading: "robust+restart=resume"},
	{Scenario: "interop", Lines: "bob may renegotiate", Reading: "robust"},
	{Scenario: "single-v1", Reading: "literal-sent", Faults: "ice-fail=1", Lines: "reasons judged"},
}

// String is the set-up as the arguments of a command, and what its scenario has besides.
func (s Setup) String() string {
	text := s.Scenario + " --reading " + s.Reading
	if s.Rules != "" {
		text += " --rules " + s.Rules
	}
	if s.Faults != "" {
		text += " --faults " + s.Faults
	}
	if s.Lines != "" {
		text += " with " + s.Lines
	}
	return text
}

// Open is the set-up made ready to be explored, of a mutant or, without one, of the right rules.
func (s Setup) Open(m *model.Mutant) (checker.Checker, error) {
	scenario, err := s.scenario()
	if err != nil {
		return nil, err
	}
	return openMutant(scenario, m)
}

// pinned is the same of a mutant with the call IDs of one initial world.
func (s Setup) pinned(m *model.Mutant, initial int) (checker.Checker, error) {
	scenario, err := s.scenario()
	if err == nil {
		scenario, err = scenario.Pinned(initial)
	}
	if err != nil {
		return nil, err
	}
	return openMutant(scenario, m)
}

// scenario is a fresh copy of the set-up's scenario.
func (s Setup) scenario() (*sim.Scenario, error) {
	return sim.Setup{Scenario: s.Scenario, Lines: s.Lines, Rules: s.Rules, Reading: s.Reading, Faults: s.Faults}.Make()
}

func openMutant(scenario *sim.Scenario, m *model.Mutant) (checker.Checker, error) {
	if m == nil {
		return checker.Open(scenario, checker.Rules{})
	}
	if err := checker.Plant(scenario, m); err != nil {
		return nil, err
	}
	return checker.Open(scenario, checker.MutantRules(m))
}
