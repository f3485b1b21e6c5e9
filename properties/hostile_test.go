package properties_test

import (
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// overhears reports whether a device has its microphone open for a hostile member: on a call
// of that member, or on one of which it has taken that member's answer.
func overhears(sys *sim.System, w *sim.World) bool {
	hostile := func(d int) bool { return sys.Scenario.Users[sys.UserOf(d)].Hostile }
	for d := range sys.Devices() {
		for c := range sys.Calls() {
			if !model.Live.Has(w.Box[d].Device.Call[c].State) || hostile(d) {
				continue
			}
			if owner := sys.Owner(c); owner != d && hostile(owner) || owner == d && w.Peer[c] > 0 && hostile(int(w.Peer[c])-1) {
				return true
			}
		}
	}
	return false
}

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
			sys := cell{scenario: "hostile-member", reading: row.reading, faults: row.more}.compile(t)
			times := 0
			r := everyStep(t, sys, func(_ *sim.World, _ sim.Action, after *sim.World) {
				if overhears(sys, after) {
					times++
				}
			})
			if (times > 0) != row.hears {
				t.Errorf("the hostile member hears somebody in %d steps", times)
			}
			if !row.hears && (r.Verdict != scheduler.Proved || r.States != row.states) {
				t.Errorf("%v, %d worlds, want proved and %d: %s", r.Verdict, r.States, row.states, r.Reason)
			}
		})
	}
}
