package properties_test

import (
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// judgeQuiet judges what rings where the user wants quiet.
//
//	Nothing rings of itself in a room that the user has silenced, but where an own call
//	there was under way; and no call rings on at a device whose user silences it.
func (s *secondStep) judgeQuiet(o *opinion) {
	pressed := s.a.Op == sim.OpPlace
	for c := range s.sys.Calls() {
		was, rings := state(s.before, s.d, c), state(s.after, s.d, c) == model.IRing
		o.is(badUndisturbed, rings && s.a.Op == sim.OpIgnore && int(s.a.Arg) == c)
		calls := false
		for own := range s.sys.Calls() {
			calls = calls || s.sameRoom(own, c) && underWay(state(s.before, s.d, own))
		}
		accepted, rang := live(was), was == model.IRing
		o.is(badUndisturbed, rings && !rang && !accepted && !calls && !pressed && s.sys.Scenario.Users[s.user()].Quiet)
	}
}

// TestSecondJudgeAgreesOnSilence compares both judges where a room or a call is silenced, under
// readings that forget about it and where the rules about it are wrong.
func TestSecondJudgeAgreesOnSilence(t *testing.T) {
	lengthy(t)
	var sum tally
	for _, c := range []struct {
		mutant string
		cell
	}{
		{"", cell{"single", "literal-sent+dup=clobber", "duplicate=1", "", "quiet bob\n"}},
		{"", cell{"retro", "literal-sent+ringpol=ring-only+accept=ring+retro=send", "", "", "quiet bob\n"}},
		{"T0-59:to-I_RING", cell{"single", "literal-sent", "", "", ""}},
		{"T0-03.quiet:to-I_RING", cell{"glare", "robust+ringpol=ring-only", "", "", "quiet alice bob\n"}},
		{"T1-13:to-I_RING", cell{"single-v1", "robust", "", "async", "quiet bob\n"}},
	} {
		rules := c.load(t).Devices[0].Version.Rules()
		if c.mutant != "" {
			m, err := model.FindMutant(c.mutant)
			if err != nil {
				t.Fatal(err)
			}
			rules = m.Rules
		}
		k := newSecondCheck(c.cell, c.compileRules(t, rules))
		if !k.walk(3000) {
			k.sample(300)
		}
		sum.add(t, k)
	}
	sum.require(t, 500, 10_000, "undisturbed")
}
