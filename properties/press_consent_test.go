package properties_test

import (
	"slices"
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

// TestIntentAsksWhomAPressIsFor shows that a press which is taken for the answer to what
// rings is no consent to whoever it is that rings: where the rules do not ask whom the press
// is for, both judges say that alice, who calls bob, is connected to carol, whom she did not call.
func TestIntentAsksWhomAPressIsFor(t *testing.T) {
	lengthy(t)
	rules := slices.DeleteFunc(model.V1(), func(r model.Rule) bool { return r.Name() == "T1-5B.uncalled" })
	for i := range rules {
		if rules[i].In == model.Place {
			rules[i].Unless &^= model.Uncalled
		}
	}
	c := cell{"third-member", "robust+retro=accept", "", "", "alice must place while-ringing\n"}
	k := newSecondCheck(c, c.compileRules(t, rules))
	k.sample(200)
	var sum tally
	sum.add(t, k)
	sum.require(t, 100, 1000, "intent")
}
