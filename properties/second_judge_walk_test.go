package properties_test

import (
	"slices"

	"github.com/glarelab/glare/sim"
)

// place is a world together with what the second judge remembers of the path to it. Two
// paths to one world that it remembers differently are two places.
type place struct {
	state  sim.State
	memory memory
}

// arrival is how a place was first reached: by a shortest way.
type arrival struct {
	place  place
	from   int // index of the place before, or -1
	action sim.Action
}

// walk visits every place that can be reached, nearest first, and compares what both
// judges say of every step and end. It stops at a number of places, and reports whether
// there are no more.
func (k *secondCheck) walk(limit int) bool {
	seen := map[place]bool{}
	var queue []arrival
	add := func(w *sim.World, m memory, from int, a sim.Action) {
		if p := (place{w.State, m}); !seen[p] {
			seen[p] = true
			queue = append(queue, arrival{p, from, a})
		}
	}
	for i := range k.sys.Initials() {
		var w sim.World
		k.sys.Initial(i, &w)
		add(&w, memory{}, -1, sim.Action{})
	}
	var enabled []sim.Action
	for i := 0; i < len(queue); i++ {
		if i == limit {
			return false
		}
		here := sim.NewWorld(queue[i].place.state)
		enabled = k.sys.Enabled(&here, enabled[:0])
		k.judgeEnd(&here, &queue[i].place.memory, enabled, func() episode { return way(queue, i) })
		for _, a := range enabled {
			next, m := k.judgeStep(&here, queue[i].place.memory, a, func() episode { return way(queue, i) })
			add(&next, m, i, a)
		}
	}
	return true
}

// way is how a place was reached.
func way(queue []arrival, i int) (e episode) {
	for ; queue[i].from >= 0; i = queue[i].from {
		e.actions = append(e.actions, queue[i].action)
	}
	slices.Reverse(e.actions)
	e.initial = i
	return e
}

// judgeEnd compares what both judges say of a world, if it is quiescent. What leads to
// it is told if they differ.
func (k *secondCheck) judgeEnd(w *sim.World, m *memory, enabled []sim.Action, tell func() episode) {
	if w.Causes&sim.Overflow != 0 {
		return // such a run means nothing
	}
	k.judgeUsers(w, enabled, tell)
	fair := slices.ContainsFunc(enabled, func(a sim.Action) bool { return k.sys.Fair(w, a) })
	if k.second.quiescent(enabled) == fair {
		k.differ("quiescence", tell)
	}
	if fair {
		return
	}
	k.ends++
	k.compare("an end", k.first.Final(w), k.second.end(m, w), func() episode {
		e := tell()
		e.facts = k.facts(nil, w)
		return e
	})
}

// judgeStep does an action and compares what both judges say of that step.
func (k *secondCheck) judgeStep(before *sim.World, m memory, a sim.Action, tell func() episode) (sim.World, memory) {
	after := *before
	k.sys.Do(&after, a)
	next, opinion := k.second.step(m, before, a, &after)
	k.steps++
	k.compare("a step", k.first.Step(before, a, &after), opinion, func() episode {
		e := tell()
		e.actions, e.facts = append(slices.Clip(e.actions), a), k.facts(before, &after)
		return e
	})
	return after, next
}

// judgeUsers compares which calls the users may answer with what the contract says.
//
//	A user answers what rings only while no own call is live, on any of the user's
//	devices; else it is left to ring. […] A user answers what rings, each time it rings.
//
// While an own call to another room is under way, one-live-call forbids it, too.
func (k *secondCheck) judgeUsers(w *sim.World, enabled []sim.Action, tell func() episode) {
	for d := range k.sys.Devices() {
		u := &k.sys.Scenario.Users[k.sys.UserOf(d)]
		for c := range k.sys.Calls() {
			free := w.Box[d].Holds&sim.Suspended == 0 && !k.second.hostile(k.sys.Owner(c)) // whom nobody answers
			for own := range k.sys.Calls() {
				for _, mate := range k.sys.Mates(d) {
					now := state(w, mate, own)
					free = free && !live(now) && (!underWay(now) || k.second.sameRoom(own, c))
				}
			}
			answers := slices.Contains(enabled, sim.Action{Op: sim.OpAnswer, Device: uint8(d), Arg: uint16(c)})
			rings := rings(w, d, c)
			if answers && (!rings || !free) || u.Answer.Must && (u.Answer.By == 0 || u.Answer.By.Has(d)) && rings && free && !answers {
				k.differ("what "+u.Name+" can answer", tell)
			}
		}
	}
}
