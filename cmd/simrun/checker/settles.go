package checker

import (
	"fmt"
	"slices"

	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// Settles stands where a property's name would, for runs that go round in a
// circle and never end.
const Settles = "settles"

// SettlesAbout says when that holds, in one sentence.
const SettlesAbout = "every run in which what has to happen does happen comes to rest"

// Loop is where a run goes on for ever: the steps from one on lead back to the
// world in which that was taken.
type Loop struct {
	First, Last int // steps, from 0
}

// problem is what is wrong with a run that ends in the loop.
func (l *Loop) problem(line int) Problem {
	return Problem{Property: Settles, Words: "a run without end", Severity: GravestOf(Settles), Line: line, Facts: [2]string{
		"everything that has to happen goes on happening",
		fmt.Sprintf("steps %d to %d lead back to where they began", l.First+1, l.Last+1),
	}}
}

// round looks for the loop in which a run ends, if any.
type round[W any] struct {
	checker *checker[W]
	before  []string       // the worlds, by key
	taken   []sim.Action   // what was done in each
	duties  [][]sim.Action // what had to be done in each, sooner or later
	now     string         // the last world
}

func (r *round[W]) step(step *scheduler.Step[W, sim.Action]) {
	if step.Pick == scheduler.Heal { // what was before does not come again
		r.before, r.taken, r.duties = append(r.before, ""), append(r.taken, sim.Action{}), append(r.duties, nil)
		r.now = string(r.checker.sys.Key(step.After))
		return
	}
	var duties []sim.Action
	for _, a := range step.Enabled {
		if r.checker.sys.Fair(step.Before, a) {
			duties = append(duties, a)
		}
	}
	r.before = append(r.before, string(r.checker.sys.Key(step.Before)))
	r.taken, r.duties = append(r.taken, step.Action), append(r.duties, duties)
	r.now = string(r.checker.sys.Key(step.After))
}

// endless is the shortest loop in which the run ends and can stay: the last world was
// met before, and what had to happen in all worlds since then did happen.
func (r *round[W]) endless() (Loop, bool) {
	for first, v := range slices.Backward(r.before) {
		if v == "" {
			break
		}
		if v == r.now && r.isFair(first) {
			return Loop{first, len(r.before) - 1}, true
		}
	}
	return Loop{}, false
}

func (r *round[W]) isFair(first int) bool {
	for _, a := range r.duties[first] {
		neglected := !slices.Contains(r.taken[first:], a)
		for _, duties := range r.duties[first:] {
			neglected = neglected && slices.Contains(duties, a)
		}
		if neglected {
			return false
		}
	}
	return true
}
