package properties_test

import (
	"slices"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// timersSettle looks at every world in which nothing is left but timers, and reports
// those in which it depends on the first of them what goes wrong until the calls are
// at rest: the timers are all due, and nobody can tell which of them runs first.
func timersSettle(c cell, sys *sim.System, j judge, report func(w *sim.World, a, b sim.Action, wrong [2]properties.Set)) (compared int) {
	explore(sys, j, func(w *sim.World, enabled []sim.Action) {
		var timers []sim.Action
		for _, a := range enabled {
			switch {
			case a.Op == sim.OpLifetime || a.Op == sim.OpTimeout:
				timers = append(timers, a)
			case sys.Fair(w, a):
				return
			}
		}
		for i := range timers {
			for _, b := range timers[:i] {
				compared++
				if wrong := [2]properties.Set{settle(sys, j, *w, timers[i]), settle(sys, j, *w, b)}; wrong[0] != wrong[1] {
					report(w, timers[i], b, wrong)
				}
			}
		}
	})
	return compared
}

// settle is what goes wrong if an action happens, and after it the calmest of what
// must happen until the run is at rest.
func settle(sys *sim.System, j judge, w sim.World, a sim.Action) (wrong properties.Set) {
	for {
		before := w
		sys.Do(&w, a)
		wrong |= j.Step(&before, a, &w)
		enabled := sys.Enabled(&w, nil)
		i := slices.IndexFunc(enabled, func(a sim.Action) bool { return sys.Fair(&w, a) })
		if i < 0 {
			return wrong | j.Final(&w)
		}
		a = enabled[i]
	}
}

// timerCells are cells in which two timers are due at once: each value of a knob under one
// reading.
func timerCells() (list []cell) {
	const redials = "alice may redial\nbob must place x0\nbob may answer\n"
	for _, reading := range append(secondReadings(), "robust+winner=first-in-room", "literal-sent+winner=earliest-ts") {
		list = append(list, cell{scenario: "glare", reading: reading}, cell{scenario: "glare", reading: reading, lines: redials})
	}
	return append(list, cell{scenario: "glare", reading: "robust", lines: redials}, cell{scenario: "retro", reading: "literal"},
		cell{scenario: "single", reading: "literal"}, cell{scenario: "glare", reading: "literal-sent", faults: "send-fail=1"},
		cell{scenario: "glare-hangup", reading: "literal-sent+connecting=3000"}, cell{scenario: "slow-media", reading: "android"})
}

// TestPropertyTimersHaveNoOrder shows that no verdict depends on the order of two
// timers between which nothing happens.
func TestPropertyTimersHaveNoOrder(t *testing.T) {
	lengthy(t)
	compared, failed := 0, 0
	for _, c := range timerCells() {
		sys := c.compile(t)
		compared += timersSettle(c, sys, properties.NewJudge(sys), func(w *sim.World, a, b sim.Action, wrong [2]properties.Set) {
			if failed++; failed < 5 {
				t.Errorf("%s: if first %q, then %q is violated; if first %q, then %q", c, sys.Name(w, a), violated(wrong[0]),
					sys.Name(w, b), violated(wrong[1]))
			}
		})
	}
	if compared < 1000 {
		t.Errorf("two timers were due at once in %d worlds only", compared)
	}
	t.Logf("two timers were due at once %d times", compared)
}

// firstComes is a judge to whom it matters whose lifetime passes first.
type firstComes struct{ *properties.Judge }

func (j firstComes) Step(before *sim.World, a sim.Action, after *sim.World) scheduler.Set {
	if a.Op == sim.OpLifetime && a.Device == 0 && before.Box[1].Device.Call[1].State == model.OWait {
		return setOf("willing-connected")
	}
	return 0
}

func (j firstComes) Final(*sim.World) scheduler.Set { return 0 }

// TestTimersHaveNoOrderFinds shows that a judge is found to whom the order matters.
func TestTimersHaveNoOrderFinds(t *testing.T) {
	c, found := cell{scenario: "glare", reading: "android"}, false
	sys := c.compile(t)
	timersSettle(c, sys, firstComes{properties.NewJudge(sys)}, func(*sim.World, sim.Action, sim.Action, [2]properties.Set) { found = true })
	if !found {
		t.Error("a judge to whom the order of timers matters was not found")
	}
}
