package sim_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/sim"
)

// willing says who wants to talk in the first room.
func willing(sys *sim.System, w *sim.World) string {
	var names []string
	for d := range sys.Devices() {
		if sys.Willing(w, d)&1 != 0 {
			names = append(names, sys.DeviceName(d))
		}
	}
	return strings.Join(names, " ")
}

// TestWilling shows which act makes a user want to talk, and what ends that.
func TestWilling(t *testing.T) {
	const taken = rung + "\nbob answers a"
	const users = "alice may redial\nbob may answer\nbob must place x0\nalice must answer x0\n"
	const inCall = "\nbob media ready\nhs1 accepts bob m.call.answer a\nalice syncs m.call.answer a\nalice connects a\nhs1 acknowledges bob m.call.answer a\nbob connects a"
	for _, c := range []struct{ what, lines, schedule, want string }{
		{"who presses call", users, "alice places a", "alice"},
		{"who answers", users, taken, "alice bob"},
		{"an answer is used up when its caller hangs up", users, taken + "\nalice hangs up a", ""},
		{"and the next call is not answered by it", users, taken + "\nalice hangs up a\nalice places a2", "alice"},
		{"an answer that comes after the hangup", users, rung + "\nalice hangs up a\nbob answers a", ""},
		{"an answer that comes after the lifetime", users, rung + "\nlifetime of a passes at alice\nbob answers a", "alice"},
		{"the callee hangs up at once", users + "bob may hangup\n", taken + "\nbob hangs up a", "alice"},
		{"the callee hangs up an active call, which uses up the press", users + "bob may hangup\n", taken + inCall + "\nbob hangs up a", ""},
		{"who declines", "bob must place x0\nbob may reject\n", rung + "\nbob rejects a", "alice"},
		{"who ignores", "bob must place x0\nbob may ignore\n", rung + "\nbob ignores a", "alice"},
	} {
		sys := compiled(t, "glare", c.lines)
		w := follow(t, sys, c.schedule)
		if got := willing(sys, &w); got != c.want {
			t.Errorf("%s: %q want to talk, expected %q", c.what, got, c.want)
		}
	}
}

// TestAutomaticAnswerIsNoAct shows that a press goes on to count where glare answers,
// until that call was active and somebody ended it.
func TestAutomaticAnswerIsNoAct(t *testing.T) {
	const crossed = `
alice places a
bob places b
alice media ready
bob media ready
hs1 accepts alice m.call.invite a
hs1 accepts bob m.call.invite b
hs1 acknowledges alice m.call.invite a
hs1 acknowledges bob m.call.invite b
alice syncs own m.call.invite a
alice syncs m.call.invite b
bob syncs m.call.invite a`
	const connected = `
bob media ready
hs1 accepts bob m.call.hangup b
hs1 accepts bob m.call.answer a
alice syncs m.call.hangup b
alice syncs m.call.answer a
alice connects a`
	sys := compiled(t, "glare-hangup", "reading literal-sent\n")
	for schedule, want := range map[string]string{
		crossed:                        "alice bob",
		crossed + "\nalice hangs up a": "bob",
		crossed + connected + "\nalice hangs up a": "",
	} {
		w := follow(t, sys, schedule)
		if got := willing(sys, &w); got != want {
			t.Errorf("%q want to talk, expected %q, after\n%s", got, want, schedule)
		}
	}
}

// TestAnswersEachTimeItRings shows that a user answers a call again that rings anew,
// or as often as the scenario says.
func TestAnswersEachTimeItRings(t *testing.T) {
	const again = `
alice places a
alice media ready
hs1 accepts alice m.call.invite a to be sent twice
hs1 accepts alice m.call.invite a
bob syncs m.call.invite a
bob answers a
bob syncs m.call.invite a`
	for line, want := range map[string]bool{"": true, "bob may answer x2\n": true, "bob must answer x1\n": false} {
		sys := compiled(t, "glare", "reading literal+dup=clobber\nfaults duplicate=1\nbob must place x0\n"+line)
		w := follow(t, sys, again)
		if got := slices.Contains(namesOf(sys, &w), "bob answers a"); got != want {
			t.Errorf("%q: bob can answer again: %t", line, got)
		}
	}
	sys := compiled(t, "glare", "bob must place x0\nbob must answer x0\n")
	w := follow(t, sys, rung)
	if slices.Contains(namesOf(sys, &w), "bob answers a") {
		t.Error("bob never answers, and can")
	}
}
