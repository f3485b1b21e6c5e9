package properties

import (
	"slices"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// A property is asked about a step only where a trigger says that it may be
// violated. Whatever the rules do wrong, asking always finds no more.
func TestTriggersHideNothing(t *testing.T) {
	violated := Set(0)
	for _, name := range []string{"glare-hangup", "equal-ids", "slow-media", "two-rooms", "single", "renegotiate-glare", "gathering", "mute", "hostile-member", "single-v1", "glare-v1"} {
		s, err := sim.FindScenario(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.SetReading("literal-sent"); err != nil {
			t.Fatal(err)
		}
		if name == "glare-v1" { // where alice says what is in no list, and bob minds
			if err := s.SetReading("alice=literal-sent+reason=replaced,bob=literal-sent+schema=drop"); err != nil {
				t.Fatal(err)
			}
		}
		s.Reasons = name == "single-v1"
		if !slices.Contains([]string{"single", "single-v1", "glare-v1"}, name) { // which go wrong without
			if err := s.AddFaults([]sim.FaultBudget{{Name: "crash", Times: 1}, {Name: "send-fail", Times: 1}, {Name: "sync-replay", Times: 1}}); err != nil {
				t.Fatal(err)
			}
		}
		for _, mutant := range model.Mutants(s.Devices[0].Version) {
			sys, err := sim.CompileRules(s, mutant.Rules)
			if err != nil {
				t.Fatal(err)
			}
			judge, always := NewJudge(sys), NewJudge(sys)
			for did := range always.asked {
				always.asked[did] = 1<<len(always.steps) - 1
			}
			runner := scheduler.NewRunner(sys, judge, scheduler.Limits{})
			runner.Observe(func(before *sim.World, a sim.Action, after *sim.World) {
				want, got := always.Step(before, a, after), judge.Step(before, a, after)
				if got != want {
					t.Errorf("%s of %s: %q violates %b, found %b", mutant.Name, name, sys.Name(before, a), want, got)
				}
				violated |= want
			})
			uniform := scheduler.NewUniform[sim.World, sim.Action](sys)
			for run := range uint64(200) {
				runner.Run(uniform, 1, run)
			}
		}
	}
	for i, p := range All() {
		if p.step != nil && p.Name != "within-limits" && violated>>i&1 == 0 {
			t.Errorf("no mutant violates %s; the test says nothing about it", p.Name)
		}
	}
}
