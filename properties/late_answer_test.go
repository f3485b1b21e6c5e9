package properties_test

import (
	"sync/atomic"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

const callerHasTwo, bothHaveTwo = "devices alice.phone@hs1 alice.laptop@hs1 bob@hs1\n",
	"devices alice.phone@hs1 alice.laptop@hs1 bob.phone@hs1 bob.laptop@hs1\n"

// lateAnswers counts the hangups that a device hands over in one step when it sees an answer:
// of its own calls, and of those of another device of its user.
func lateAnswers(sys *sim.System, a sim.Action, after *sim.World) (own, another int) {
	d, seen := int(a.Device), &after.Last
	for _, in := range seen.Inputs[:seen.N] {
		if a.Op != sim.OpSync || in.Event.Type() != model.Answer {
			continue
		}
		owner := sys.Owner(int(in.Call))
		for _, send := range seen.Effects.Sends[:seen.Effects.N] {
			switch {
			case send.Call != in.Call || send.Type != model.Hangup:
			case owner == d:
				own++
			case sys.UserOf(owner) == sys.UserOf(d):
				another++
			}
		}
	}
	return own, another
}

// TestAnswersToAnotherAreNotHungUp looks at every run of a caller with two devices whose
// reading hangs up answers that come too late. An answer to the call of the other own device
// is none of those, even where this one has heard of an end of that call.
func TestAnswersToAnotherAreNotHungUp(t *testing.T) {
	lengthy(t)
	var own, another atomic.Int64
	t.Run("all", func(t *testing.T) {
		for scenario, lines := range map[string]string{
			"single": bothHaveTwo, "single-v1": bothHaveTwo, "glare": callerHasTwo, "glare-v1": callerHasTwo + "alice may hangup\n",
		} {
			for _, reading := range []string{
				"literal", "robust", "robust+auth=party", "robust+elsewhere=first", "literal+sib=withdraw+unk=tombstone", "literal-sent+sib=glare+unk=tombstone",
			} {
				c := cell{scenario, reading + "+late-answer=hangup", "", "", lines}
				t.Run(c.String(), func(t *testing.T) {
					t.Parallel()
					sys := c.compile(t)
					r := everyStep(t, sys, func(_ *sim.World, a sim.Action, after *sim.World) {
						o, n := lateAnswers(sys, a, after)
						own.Add(int64(o))
						another.Add(int64(n))
					})
					if r.Verdict == scheduler.Undecided {
						t.Error(r.Reason)
					}
				})
			}
		}
	})
	if own.Load() == 0 || another.Load() > 0 {
		t.Errorf("%d late answers to an own call are hung up, and %d to that of another device; want some and none", own.Load(), another.Load())
	}
}
