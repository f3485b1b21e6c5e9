package properties_test

import (
	"strings"
	"testing"

	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// TestIntentSeesWiderMedia shows that video which opens where the user chose voice is
// noticed, by whatever way the call is taken: one that was held back while the own
// invite failed, one with an equal ID, and one that rang when the user pressed call.
func TestIntentSeesWiderMedia(t *testing.T) {
	for _, c := range []struct{ reading, lines, schedule string }{
		{"robust", "faults send-fail=1\n", `
alice places a
bob places b
alice media ready
bob media ready
hs1 accepts bob m.call.invite b
alice syncs m.call.invite b
hs1 refuses alice m.call.invite a`},
		{"literal+eq=take-incoming", "ids alice=\"x\" bob=\"x\"\n", `
alice places a
bob places b
alice media ready
bob media ready
hs1 accepts alice m.call.invite a
hs1 acknowledges alice m.call.invite a
hs1 accepts bob m.call.invite b
alice syncs own m.call.invite a
alice syncs m.call.invite b`},
		{"literal+retro=accept", "alice must place while-ringing\n", `
bob places b
bob media ready
hs1 accepts bob m.call.invite b
alice syncs m.call.invite b
alice places a`},
	} {
		for kind, want := range map[string]bool{"own": false, "incoming": true, "ask": false} {
			place := cell{"glare", c.reading + "+kind=" + kind, "", "", "kind alice=voice bob=video\n" + c.lines}
			sys := place.compile(t)
			j, last := properties.NewJudge(sys), false
			names := strings.Split(strings.TrimSpace(c.schedule), "\n")
			_, err := scheduler.Replay(sys, j, 0, names, func(s *scheduler.Step[sim.World, sim.Action]) {
				last = j.Step(s.Before, s.Action, s.After)&setOf("intent") != 0
			})
			if err != nil {
				t.Errorf("%v: %v", place, err)
			}
			if last != want {
				t.Errorf("%v: the last step violates intent: %t, want %t", place, last, want)
			}
		}
	}
}
