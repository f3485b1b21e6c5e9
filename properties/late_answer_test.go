package properties_test

import (
	"sync/atomic"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

const callerHasTwo, bothHaveTwo = "devices alice.phone@hs1 alice.laptop@hs1 bob@hs1\n",
	"devices alice.phone@hs1 alice.laptop@hs1 bob.phone@hs1 bob.laptop@hs1\n"

// lateAnswers is the judge of a system who counts, beside, the hangups that devices hand over
// when they see an answer: of their own calls, and of those of another device of their user.
type lateAnswers struct {
	judge
	sys          *sim.System
	own, another *atomic.Int64
}

func (l lateAnswers) Step(before *sim.World, a sim.Action, after *sim.World) scheduler.Set {
	d, seen := int(a.Device), &after.Last
	for _, in := range seen.Inputs[:seen.N] {
		if a.Op != sim.OpSync || in.Event.Type() != model.Answer {
			continue
		}
		owner := l.sys.Owner(int(in.Call))
		for _, send := range seen.Effects.Sends[:seen.Effects.N] {
			switch {
			case send.Call != in.Call || send.Type != model.Hangup:
			case owner == d:
				l.own.Add(1)
			case l.sys.UserOf(owner) == l.sys.UserOf(d):
				l.another.Add(1)
			}
		}
	}
	return l.judge.Step(before, a, after)
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
					r := scheduler.Search(t.Context(), sys, lateAnswers{properties.NewJudge(sys), sys, &own, &another}, scheduler.SearchOptions{
						KeepGoing: true, Silent: true, Reduction: scheduler.ReduceFull,
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
