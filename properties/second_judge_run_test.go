package properties_test

import (
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/glarelab/glare/sim"
)

// maxRun bounds a run that does not come to rest, in steps.
const maxRun = 300

// chooser chooses among what is enabled; false ends the run.
type chooser func(enabled []sim.Action) (sim.Action, bool)

// run compares what both judges say in one run.
func (k *secondCheck) run(initial int, choose chooser) {
	var w sim.World
	k.sys.Initial(initial, &w)
	e, m := episode{initial: initial}, memory{}
	tell := func() episode { return episode{initial: initial, actions: slices.Clone(e.actions)} }
	var enabled []sim.Action
	for range maxRun {
		enabled = k.sys.Enabled(&w, enabled[:0])
		k.judgeEnd(&w, &m, enabled, tell)
		a, ok := choose(enabled)
		if !ok {
			return
		}
		w, m = k.judgeStep(&w, m, a, tell)
		e.actions = append(e.actions, a)
	}
}

// sample compares what both judges say in a number of runs in which each action is
// drawn from all that are enabled.
func (k *secondCheck) sample(runs int) {
	for run := range runs {
		draw := rand.New(rand.NewPCG(1, uint64(run)))
		k.run(run%k.sys.Initials(), func(enabled []sim.Action) (a sim.Action, ok bool) {
			if len(enabled) == 0 {
				return a, false
			}
			return enabled[draw.IntN(len(enabled))], true
		})
	}
}

// shorten leaves out of an episode what it can while both judges still differ in the
// same way. What is not enabled then is left out, too.
func (k *secondCheck) shorten(what string, e episode) episode {
	for i := 0; i < len(e.actions); {
		fewer := &secondCheck{
			sys: k.sys, first: k.first, second: k.second, bits: k.bits, known: k.known, differences: map[string]episode{},
		}
		rest := slices.Delete(slices.Clone(e.actions), i, i+1)
		fewer.run(e.initial, func(enabled []sim.Action) (a sim.Action, ok bool) {
			for len(rest) > 0 && !ok {
				a, ok = rest[0], slices.Contains(enabled, rest[0])
				rest = rest[1:]
			}
			return a, ok
		})
		if shorter, ok := fewer.differences[what]; ok {
			e, i = shorter, 0
		} else {
			i++
		}
	}
	return e
}

// story is an episode in words.
func (k *secondCheck) story(e episode) string {
	var w sim.World
	k.sys.Initial(e.initial, &w)
	lines := []string{"IDs:"}
	for c := range k.sys.Calls() {
		lines[0] += " " + k.sys.CallName(c) + "=" + k.sys.ID(&w, c)
	}
	for _, a := range e.actions {
		lines = append(lines, k.sys.Name(&w, a))
		k.sys.Do(&w, a)
	}
	return strings.Join(append(lines, e.facts), "\n")
}
