package properties_test

import (
	"sync/atomic"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// joined is the judge of a system who counts, beside, the worlds in which device 0 is on the
// call of a device other than that of whom it calls, which is device 1.
type joined struct {
	judge
	sys   *sim.System
	times *atomic.Int64
}

func (j joined) Step(before *sim.World, a sim.Action, after *sim.World) scheduler.Set {
	for c := range j.sys.Calls() {
		if j.sys.Owner(c) > 1 && model.Live.Has(after.Box[0].Device.Call[c].State) {
			j.times.Add(1)
		}
	}
	return j.judge.Step(before, a, after)
}

// TestPressAnswersOnlyWhoIsCalled shows that a press which a reading takes for the answer to
// what rings (knob retro) answers nobody but whom the user calls: here alice calls bob, and it
// is carol's call that rings, which alice does not answer.
func TestPressAnswersOnlyWhoIsCalled(t *testing.T) {
	lengthy(t)
	for _, base := range []string{"literal", "robust"} {
		for _, value := range model.Retro.Values() {
			c := cell{"third-member", base + "+invitee=match+retro=" + value, "", "", "alice must place while-ringing\nalice must answer x0\n"}
			if base == "robust" {
				c.reading = base + "+retro=" + value
			}
			t.Run(c.reading, func(t *testing.T) {
				t.Parallel()
				sys := c.compile(t)
				j := joined{properties.NewJudge(sys), sys, new(atomic.Int64)}
				r := scheduler.Search(t.Context(), sys, j, scheduler.SearchOptions{KeepGoing: true, Silent: true, Reduction: scheduler.ReduceFull})
				if r.States < 1000 || r.Verdict == scheduler.Undecided || j.times.Load() > 0 {
					t.Errorf("%d worlds, %v; alice is on carol's call in %d steps", r.States, r.Verdict, j.times.Load())
				}
			})
		}
	}
}
