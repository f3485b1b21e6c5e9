package properties_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// A metamorphic relation says what another run must be like if one is as it is:
// nobody has to say how either of them should end. The relations are tested on runs
// drawn at random, under every reading and each with one knob changed; and each is
// shown to fail on a system that breaks it on purpose.

// explorable is a system of package sim, or one that wraps it to break a relation.
type explorable = scheduler.System[sim.World, sim.Action]

// everyReading lists the bundled readings, and each with one knob changed.
func everyReading() []string {
	var list []string
	number := strings.NewReplacer("MS", "3000", "-N", "-1")
	for _, reading := range model.Readings() {
		list = append(list, reading.Name)
		for k := range model.NumKnobs {
			for _, value := range k.Values() {
				if !reading.Is(k, value) {
					list = append(list, reading.Name+"+"+k.String()+"="+number.Replace(value))
				}
			}
		}
	}
	return list
}

// relation looks at one run of a cell, which picks choose, and says what breaks it,
// or nothing.
type relation func(c cell, picks []byte) string

// holds checks a relation on n runs of cells under every reading.
func (r relation) holds(t *testing.T, n int, cells []cell) {
	t.Helper()
	lengthy(t)
	checks(t, n)
	readings := everyReading()
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SampledFrom(cells).Draw(t, "scenario, faults")
		c.reading = rapid.SampledFrom(readings).Draw(t, "reading")
		if found := r(c, picks().Draw(t, "picks")); found != "" {
			t.Fatalf("%s: %s", c, found)
		}
	})
}

// fails checks that a relation is broken by one of n runs of a cell.
func (r relation) fails(t *testing.T, n int, c cell) {
	t.Helper()
	lengthy(t)
	for i := range n {
		if r(c, picks().Example(i)) != "" {
			return
		}
	}
	t.Errorf("%s: in none of %d runs is the relation found broken", c, n)
}

// trip is a run, with the worlds that it goes through.
type trip struct {
	sys     *sim.System
	does    explorable
	initial int
	actions []sim.Action
	worlds  []sim.World // one more than actions
}

// travel carries out the run that picks choose, past violations, up to where the
// faults are healed.
func travel(sys *sim.System, does explorable, picks []byte) *trip {
	runner := scheduler.NewRunner(does, judge(lenient{properties.NewJudge(sys)}), scheduler.Limits{})
	tr := &trip{sys: sys, does: does, worlds: make([]sim.World, 1)}
	runner.Observe(func(_ *sim.World, a sim.Action, after *sim.World) {
		tr.actions, tr.worlds = append(tr.actions, a), append(tr.worlds, *after)
	})
	r := runner.Run(scheduler.NewPicks(does, picks), 0, 0)
	tr.initial = r.Schedule.Initial
	does.Initial(tr.initial, &tr.worlds[0])
	for i, pick := range r.Schedule.Picks {
		if pick == scheduler.Heal {
			tr.actions, tr.worlds = tr.actions[:i], tr.worlds[:i+1]
			break
		}
	}
	return tr
}

// end is the last world.
func (tr *trip) end() *sim.World { return &tr.worlds[len(tr.worlds)-1] }

// names are the names of the actions.
func (tr *trip) names() []string {
	list := make([]string, len(tr.actions))
	for i, a := range tr.actions {
		list[i] = tr.does.Name(&tr.worlds[i], a)
	}
	return list
}

// blame says what a run breaks, and how to see the run again.
func (tr *trip) blame(format string, values ...any) string {
	schedule := scheduler.Schedule{Initial: tr.initial, Names: tr.names()}
	return fmt.Sprintf(format, values...) + "\n  " + strings.Join(schedule.Names, "\n  ") + "\n" +
		howToReplay(tr.sys, &scheduler.Result{Schedule: schedule})
}

// faulted is what is wrong with each step, and with the end.
func (tr *trip) faulted() []properties.Set {
	j := properties.NewJudge(tr.sys)
	list := make([]properties.Set, 0, len(tr.worlds))
	for i, a := range tr.actions {
		list = append(list, j.Step(&tr.worlds[i], a, &tr.worlds[i+1]))
	}
	if tr.quiescent() {
		return append(list, j.Final(tr.end()))
	}
	return append(list, 0)
}

// quiescent reports whether nothing that must happen is left at the end.
func (tr *trip) quiescent() bool {
	for _, a := range tr.does.Enabled(tr.end(), nil) {
		if tr.does.Fair(tr.end(), a) {
			return false
		}
	}
	return true
}

// outcome is how the run ends, as text.
func (tr *trip) outcome() string {
	return tr.sys.OutcomeText(tr.sys.Outcome(tr.end()))
}

// retrace carries out actions by name, from an initial world, or says which is not
// enabled.
func retrace(sys *sim.System, does explorable, initial int, names []string) (*trip, error) {
	tr := &trip{sys: sys, does: does, initial: initial, worlds: make([]sim.World, 1, len(names)+1)}
	does.Initial(initial, &tr.worlds[0])
	_, err := scheduler.Replay(does, judge(lenient{properties.NewJudge(sys)}), initial, names, func(s *scheduler.Step[sim.World, sim.Action]) {
		tr.actions, tr.worlds = append(tr.actions, s.Action), append(tr.worlds, *s.After)
	})
	return tr, err
}
