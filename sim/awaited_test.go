package sim_test

import (
	"strings"
	"testing"

	"github.com/glarelab/glare/sim"
)

// TestAwaited shows what can still lead a call to be connected when its lifetime
// passes at the caller, and that nothing else makes that a destroying fault.
func TestAwaited(t *testing.T) {
	const alone = "bob must place x0\n"
	for _, c := range []struct {
		what, lines, schedule string
		want                  sim.Awaited
		cause                 sim.Causes
	}{
		{"its invite", alone, called, sim.InviteAwaited, sim.CrossTimeout},
		{"its invite, whose key is late", alone + "faults late-decryption=1\n", called + "\nbob cannot decrypt m.call.invite a", sim.InviteAwaited, sim.CrossTimeout},
		{"its invite, between homeservers", alone + "servers hs1 hs2\ndevices alice@hs1 bob@hs2\n", called, sim.InviteAwaited, sim.CrossTimeout},
		{"a user who must answer", alone, rung, sim.PressAwaited, sim.LateAnswer},
		{"a user who may answer", alone + "bob may answer\n", rung, sim.NothingAwaited, 0},
		{"the making of the answer", alone, rung + "\nbob answers a", sim.MediaAwaited, sim.LateAnswer},
		{"its answer, in the outbox", alone, rung + "\nbob answers a\nbob media ready", sim.AnswerAwaited, sim.LateAnswer},
		{"its answer, accepted", alone, rung + "\nbob answers a\nbob media ready\nhs1 accepts bob m.call.answer a", sim.AnswerAwaited, sim.LateAnswer},
		{"its answer, which was refused", alone + "faults send-fail=1\n", rung + "\nbob answers a\nbob media ready\nhs1 refuses bob m.call.answer a", sim.NothingAwaited, 0},
		{
			"its answer, by a callee who has ended the call since", alone + "reading literal+connecting=2000\n",
			rung + "\nbob answers a\nbob media ready\nhs1 accepts bob m.call.answer a\nhs1 acknowledges bob m.call.answer a\nconnecting of a times out at bob",
			sim.NothingAwaited, sim.EarlyTimeout,
		},
		{"a hangup of it", alone + "bob may reject\n", rung + "\nbob rejects a", sim.NothingAwaited, 0},
		{
			"what a rival held back waits for", "reading robust\n",
			called + "\nbob places b\nbob media ready\nalice syncs own m.call.invite a\nbob syncs m.call.invite a\nhs1 accepts bob m.call.invite b",
			sim.ReplyAwaited, sim.CrossTimeout,
		},
		{
			"another call, by a client without the rule", "reading literal+glare=off-ignore\nbob may hangup\n",
			called + "\nbob places b\nbob media ready\nalice syncs own m.call.invite a\nbob syncs m.call.invite a\nhs1 accepts bob m.call.invite b\nalice syncs m.call.invite b\nbob hangs up b", sim.NothingAwaited, 0,
		},
		{
			"another call, of which the invite is on its way", "reading literal+glare=off-ignore\n",
			called + "\nbob places b\nbob media ready\nalice syncs own m.call.invite a\nbob syncs m.call.invite a", sim.NothingAwaited, sim.CrossTimeout,
		},
	} {
		sys := compiled(t, "glare", "timing async\n"+c.lines)
		w := follow(t, sys, c.schedule)
		if got := sys.Awaited(&w, 0); got != c.want {
			t.Errorf("%s: %q, expected %q", c.what, got, c.want)
		}
		for _, a := range sys.Enabled(&w, nil) {
			if sys.Name(&w, a) != "lifetime of a passes at alice" {
				continue
			}
			sys.Do(&w, a)
			if destroyed := w.Call[0]&sim.TimedOut != 0; destroyed != (c.want != sim.NothingAwaited) || w.Causes != c.cause {
				t.Errorf("%s: destroyed: %t; causes %b, expected %b", c.what, destroyed, w.Causes, c.cause)
			}
			w.Causes |= sim.Overflow // it was looked at
			break
		}
		if w.Causes&sim.Overflow == 0 {
			t.Errorf("%s: the lifetime cannot pass; enabled are\n%s", c.what, strings.Join(namesOf(sys, &w), "\n"))
		}
	}
}

// TestEarlyTimeout shows that a connecting timeout is too early as long as an end can
// still find its media path: also if the other one has found it.
func TestEarlyTimeout(t *testing.T) {
	sys := compiled(t, "glare", "timing async\nreading literal+connecting=2000\nbob must place x0\n")
	for _, more := range []string{"", "\nalice syncs m.call.answer a", "\nalice syncs m.call.answer a\nalice connects a"} {
		w := follow(t, sys, answered+"\nhs1 acknowledges bob m.call.answer a"+more+"\nconnecting of a times out at bob")
		if w.Causes != sim.EarlyTimeout {
			t.Errorf("after %q: causes %b, expected %b", more, w.Causes, sim.EarlyTimeout)
		}
	}
}

// TestBystandersComeFromEverywhere shows that other events of the room enter at either
// homeserver, where there are two.
func TestBystandersComeFromEverywhere(t *testing.T) {
	sys := compiled(t, "federated-glare", "bystanders 2\n")
	w := follow(t, sys, "somebody at hs1 sends m.room.message\nsomebody at hs2 sends m.room.message")
	for d := range sys.Devices() {
		if b, fed := &w.Box[d], sys.Links(&w)[d].Queue; b.NIn != 1 || fed.N != 1 {
			t.Errorf("%s has %d events to sync, and %d are on their way to %s", sys.DeviceName(d), b.NIn, fed.N, sys.ServerName(d))
		}
	}
	sys = compiled(t, "glare", "bystanders 1\n")
	if w = follow(t, sys, "somebody sends m.room.message"); w.Box[0].NIn != 1 || w.Box[1].NIn != 1 || w.Crowd != 0 {
		t.Errorf("%+v", w.State)
	}
}
