package properties_test

import (
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// FuzzPicks makes a run of whatever bytes there are: which bundled scenario, which
// reading, which two faults and which timing, and then the picks. Whatever they are,
// the run comes to rest, no rule is missing or double, no queue of the world
// overflows, and nothing panics; and in a safe cell it violates nothing at all.
func FuzzPicks(f *testing.F) {
	scenarios, readings, faults := sim.ScenarioNames(), model.ReadingNames(), everyFault()
	for i := range faults {
		f.Add(uint8(i), uint8(i), uint8(i), uint8(i+7), uint8(i), []byte("a run begins and does not end as planned"))
	}
	f.Fuzz(func(t *testing.T, scenario, reading, one, other, timing uint8, picks []byte) {
		c := cell{
			scenario: scenarios[int(scenario)%len(scenarios)],
			reading:  readings[int(reading)%len(readings)],
			faults:   faults[int(one)%len(faults)],
			timing:   []string{"patient", "async"}[timing%2],
		}
		if more := faults[int(other)%len(faults)]; more != "" {
			c.faults += "," + more
		}
		if len(picks) > 1000 {
			picks = picks[:1000]
		}
		sys := c.compile(t)
		if story := check(sys, soundness{properties.NewJudge(sys)}, picks); story != "" {
			t.Fatalf("%v: %s", c, story)
		}
	})
}

// FuzzSafe is TestPropertyInterleavings for the fuzzing engine, which is guided by
// coverage where rapid is not.
func FuzzSafe(f *testing.F) {
	for i := range safe {
		f.Add(uint8(i), []byte("0123456789"))
	}
	f.Fuzz(func(t *testing.T, which uint8, picks []byte) {
		sys := safe[int(which)%len(safe)].compile(t)
		if story := check(sys, newGlareJudge(sys), picks); story != "" {
			t.Fatal(story)
		}
	})
}

// soundness judges only what must hold whatever the reading and the faults: that
// the rules say what to do, and that the world has room.
type soundness struct{ *properties.Judge }

var soundnessBits = setOf("one-rule") | setOf("within-limits")

func (j soundness) Step(before *sim.World, a sim.Action, after *sim.World) scheduler.Set {
	return j.Judge.Step(before, a, after) & soundnessBits
}

func (j soundness) Final(w *sim.World) scheduler.Set { return j.Judge.Final(w) & soundnessBits }

var _ judge = soundness{}
