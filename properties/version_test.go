package properties_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/sim"
)

// withRules is a cell whose devices have the rules of a version.
func withRules(t *testing.T, c cell, rules string) *sim.System {
	t.Helper()
	s := c.load(t)
	if err := s.SetRules(rules); err != nil {
		t.Fatal(err)
	}
	sys, err := sim.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	return sys
}

// Where users do nothing that only version 1 has, both versions, and a device of each,
// end in the same ways and do the same things wrong: with one device a user, a selection
// says nothing new, and a reject what a hangup does.
func TestVersionsEndAlike(t *testing.T) {
	lengthy(t)
	for _, c := range []cell{
		{scenario: "single"},
		{scenario: "glare"},
		{scenario: "glare-hangup"},
		{scenario: "federated-glare"},
		{scenario: "retro"},
		{scenario: "expiry"},
		{scenario: "slow-media"},
		{scenario: "equal-ids"},
		{scenario: "bystanders"},
		{scenario: "two-rooms"},
		{scenario: "glare", faults: "sync-batch=1"},
		{scenario: "glare", faults: "send-fail=1"},
		{scenario: "glare", faults: "send-unknown=1"},
		{scenario: "single", faults: "crash=1"},
		{scenario: "glare", faults: "crash=1"},
		{scenario: "single", faults: "late-decryption=1"},
		{scenario: "glare", faults: "suspend=1"},
		{scenario: "glare", timing: "async"},
	} {
		readings := model.ReadingNames()
		if c.scenario == "glare" || c.scenario == "federated-glare" { // whichever call survives
			for _, value := range model.Winner.Values()[1:] {
				readings = append(readings, "robust+winner="+value)
			}
		}
		for _, reading := range readings {
			c.reading = reading
			t.Run(c.String(), func(t *testing.T) {
				t.Parallel()
				var first []string
				for _, rules := range []string{"v0", "v1", "alice=v0,bob=v1", "alice=v1,bob=v0"} {
					sys := withRules(t, c, rules)
					r := search(sys, properties.NewJudge(sys))
					all := append(outcomes(sys, r), violated(found(r)))
					if first == nil {
						first = all
					}
					if diff := cmp.Diff(first, all); diff != "" {
						t.Errorf("rules %s (-v0 +these):\n%s", rules, diff)
					}
				}
			})
		}
	}
}

// The numbers of worlds and steps of the scenarios of version 1, with nothing left out: a
// model that was written apart has the same for two calls that cross.
func TestStatesOfVersion1(t *testing.T) {
	for _, want := range []struct {
		scenario, reading   string
		states, transitions uint64
	}{
		{"glare-v1", "literal-sent", 1282, 3588},
		{"third-member", "robust", 96760, 445890},
		{"hostile-member", "robust", 209788, 697008},
		{"glare-v1", "literal", 4606, 14770},
		{"glare-v1", "robust", 1008, 2484},
		{"interop", "literal-sent", 946, 2572},
	} {
		sys := cell{scenario: want.scenario, reading: want.reading}.compile(t)
		if r := search(sys, properties.NewJudge(sys)); r.States != want.states || r.Transitions != want.transitions {
			t.Errorf("%s %s: %d worlds and %d steps, want %d and %d", want.scenario, want.reading, r.States, r.Transitions, want.states, want.transitions)
		}
	}
}
