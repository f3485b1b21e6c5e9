package properties_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/sim"
)

// timed compares what both judges say in a number of runs with a clock, in which each
// action and its moment is drawn from all that is offered.
func (k *secondCheck) timed(sys *sim.TimedSystem, runs int) {
	j := properties.NewTimedJudge(sys)
	for run := range runs {
		draw := rand.New(rand.NewPCG(2, uint64(run)))
		var before, after sim.TimedWorld
		sys.Initial(run%sys.Initials(), &after)
		e, m := episode{initial: run % sys.Initials()}, memory{}
		var enabled []sim.Action
		for range maxRun {
			enabled = sys.Enabled(&after, enabled[:0])
			if !slices.ContainsFunc(enabled, func(a sim.Action) bool { return sys.Fair(&after, a) }) {
				k.ends++
				k.compare("an end", j.Final(&after), k.second.end(&m, &after.World), func() episode {
					return episode{e.initial, slices.Clone(e.actions), k.facts(nil, &after.World)}
				})
			}
			if len(enabled) == 0 || after.Causes&sim.Overflow != 0 {
				break
			}
			a := enabled[draw.IntN(len(enabled))]
			before = after
			sys.Do(&after, a)
			var o opinion
			m, o = k.second.step(m, &before.World, a, &after.World)
			e.actions = append(e.actions, a)
			k.steps++
			k.compare("a step", j.Step(&before, a, &after), o, func() episode {
				return episode{e.initial, slices.Clone(e.actions), k.facts(&before.World, &after.World)}
			})
		}
	}
}

// TestSecondJudgeAgreesWithTheClock compares both judges in runs with a clock.
func TestSecondJudgeAgreesWithTheClock(t *testing.T) {
	lengthy(t)
	var sum tally
	var cells []cell
	for _, reading := range secondReadings() {
		for _, scenario := range scenariosFor(reading) {
			cells = append(cells, cell{scenario, reading, "", "timed", ""})
		}
	}
	each(len(cells), func(i int) {
		s := cells[i].load(t)
		sys, err := sim.CompileTimed(s)
		if err != nil {
			t.Error(err)
			return
		}
		k := newSecondCheck(cells[i], sys.System)
		k.timed(sys, 20)
		sum.add(t, k)
	})
	sum.require(t, 12_000, 200_000, "willing-connected", "seamless")
}
