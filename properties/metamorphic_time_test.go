package properties_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// clocked is a timed system, or one that wraps it.
type clocked = scheduler.System[sim.TimedWorld, sim.Action]

// later is a world as it is if all began so many ms later. What never happened has
// no time.
func later(w *sim.TimedWorld, ms uint32, awake [sim.MaxDevices]bool) sim.TimedWorld {
	v := *w
	v.NowMS += ms
	for i := range v.Pending[:v.NPending] {
		v.Pending[i].AtMS += ms
	}
	for c := range v.Call {
		if v.Call[c]&sim.InviteSent != 0 {
			v.HandedMS[c] += ms
		}
		if v.Call[c]&sim.InviteAccepted != 0 {
			v.AcceptedMS[c] += ms
		}
	}
	for d := range awake {
		if awake[d] {
			v.AwakeMS[d] += ms
		}
	}
	return v
}

// beginningLater is the relation that a run which begins so many ms later is the same
// run: what is possible is possible so much later, does the same, and the same is
// wrong. There is no such relation for a run in which all takes so many times as
// long: the bound of bounded-life and the moments that are offered, quarters of a
// window, are whole numbers that do not scale.
func beginningLater(sys *sim.TimedSystem, does clocked, ms uint32, picks []byte) string {
	j := properties.NewTimedJudge(sys)
	var w, v sim.TimedWorld
	var awake [sim.MaxDevices]bool
	schedule := scheduler.Schedule{Initial: int(picks[0]) % does.Initials()}
	blame := func(format string, values ...any) string {
		return fmt.Sprintf(format, values...) + fmt.Sprintf(", if all begins %d ms later\n", ms) +
			howToReplay(sys.System, &scheduler.Result{Schedule: schedule})
	}
	does.Initial(schedule.Initial, &w)
	v = later(&w, ms, awake)
	for step := 0; ; step++ {
		here, there := does.Enabled(&w, nil), does.Enabled(&v, nil)
		same := func(a, b sim.Action) bool {
			a.AtMS += ms
			return a == b
		}
		if !slices.EqualFunc(here, there, same) {
			return blame("step %d: possible is %s, not %s", step+1, namesOf(sys, &v, there), namesOf(sys, &w, here))
		}
		fair := slices.ContainsFunc(here, func(a sim.Action) bool { return does.Fair(&w, a) })
		if j.Final(&w) != j.Final(&v) && !fair {
			return blame("at the end %b is wrong, not %b", j.Final(&v), j.Final(&w))
		}
		if len(here) == 0 || step+1 >= len(picks) && !fair || step > 500 {
			return ""
		}
		pick := 0
		if step+1 < len(picks) {
			pick = int(picks[step+1]) % len(here)
		}
		schedule.Names = append(schedule.Names, sys.Name(&w, here[pick]))
		before, beforeLater := w, v
		does.Do(&w, here[pick])
		does.Do(&v, there[pick])
		for d := range awake {
			awake[d] = awake[d] || before.Box[d].Holds&sim.Suspended != 0 && w.Box[d].Holds&sim.Suspended == 0
		}
		if want := later(&w, ms, awake); string(sys.Key(&want)) != string(sys.Key(&v)) {
			return blame("after the last step the world is another one")
		}
		if set, late := j.Step(&before, here[pick], &w), j.Step(&beforeLater, there[pick], &v); set != late {
			return blame("the last step does %b wrong, not %b", late, set)
		}
	}
}

func namesOf(sys *sim.TimedSystem, w *sim.TimedWorld, actions []sim.Action) string {
	var list []string
	for _, a := range actions {
		list = append(list, sys.Name(w, a))
	}
	return fmt.Sprintf("%q", list)
}

func (c cell) compileTimed(t testing.TB) *sim.TimedSystem {
	t.Helper()
	c.timing = "timed"
	sys, err := sim.CompileTimed(c.load(t))
	if err != nil {
		t.Fatal(err)
	}
	return sys
}

// TestPropertyBeginningLater shows that no time of day matters.
func TestPropertyBeginningLater(t *testing.T) {
	lengthy(t)
	checks(t, 300)
	readings, outer := everyReading(), t
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SampledFrom(asymmetric()).Draw(t, "scenario, faults")
		c.reading = rapid.SampledFrom(readings).Draw(t, "reading")
		ms := rapid.Uint32Range(1, 1<<31).Draw(t, "ms later")
		sys := c.compileTimed(outer)
		if found := beginningLater(sys, sys, ms, picks().Draw(t, "picks")); found != "" {
			t.Fatalf("%s: %s", c, found)
		}
	})
}

// expiring is a system in which every lifetime ends when the clock shows a time.
type expiring struct{ *sim.TimedSystem }

func (e expiring) Enabled(w *sim.TimedWorld, buf []sim.Action) []sim.Action {
	return slices.DeleteFunc(e.TimedSystem.Enabled(w, buf), func(a sim.Action) bool { return a.AtMS > 60000 })
}

// TestPropertyBeginningLaterFails shows that a clock which ends breaks the relation.
func TestPropertyBeginningLaterFails(t *testing.T) {
	lengthy(t)
	sys := cell{scenario: "glare", reading: "literal"}.compileTimed(t)
	for i := range 20 {
		if beginningLater(sys, expiring{sys}, 50000, picks().Example(i)) != "" {
			return
		}
	}
	t.Error("20 runs do not notice that the clock ends")
}
