package properties_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// outOfReach says of each row of version 1 that fires in no bundled scenario why none can
// make it.
var outOfReach = map[string]string{
	"T1-64": "a lifetime passes at a callee who has answered: answering stops the timer",
	"T1-52": "an invite of version 0 is declined by a device of version 1: of the two versions in interop nobody declines",
	"T1-35": "an own device answers an own call: only beside another that calls, under sib=glare",
	"T1-3F": "as T1-35",
	"T1-13": "the user has silenced the room, which a line of a scenario says and no bundled one has",
	"T1-33": "as T1-52",
}

// hardlyReached says of a row why random walks hardly come to it, and what does.
var hardlyReached = map[string]string{
	"T1-08": "an ID, a reason or a version breaks its schema: corpus/answer-of-a-new-version-is-not-read-v1.txt",
	"T1-9C": "a selection is forged in a call in progress: corpus/cut-off-by-a-forged-selection.txt",
}

// rowsOf walks at random through a scenario and notes which rows fire.
func rowsOf(t *testing.T, setup sim.Setup, runs int, random *rand.Rand, fired map[string]bool) {
	t.Helper()
	s, err := setup.Make()
	if err != nil {
		t.Fatal(err)
	}
	sys, err := sim.Compile(s)
	if err != nil {
		return // a reading of which it is not said what it means among so many users
	}
	var w sim.World
	var enabled []sim.Action
	for range runs {
		sys.Initial(random.IntN(sys.Initials()), &w)
		for range 400 {
			if enabled = sys.Enabled(&w, enabled[:0]); len(enabled) == 0 {
				break
			}
			sys.Do(&w, enabled[random.IntN(len(enabled))])
			for _, i := range w.Last.Effects.Fired[:w.Last.Effects.NFired] {
				fired[sys.Machine(int(w.Last.Action.Device)).Rule(i).Row] = true
			}
		}
	}
}

// TestRowsFireInBundledScenarios shows that every row of version 1 fires in some bundled
// scenario with the rules of that version, with at most one fault more, under a bundled
// reading or one that has the rule.
func TestRowsFireInBundledScenarios(t *testing.T) {
	random, fired := rand.New(rand.NewPCG(1, 2)), map[string]bool{}
	setups := scenariosOfVersion1(t)
	for _, setup := range setups {
		for _, setup.Reading = range []string{"literal", "literal-sent", "robust"} {
			rowsOf(t, setup, 60, random, fired)
		}
	}
	seek := func(row string, runs int) {
		for _, r := range model.V1() {
			for i := 0; i < len(setups) && r.Row == row && !fired[row]; i++ {
				setup := setups[i]
				setup.Reading = readingWith(t, &r)
				rowsOf(t, setup, runs, random, fired)
				for _, f := range sim.Faults() {
					if setup.Faults = f.Name + "=1"; !fired[row] {
						rowsOf(t, setup, runs/4, random, fired)
					}
				}
			}
		}
	}
	for _, r := range model.V1() {
		_, out := outOfReach[r.Row]
		if _, rare := hardlyReached[r.Row]; !out && !rare && !fired[r.Row] {
			if seek(r.Row, 100); !fired[r.Row] {
				fired[r.Row] = true // it is told once
				t.Errorf("row %s fires in no bundled scenario: %s", r.Row, r.About)
			}
		}
	}
	for row, why := range outOfReach {
		if fired[row] {
			t.Errorf("row %s fires, so it is not true that %s", row, why)
		}
	}
}

// scenariosOfVersion1 are the bundled scenarios with the rules of version 1, where they have
// none of it.
func scenariosOfVersion1(t *testing.T) (list []sim.Setup) {
	t.Helper()
	for _, name := range sim.ScenarioNames() {
		s, err := sim.FindScenario(name)
		if err != nil {
			t.Fatal(err)
		}
		setup := sim.Setup{Scenario: name}
		if !slices.ContainsFunc(s.Devices, func(d sim.Device) bool { return d.Version == model.Version1 }) {
			setup.Rules = "v1"
		}
		list = append(list, setup)
	}
	return list
}
