package sim_test

import "testing"

// declined is how bob comes to decline alice's call; his hangup is in his outbox.
const declined = `
alice places a
alice media ready
hs1 accepts alice m.call.invite a
bob syncs m.call.invite a
bob rejects a`

// TestWhoEndedACall shows that a world remembers whose user ended a call, as long as
// that keeps the other waiting, and of a hangup whether it is on its way or lost.
func TestWhoEndedACall(t *testing.T) {
	for _, step := range []struct {
		steps, faults   string
		ended, lost     uint8 // of bob's
		underWay        bool
		lines, complain string
	}{
		{steps: "", ended: 1, underWay: true, complain: "bob has declined"},
		{steps: "hs1 accepts bob m.call.hangup a", ended: 1, underWay: true, complain: "the hangup waits for a sync"},
		{steps: "hs1 accepts bob m.call.hangup a\nalice syncs own m.call.invite a\nalice syncs m.call.hangup a", complain: "alice waits no more"},
		{steps: "hs1 refuses bob m.call.hangup a", faults: "send-fail=1", ended: 1, lost: 1, complain: "the hangup is refused"},
		{
			steps:  "hs1 accepts bob m.call.hangup a\nalice syncs own m.call.invite a\nalice cannot decrypt m.call.hangup a",
			faults: "late-decryption=1", ended: 1, underWay: true, complain: "the hangup waits for its key",
		},
		{
			steps:  "hs1 accepts bob m.call.hangup a\nalice syncs own m.call.invite a\nalice syncs m.call.hangup a",
			lines:  "reading literal+auth=party\n",
			ended:  1,
			faults: "", complain: "alice is deaf, and waits on",
		},
		{
			steps:  "hs1 accepts alice m.call.invite a\nbob syncs m.call.invite a\nbob answers a",
			faults: "duplicate=1", lines: "reading literal+dup=clobber\n", underWay: true, complain: "bob answers after all",
		},
	} {
		lines := step.lines
		if step.faults != "" {
			lines += "faults " + step.faults + "\n"
		}
		sys := compiled(t, "single", lines)
		first := declined
		if step.faults == "duplicate=1" {
			first = "\nalice places a\nalice media ready\nhs1 accepts alice m.call.invite a to be sent twice\nbob syncs m.call.invite a\nbob rejects a"
		}
		w := follow(t, sys, first+"\n"+step.steps)
		bob := &w.Box[1]
		if bob.UserEnded() != step.ended || bob.HangupLost() != step.lost || sys.HangupUnderWay(&w, 1, 0, 0) != step.underWay {
			t.Errorf("%s: bob has ended %b, lost %b, under way: %t; want %b, %b, %t", step.complain, bob.UserEnded(), bob.HangupLost(),
				sys.HangupUnderWay(&w, 1, 0, 0), step.ended, step.lost, step.underWay)
		}
		if w.Box[0].UserEnded() != 0 {
			t.Errorf("%s: alice has ended %b; she has pressed nothing", step.complain, w.Box[0].UserEnded())
		}
	}
}
