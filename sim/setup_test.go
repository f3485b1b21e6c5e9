package sim_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/glarelab/glare/sim"
)

// TestSetup shows that a set-up is the scenario that one file would say, and that of the
// bundled scenario nothing changes.
func TestSetup(t *testing.T) {
	s, err := sim.Setup{
		Scenario: "glare", Lines: "bystanders 2\nfaults crash=1", Reading: "bob=robust", Faults: "crash=1,suspend", Timing: "async",
	}.Make()
	if err != nil {
		t.Fatal(err)
	}
	text, err := sim.ScenarioText("glare")
	if err != nil {
		t.Fatal(err)
	}
	want, err := sim.Parse("glare", text+"bystanders 2\nreading bob=robust\nfaults crash=2 suspend=1\ntiming async\n", 1)
	if diff := cmp.Diff(want, s); err != nil || diff != "" {
		t.Errorf("%v, - wanted, + made:\n%s", err, diff)
	}
	bundled, err := sim.FindScenario("glare")
	if err != nil {
		t.Fatal(err)
	}
	plain, err := sim.Setup{Scenario: "glare"}.Make()
	if diff := cmp.Diff(bundled, plain); err != nil || diff != "" {
		t.Errorf("%v, - bundled, + made of its name alone:\n%s", err, diff)
	}
}

// TestSetupErrors shows that whatever is wrong with a set-up leaves no scenario.
func TestSetupErrors(t *testing.T) {
	for _, bad := range []struct {
		setup sim.Setup
		wants string
	}{
		{sim.Setup{Scenario: "glaire"}, `did you mean "glare"?`},
		{sim.Setup{Scenario: "glaire", Lines: "media slow"}, `did you mean "glare"?`},
		{sim.Setup{Scenario: "glare", Lines: "media slwo"}, `did you mean "slow"?`},
		{sim.Setup{Scenario: "glare", Reading: "litteral"}, `did you mean "literal"?`},
		{sim.Setup{Scenario: "glare", Faults: "send-fial"}, `did you mean "send-fail"?`},
		{sim.Setup{Scenario: "glare", Faults: "crash=9,crash=9"}, "the limit is 9"},
		{sim.Setup{Scenario: "glare", Timing: "patiently"}, `did you mean "patient"?`},
	} {
		s, err := bad.setup.Make()
		if err == nil || s != nil || !strings.Contains(err.Error(), bad.wants) {
			t.Errorf("%+v: got %v and %v, want %s and no scenario", bad.setup, s, err, bad.wants)
		}
	}
}
