package model

import (
	"slices"
	"testing"
)

// TestReasons shows what a hangup says, by what has happened, the version and the knob reason.
func TestReasons(t *testing.T) {
	config := Config{Calls: 2, Own: 1}
	for _, c := range []struct {
		state  State
		in     Input
		call   int
		with   string // of the reading
		v1, v0 Reason
	}{
		{OWait, HangUp, 0, "", UserHangup, NoReason},
		{OWait, LifeOver, 0, "", InviteTimeout, InviteTimeout},
		{OConn, IceFail, 0, "", IceFailed, IceFailed},
		{OConn, ConnectOver, 0, "+connecting=3000", IceFailed, IceFailed},
		{Active, IceLost, 0, "", IceTimeout, NoReason},
		{IAcc, CaptureFail, 1, "", UserMediaFailed, NoReason},
		{IAcc, ReadyFail, 1, "", UnknownError, NoReason},
		{ISending, AnswerFail, 1, "", UnknownError, NoReason},
		{IRing, RecvInvite, 1, "+dup=error", UnknownError, NoReason},
		{OWait, RecvHangup, 0, "+hangup-echo=hangup", UnknownError, NoReason},
		{OWait, RecvHangup, 0, "+hangup-echo=hangup+reason=user_hangup", UserHangup, NoReason},
		{OWait, RecvHangup, 0, "+hangup-echo=hangup+reason=replaced", GaveWay, GaveWay},
		{OWait, RecvHangup, 0, "+hangup-echo=hangup+reason=none", NoReason, NoReason},
		{OWait, LifeOver, 0, "+reason=replaced", InviteTimeout, InviteTimeout},
		{OWait, LifeOver, 0, "+reason=userHangup", Misspelt, Misspelt},
		{OWait, HangUp, 0, "+reason=none", NoReason, NoReason},
	} {
		reading, err := ParseReading("literal" + c.with)
		if err != nil {
			t.Fatal(err)
		}
		for v, want := range []Reason{c.v0, c.v1} {
			config.Version = Version(v)
			config.V1 = uint8(v) * 3
			m := Compile(Version(v).Rules(), reading, config)
			var d Device
			d.Call[c.call].State = c.state
			var e Effects
			m.Step(&d, c.in, c.call, &Env{Order: &[MaxCalls][MaxCalls]int8{}, Facts: Pair}, &e)
			if e.N != 1 || e.Sends[0].Type != Hangup || e.Sends[0].Why != want {
				t.Errorf("%v: %v in %v under %s: %+v, want a hangup with %q", Version(v), c.in, c.state, reading.Name, e.Sends[:e.N], want)
			}
		}
	}
}

// A call that gives way, or is refused, says what the knob has for it; where the user decides it
// is the user's.
func TestReasonsOfGlare(t *testing.T) {
	for with, want := range map[string][3]Reason{ // the own call gives way, the other is refused, and a second one is busy
		"":                 {UnknownError, UnknownError, UserBusy},
		"+reason=replaced": {GaveWay, GaveWay, UserBusy},
		"+reason=true":     {NotText, NoReason, UserBusy},
	} {
		reading, err := ParseReading("literal+abort-in=hangup+second-call=busy" + with)
		if err != nil {
			t.Fatal(err)
		}
		m := Compile(V1(), reading, Config{Calls: 2, Own: 1, Version: Version1, V1: 3})
		for i, own := range []State{OWait, OWait, Active} {
			order := [MaxCalls][MaxCalls]int8{1: {0: int8(2*i - 1)}}
			var d Device
			d.Call[0].State = own
			var e Effects
			m.Step(&d, RecvInvite, 1, &Env{Order: &order}, &e)
			if e.N != 1 || e.Sends[0].Why != want[i] {
				t.Errorf("reading %s, case %d: %+v, want %q", reading.Name, i, e.Sends[:e.N], want[i])
			}
		}
	}
}

// The lists are those of the text, and every reason is told apart by its name.
func TestReasonLists(t *testing.T) {
	if got := Reasons(Version0); !slices.Equal(got, []Reason{IceFailed, InviteTimeout}) {
		t.Errorf("version 0: %v", got)
	}
	if got := len(Reasons(Version1)); got != 7 {
		t.Errorf("version 1 has %d reasons", got)
	}
	for r := range NumReasons {
		if r != NotText && ReasonOf(r.String()) != r && r != Unheard {
			t.Errorf("%q is read as %q", r, ReasonOf(r.String()))
		}
	}
	if NumReasons > 16 || ReasonOf("signalling_timeout") != Unheard {
		t.Error("more reasons than fit, or one that nobody knows is known")
	}
}
