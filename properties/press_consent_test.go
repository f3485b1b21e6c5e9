package properties_test

import (
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

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
				joined := 0 // the steps that end with alice on a call of another device than bob's
				r := everyStep(t, sys, func(_ *sim.World, _ sim.Action, after *sim.World) {
					for c := range sys.Calls() {
						if sys.Owner(c) > 1 && model.Live.Has(after.Box[0].Device.Call[c].State) {
							joined++
						}
					}
				})
				if r.States < 1000 || r.Verdict == scheduler.Undecided || joined > 0 {
					t.Errorf("%d worlds, %v; alice is on carol's call in %d steps", r.States, r.Verdict, joined)
				}
			})
		}
	}
}
