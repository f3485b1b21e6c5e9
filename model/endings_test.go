package model

import "testing"

// TestEndings shows whom a device tells, by the readings that decide it, that a call is
// over, and when its media may connect.
func TestEndings(t *testing.T) {
	for _, row := range []struct {
		reading, before string
		in              Input
		call            int
		after           string
	}{
		{"literal", "NONE I_RING", LifeOver, theirs, "NONE ENDED"},
		{"literal+ring-timer=shown", "NONE I_RING", LifeOver, theirs, "NONE ENDED"},
		{"literal+ring-timer=shown-hangup", "NONE I_RING", LifeOver, theirs, "NONE ENDED hangup 1"},
		{"literal+ring-timer=shown-hangup", "NONE I_IGN", LifeOver, theirs, "NONE ENDED"},

		{"literal+hangup-echo=hangup", "O_SENDING NONE", RecvHangup, mine, "ENDED NONE hangup 0"},
		{"literal+hangup-echo=hangup", "O_WAIT NONE", RecvHangup, mine, "ENDED NONE hangup 0"},
		{"literal+hangup-echo=hangup", "O_CONN NONE", RecvHangup, mine, "ENDED NONE hangup 0"},
		{"literal+hangup-echo=hangup", "NONE I_RING", RecvHangup, theirs, "NONE ENDED hangup 1"},
		{"literal+hangup-echo=hangup", "NONE I_IGN", RecvHangup, theirs, "NONE ENDED hangup 1"},
		{"literal+hangup-echo=hangup", "NONE I_ACC", RecvHangup, theirs, "NONE ENDED hangup 1"},
		{"literal+hangup-echo=hangup", "NONE I_SENDING", RecvHangup, theirs, "NONE ENDED hangup 1"},
		{"literal+hangup-echo=hangup", "NONE I_CONN", RecvHangup, theirs, "NONE ENDED hangup 1"},
		{"literal+hangup-echo=hangup", "NONE ACTIVE", RecvHangup, theirs, "NONE ENDED hangup 1"},
		{"literal+hangup-echo=hangup", "ENDED NONE", RecvHangup, mine, "ENDED NONE"},
		{"literal+hangup-echo=hangup", "O_PREP NONE", RecvHangup, mine, "ENDED NONE"},
		{"literal+hangup-echo=hangup+auth=party", "O_WAIT NONE", RecvHangup, mine, "O_WAIT NONE"},

		{"literal", "ENDED NONE", RecvAnswer, mine, "ENDED NONE"},
		{"literal+late-answer=hangup", "ENDED NONE", RecvAnswer, mine, "ENDED NONE hangup 0"},

		{"literal+ended-answer=send", "NONE I_ACC", RecvHangup, theirs, "NONE ENDED answer 1"},
		{"literal+ended-answer=send", "NONE I_ACC", HangUp, theirs, "NONE ENDED hangup 1 answer 1"},
		{"literal+ended-answer=send+user-end=silent-cancel", "NONE I_ACC", HangUp, theirs, "NONE ENDED answer 1"},
		{"literal+ended-answer=send", "NONE I_SENDING", HangUp, theirs, "NONE ENDED hangup 1"},
		{"literal+ended-answer=send", "NONE I_SENDING", RecvHangup, theirs, "NONE ENDED"},

		{"literal+unsent-hangup=hangup", "O_PREP NONE", HangUp, mine, "ENDED NONE hangup 0"},
		{"literal+unsent-hangup=hangup", "O_PREP NONE", CaptureFail, mine, "ENDED NONE hangup 0"},
		{"literal+unsent-hangup=hangup", "O_PREP NONE", ReadyFail, mine, "ENDED NONE hangup 0"},
		{"literal+unsent-hangup=hangup", "O_PREP NONE", RecvInvite, theirs, "ENDED I_ACC hangup 0"},
		{"literal+unsent-hangup=hangup+accept=ring", "O_PREP NONE", RecvInvite, theirs, "ENDED I_RING hangup 0"},
		{"literal+unsent-hangup=hangup", "O_PREP I_RING", Accept, theirs, "ENDED I_ACC hangup 0"},

		{"literal+unsent-hangup=captured", "O_PREP NONE", HangUp, mine, "ENDED NONE hangup 0"},
		{"literal+unsent-hangup=captured", "O_PREP NONE", CaptureFail, mine, "ENDED NONE"},
		{"literal+unsent-hangup=captured", "O_PREP NONE", RecvInvite, theirs, "ENDED I_ACC hangup 0"},
		{"literal+unsent-hangup=captured-user", "O_PREP NONE", HangUp, mine, "ENDED NONE hangup 0"},
		{"literal+unsent-hangup=captured-user", "O_PREP NONE", RecvInvite, theirs, "ENDED I_ACC"},

		{"literal", "NONE I_SENDING", IceOK, theirs, "NONE I_SENDING"},
		{"literal+early-media=connect", "NONE I_SENDING", IceOK, theirs, "NONE ACTIVE"},
		{"literal+early-media=connect", "NONE ACTIVE", AnswerOK, theirs, "NONE ACTIVE"},

		{"literal+user-end=silent-decline", "NONE I_RING", Reject, theirs, "NONE ENDED"},
		{"literal+user-end=silent-decline", "O_WAIT NONE", HangUp, mine, "ENDED NONE hangup 0"},
		{"literal+user-end=silent-cancel", "NONE I_RING", Reject, theirs, "NONE ENDED hangup 1"},
		{"literal+user-end=silent-cancel", "O_SENDING NONE", HangUp, mine, "ENDED NONE"},
		{"literal+user-end=silent-cancel", "O_WAIT NONE", HangUp, mine, "ENDED NONE"},
		{"literal+user-end=silent-cancel", "O_CONN NONE", HangUp, mine, "ENDED NONE"},
		{"literal+user-end=silent-cancel", "NONE I_ACC", HangUp, theirs, "NONE ENDED"},
		{"literal+user-end=silent-cancel", "NONE I_CONN", HangUp, theirs, "NONE ENDED"},
		{"literal+user-end=silent-cancel", "ACTIVE NONE", HangUp, mine, "ENDED NONE hangup 0"},
	} {
		reading, err := ParseReading(row.reading)
		if err != nil {
			t.Fatal(err)
		}
		var e Effects
		d := deviceOf(row.before)
		Compile(V0(), reading, crossed).Step(&d, row.in, row.call, meeting(1), &e)
		if got := told(&d, &e); got != row.after {
			t.Errorf("%s: %v of call %d at %s gives %s, want %s", row.reading, row.in, row.call, row.before, got, row.after)
		}
	}
}

