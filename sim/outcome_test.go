package sim_test

import (
	"math/bits"
	"slices"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// Every cause has a name, that of a run that means nothing too.
func TestCausesHaveNames(t *testing.T) {
	all := sim.LateArrival | sim.LateAnswer | sim.CrossTimeout | sim.EarlyTimeout | sim.Overflow
	names := all.Names()
	if len(names) != bits.OnesCount8(uint8(all)) || len(slices.Compact(slices.Sorted(slices.Values(names)))) != len(names) {
		t.Errorf("names of causes: %q", names)
	}
	if got := sim.Overflow.Names(); len(got) != 1 || got[0] != "overflow" {
		t.Errorf("name of an overflow: %q", got)
	}
}

// An outcome tells states apart that users do, and its text names no call that is over.
func TestOutcome(t *testing.T) {
	s, err := sim.FindScenario("glare")
	if err != nil {
		t.Fatal(err)
	}
	sys, err := sim.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	var w sim.World
	sys.Initial(0, &w)
	for _, test := range []struct {
		alice, bob model.State
		screens    [2]sim.Screen
		outcome    string
	}{
		{model.None, model.Ended, [2]sim.Screen{sim.ShowsNothing, sim.ShowsNothing}, "alice=idle bob=idle"},
		{model.OWait, model.IRing, [2]sim.Screen{sim.ShowsCalling, sim.ShowsRinging}, "alice=waiting(a) bob=ringing(a)"},
		{model.OConn, model.ISending, [2]sim.Screen{sim.ShowsConnecting, sim.ShowsConnecting}, "alice=connecting(a) bob=accepting(a)"},
		{model.Active, model.IConn, [2]sim.Screen{sim.ShowsCall, sim.ShowsConnecting}, "alice=active(a) bob=connecting(a)"},
	} {
		w.Box[0].Device.Call[0].State, w.Box[1].Device.Call[0].State = test.alice, test.bob
		if got := sys.OutcomeText(sys.Outcome(&w)); got != test.outcome {
			t.Errorf("%s, want %s", got, test.outcome)
		}
		for d, want := range test.screens {
			w.In[d] = w.Box[d].Device.Standing()
			if got := sys.Screen(&w, d); got != want {
				t.Errorf("%s: user %d sees %s, want %s", test.outcome, d, got, want)
			}
		}
	}
}
