package promela_test

import (
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/export/promela"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// write is the model of a scenario, or why there is none.
func write(t *testing.T, set sim.Setup) (string, error) {
	t.Helper()
	s, err := set.Make()
	if err != nil {
		t.Fatal(err)
	}
	sys, err := sim.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	m, err := promela.New(sys)
	if err != nil {
		return "", err
	}
	return m.Text("model", s.Name)
}

// Every bundled scenario under every reading has a model, or it is said what of it has none:
// no rule has an effect, and no reading a rule, that the model does not know. So has every
// value of every knob.
func TestEveryReadingHasAModel(t *testing.T) {
	t.Parallel()
	written := 0
	has := func(scenario, reading string) {
		text, err := write(t, sim.Setup{Scenario: scenario, Reading: reading})
		switch {
		case err == nil && strings.Contains(text, "init {"):
			written++
		case err == nil:
			t.Errorf("%s under %s has a model without a process", scenario, reading)
		case !strings.Contains(err.Error(), "knob winner"):
			t.Errorf("%s under %s has none: %v", scenario, reading, err)
		}
	}
	for _, scenario := range sim.ScenarioNames() {
		s, err := sim.FindScenario(scenario)
		if err != nil {
			t.Fatal(err)
		}
		if len(s.Devices) == 2 && len(s.Faults) == 0 && !s.Gathers && scenario != "equal-ids" && scenario != "mute" {
			for _, reading := range model.ReadingNames() {
				has(scenario, reading)
			}
		}
	}
	for _, profile := range model.ProfileNames() {
		has("glare-hangup", profile)
	}
	for k := range model.NumKnobs {
		for _, value := range k.Values() {
			for _, scenario := range []string{"glare-hangup", "renegotiate-glare"} {
				has(scenario, "literal+"+k.String()+"="+numbered.Replace(value))
			}
		}
	}
	if written < 250 {
		t.Errorf("only %d models", written)
	}
}

// numbered puts numbers into the values of knobs that have one.
var numbered = strings.NewReplacer("-MS", "-5000", "MS", "5000", "-N", "-2")

// What the model does not have is refused, with what is in the way and what helps.
func TestRefusals(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		set  sim.Setup
		says string
	}{
		{sim.Setup{Scenario: "multi-device"}, "2 users with 3 devices"},
		{sim.Setup{Scenario: "glare", Faults: "send-fail=1"}, "the fault send-fail"},
		{sim.Setup{Scenario: "glare", Reading: "literal+winner=first-in-room"}, "in which order invites come"},
		{sim.Setup{Scenario: "gathering"}, "no end of candidates"},
		{sim.Setup{Scenario: "glare-v1", Lines: "says-version bob=2"}, "bob says the version 2"},
		{sim.Setup{Scenario: "glare-v1", Reading: "literal+reason=replaced+schema=drop"}, "drops what breaks its schema"},
		{sim.Setup{Scenario: "mute"}, "alice may mute"},
		{sim.Setup{Scenario: "equal-ids"}, `two calls have the ID "x"`},
	} {
		if _, err := write(t, c.set); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%+v: %v, expected %q", c.set, err, c.says)
		}
	}
}