// What is being made is so only once capture is granted, and until then nothing is told.
func TestEndingsBeforeCapture(t *testing.T) {
	for _, row := range []struct {
		reading, before string
		in              Input
		call            int
		after           string
	}{
		{"literal+ended-answer=send", "NONE I_ACC", RecvHangup, theirs, "NONE ENDED"},
		{"literal+ended-answer=send", "NONE I_ACC", HangUp, theirs, "NONE ENDED hangup 1"},
		{"literal+unsent-hangup=hangup", "O_PREP NONE", HangUp, mine, "ENDED NONE hangup 0"},
		{"literal+unsent-hangup=captured", "O_PREP NONE", HangUp, mine, "ENDED NONE"},
		{"literal+unsent-hangup=captured-user", "O_PREP NONE", HangUp, mine, "ENDED NONE"},
	} {
		reading, err := ParseReading(row.reading)
		if err != nil {
			t.Fatal(err)
		}
		var e Effects
		d := deviceOf(row.before)
		d.Stream = Pending
		Compile(V0(), reading, crossed).Step(&d, row.in, row.call, meeting(1), &e)
		if got := told(&d, &e); got != row.after {
			t.Errorf("%s: %v at %s gives %s, want %s", row.reading, row.in, row.before, got, row.after)
		}
	}
}

// TestEndingsOfVersion1 shows whose hangup ends a call that waits, and whether an answer is
// selected.
func TestEndingsOfVersion1(t *testing.T) {
	for _, row := range []struct {
		reading string
		in      Input
		peer1   bool
		after   string
	}{
		{"literal+auth=party", RecvHangup, true, "O_WAIT NONE"},
		{"literal+auth=party", RecvHangup, false, "ENDED NONE"}, // the reject of version 0
		{"literal+auth=chosen", RecvHangup, true, "O_WAIT NONE"},
		{"literal+auth=chosen", RecvHangup, false, "O_WAIT NONE"},
		{"literal+auth=chosen", RecvReject, true, "ENDED NONE select_answer 0"},

		{"literal", RecvAnswer, true, "O_CONN NONE select_answer 0"},
		{"literal+select=answer", RecvAnswer, true, "O_CONN NONE select_answer 0"},
		{"literal+select=answer", RecvReject, true, "ENDED NONE"},
		{"literal+select=none", RecvAnswer, true, "O_CONN NONE"},
		{"literal+select=none", RecvReject, true, "ENDED NONE"},
	} {
		reading, err := ParseReading(row.reading)
		if err != nil {
			t.Fatal(err)
		}
		var e Effects
		d, env := deviceOf("O_WAIT NONE"), meeting(1)
		env.Facts |= Peer1.If(row.peer1)
		Compile(V1(), reading, ofVersion1(crossed, 3)).Step(&d, row.in, mine, env, &e)
		if got := told(&d, &e); got != row.after {
			t.Errorf("%s: %v of version 1 %v gives %s, want %s", row.reading, row.in, row.peer1, got, row.after)
		}
	}
}
