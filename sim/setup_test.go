package sim_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/glarelab/glare/model"
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
	if diff := cmp.Diff(want, s, unchecked); err != nil || diff != "" {
		t.Errorf("%v, - wanted, + made:\n%s", err, diff)
	}
	bundled, err := sim.FindScenario("glare")
	if err != nil {
		t.Fatal(err)
	}
	plain, err := sim.Setup{Scenario: "glare"}.Make()
	if diff := cmp.Diff(bundled, plain, unchecked); err != nil || diff != "" {
		t.Errorf("%v, - bundled, + made of its name alone:\n%s", err, diff)
	}
}

// TestCheckedAgainWhereChanged shows that what was checked and then changed is not taken
// for what was checked: neither a copy, nor what has too many faults since.
func TestCheckedAgainWhereChanged(t *testing.T) {
	s, err := sim.FindScenario("glare")
	if err != nil {
		t.Fatal(err)
	}
	other := *s
	other.Rooms = nil
	if _, err := sim.Compile(&other); err == nil || !strings.Contains(err.Error(), "0 rooms") {
		t.Errorf("a copy without rooms: %v", err)
	}
	const want = "scenario glare: fault crash happens 10 times in all; the limit is 9"
	if err := s.AddFaults([]sim.FaultBudget{{Name: "crash", Times: 9}}); err != nil {
		t.Error(err)
	}
	if _, err := sim.Compile(s); err != nil {
		t.Error(err)
	}
	if err := s.AddFaults([]sim.FaultBudget{{Name: "crash", Times: 1}}); err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
	if _, err := sim.Compile(s); err == nil || err.Error() != want {
		t.Errorf("compiled all the same: %v, want %s", err, want)
	}
	if err := s.AddFaults(nil); err == nil {
		t.Error("nothing more makes nothing better")
	}
}

// TestCopiesKeepTheirDevices shows that what is given to the devices of one scenario is
// given to no copy of it, and that an error gives nothing.
func TestCopiesKeepTheirDevices(t *testing.T) {
	sent, err := model.ParseReading("literal-sent")
	if err != nil {
		t.Fatal(err)
	}
	for _, change := range []struct {
		name string
		make func(s *sim.Scenario) error
		fail bool
	}{
		{"a reading", func(s *sim.Scenario) error { return s.SetReading("literal-sent") }, false},
		{"rules", func(s *sim.Scenario) error { return s.SetRules("v1") }, false},
		{"a given reading", func(s *sim.Scenario) error { s.Give(0, sent); return nil }, false},
		{"half a reading", func(s *sim.Scenario) error { return s.SetReading("alice=literal-sent,bob=nonsense") }, true},
		{"half of the rules", func(s *sim.Scenario) error { return s.SetRules("alice=v1,bob=v9") }, true},
	} {
		s, err := sim.FindScenario("glare")
		if err != nil {
			t.Fatal(err)
		}
		before := slices.Clone(s.Devices)
		first, second := *s, s.Clone()
		if err := change.make(&first); (err != nil) != change.fail {
			t.Fatalf("%s: %v", change.name, err)
		}
		if cmp.Equal(first.Devices, before) != change.fail {
			t.Errorf("%s: changed must be %t: %v", change.name, !change.fail, first.Devices)
		}
		for _, other := range []*sim.Scenario{s, second} {
			if diff := cmp.Diff(before, other.Devices); diff != "" {
				t.Errorf("%s changes another scenario:\n%s", change.name, diff)
			}
		}
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
