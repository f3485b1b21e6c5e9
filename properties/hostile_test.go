package properties_test

import (
	"sync/atomic"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// overheard is the judge of a system who counts, beside, the worlds in which a device has
// its microphone open for a hostile member: on a call of that member, or on one of which it
// has taken that member's answer.
type overheard struct {
	judge
	sys   *sim.System
	times *atomic.Int64
}

func (o overheard) Step(before *sim.World, a sim.Action, after *sim.World) scheduler.Set {
	for d := range o.sys.Devices() {
		for c := range o.sys.Calls() {
			if !model.Live.Has(after.Box[d].Device.Call[c].State) || o.hostile(d) {
				continue
			}
			if owner := o.sys.Owner(c); owner != d && o.hostile(owner) || owner == d && after.Peer[c] > 0 && o.hostile(int(after.Peer[c])-1) {
				o.times.Add(1)
			}
		}
	}
	return o.judge.Step(before, a, after)
}

func (o overheard) hostile(d int) bool { return o.sys.Scenario.Users[o.sys.UserOf(d)].Hostile }

// TestPropertyHostileMemberHearsNobody looks at all that a hostile third member of the room
// can do with two events, while the two others call each other: under robust nobody's
// microphone is ever open for that member, under literal it is after one event.
func TestPropertyHostileMemberHearsNobody(t *testing.T) {
	lengthy(t)
	for _, row := range []struct {
		reading, more string
		hears         bool
		states        uint64
	}{
		{"robust", "hostile-member=1", false, 5130120},
		{"literal", "", true, 0},
	} {
		t.Run(row.reading, func(t *testing.T) {
			t.Parallel()
			c := cell{scenario: "hostile-member", reading: row.reading, faults: row.more}
			sys := c.compile(t)
			o := overheard{properties.NewJudge(sys), sys, new(atomic.Int64)}
			r := scheduler.Search(t.Context(), sys, o, scheduler.SearchOptions{
				KeepGoing: true, Silent: true, Reduction: scheduler.ReduceFull,
			})
			if heard := o.times.Load() > 0; heard != row.hears {
				t.Errorf("the hostile member hears somebody in %d steps", o.times.Load())
			}
			if !row.hears && (r.Verdict != scheduler.Proved || r.States != row.states) {
				t.Errorf("%v, %d worlds, want proved and %d: %s", r.Verdict, r.States, row.states, r.Reason)
			}
		})
	}
}
