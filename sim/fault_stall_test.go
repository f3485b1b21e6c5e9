package sim_test

import (
	"testing"

	"github.com/glarelab/glare/sim"
)

// TestMediaStall shows that media that stall are never ready, whichever call takes them
// over, and that the next call begins anew.
func TestMediaStall(t *testing.T) {
	sys := compiled(t, "glare-hangup", "faults media-stall=1\n")
	w := follow(t, sys, `
alice places a
bob places b
alice media stall
bob media ready
hs1 accepts bob m.call.invite b
alice syncs m.call.invite b`)
	for _, name := range namesOf(sys, &w) {
		if name == "alice media ready" {
			t.Error("the media of call b are ready, which took over those that stalled")
		}
	}
	if w.Box[0].MediaHurt != 3 {
		t.Errorf("the media of calls %b are hurt, want both", w.Box[0].MediaHurt)
	}
	w = follow(t, sys, "alice places a\nalice media stall\nalice hangs up a")
	if w.Box[0].Holds&sim.MediaStalled != 0 {
		t.Error("media stall, though nothing needs them")
	}
}

// TestUnreadableMember shows that the event that cannot be read is the only one of its
// sync response that comes later, and that the queue loses what was read.
func TestUnreadableMember(t *testing.T) {
	sys := compiled(t, "single", "faults sync-unreadable=1\n")
	w := follow(t, sys, `
alice places a
alice media ready
hs1 accepts alice m.call.invite a
hs1 acknowledges alice m.call.invite a
alice hangs up a
hs1 accepts alice m.call.hangup a
bob syncs 2 at once: m.call.invite a, unreadable m.call.hangup a`)
	bob := &w.Box[1]
	if word := bob.Device.Call[0].State.Word(); word != "ringing" || bob.NIn != 0 || bob.Holds&sim.HasLate == 0 || !sys.HangupUnderWay(&w, 0, 1, 0) {
		t.Errorf("bob is %s, %d events wait, the hangup is under way: %t", word, bob.NIn, sys.HangupUnderWay(&w, 0, 1, 0))
	}
	w = follow(t, sys, `
alice places a
alice media ready
hs1 accepts alice m.call.invite a
hs1 acknowledges alice m.call.invite a
alice hangs up a
hs1 accepts alice m.call.hangup a
bob syncs 2 at once: unreadable m.call.invite a, m.call.hangup a
bob decrypts m.call.invite a`)
	if word := w.Box[1].Device.Call[0].State.Word(); word != "ringing" {
		t.Errorf("bob, who has dropped a hangup, is %s", word)
	}
}
