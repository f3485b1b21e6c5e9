package model

import (
	"fmt"
	"strings"
	"testing"
)

// tableRows are the rows of the transition table whose outcome the text decides,
// and the arbiter's rows, written down from the text and not from the rules. A row
// says how the own call and the peer's call stand before and after, and what is sent.
var tableRows = []struct {
	row, before string
	in          Input
	call        int
	after       string
}{
	{"T0-01", "NONE NONE", Place, mine, "O_PREP NONE"},
	{"T0-03", "NONE NONE", RecvInvite, theirs, "NONE I_RING"},
	{"T0-04", "NONE NONE", RecvLate, theirs, "NONE NONE"},
	{"T0-10", "O_PREP NONE", Ready, mine, "O_SENDING NONE invite 0"},
	{"T0-11", "O_PREP NONE", CaptureFail, mine, "ENDED NONE"},
	{"T0-11", "O_PREP NONE", ReadyFail, mine, "ENDED NONE"},
	{"T0-12", "O_PREP NONE", HangUp, mine, "ENDED NONE"},
	{"T0-13", "O_PREP NONE", RecvInvite, theirs, "ENDED I_ACC"},
	{"T0-20", "O_SENDING NONE", InviteOK, mine, "O_WAIT NONE"},
	{"T0-21", "O_SENDING NONE", InviteFail, mine, "ENDED NONE"},
	{"T0-22", "O_SENDING NONE", InviteUnk, mine, "O_SENDING NONE invite 0 again"},
	{"T0-25", "O_SENDING NONE", HangUp, mine, "ENDED NONE hangup 0"},
	{"T0-26", "O_SENDING NONE", RecvAnswer, mine, "O_CONN NONE"},
	{"T0-30", "O_WAIT NONE", RecvAnswer, mine, "O_CONN NONE"},
	{"T0-31", "O_WAIT NONE", RecvHangup, mine, "ENDED NONE"},
	{"T0-32", "O_WAIT NONE", LifeOver, mine, "ENDED NONE hangup 0"},
	{"T0-33", "O_WAIT NONE", HangUp, mine, "ENDED NONE hangup 0"},
	{"T0-34", "O_WAIT NONE", Gathered, mine, "O_WAIT NONE candidates 0"},
	{"T0-35", "O_WAIT NONE", RecvCandidates, mine, "O_WAIT NONE"},
	{"T0-40", "O_CONN NONE", IceOK, mine, "ACTIVE NONE"},
	{"T0-41", "O_CONN NONE", IceFail, mine, "ENDED NONE hangup 0"},
	{"T0-43", "O_CONN NONE", RecvHangup, mine, "ENDED NONE"},
	{"T0-44", "O_CONN NONE", HangUp, mine, "ENDED NONE hangup 0"},
	{"T0-45", "O_CONN NONE", RecvCandidates, mine, "O_CONN NONE"},
	{"T0-50", "NONE I_RING", Accept, theirs, "NONE I_ACC"},
	{"T0-51", "NONE I_RING", Reject, theirs, "NONE ENDED hangup 1"},
	{"T0-52", "NONE I_RING", LifeOver, theirs, "NONE ENDED"},
	{"T0-53", "NONE I_RING", RecvHangup, theirs, "NONE ENDED"},
	{"T0-56", "NONE I_RING", RecvCandidates, theirs, "NONE I_RING"},
	{"T0-59", "NONE I_RING", Ignore, theirs, "NONE I_IGN"},
	{"T0-60", "NONE I_ACC", Ready, theirs, "NONE I_SENDING answer 1"},
	{"T0-62", "NONE I_ACC", RecvHangup, theirs, "NONE ENDED"},
	{"T0-64", "NONE I_ACC", HangUp, theirs, "NONE ENDED hangup 1"},
	{"T0-70", "NONE I_SENDING", AnswerOK, theirs, "NONE I_CONN"},
	{"T0-72", "NONE I_SENDING", RecvHangup, theirs, "NONE ENDED"},
	{"T0-80", "NONE I_CONN", IceOK, theirs, "NONE ACTIVE"},
	{"T0-81", "NONE I_CONN", IceFail, theirs, "NONE ENDED hangup 1"},
	{"T0-82", "NONE I_CONN", RecvHangup, theirs, "NONE ENDED"},
	{"T0-82", "NONE I_CONN", HangUp, theirs, "NONE ENDED hangup 1"},
	{"T0-90", "ACTIVE NONE", HangUp, mine, "ENDED NONE hangup 0"},
	{"T0-91", "NONE ACTIVE", RecvHangup, theirs, "NONE ENDED"},
	{"T0-92", "ACTIVE NONE", IceLost, mine, "ENDED NONE hangup 0"},
}

const (
	mine   = 0
	theirs = 1
)

// TestTransitionTable shows that the rules say what the text says, in every
// bundled reading.
func TestTransitionTable(t *testing.T) {
	for _, reading := range Readings() {
		m := Compile(V0(), reading, crossed)
		for _, row := range tableRows {
			var e Effects
			d := deviceOf(row.before)
			m.Step(&d, row.in, row.call, meeting(0), &e)
			if got := told(&d, &e); got != row.after {
				t.Errorf("%s: %s, %v in %s gives %s, want %s", reading.Name, row.row, row.in, row.before, got, row.after)
			}
		}
	}
}

// TestArbiter shows what becomes of an own and an incoming call, by the readings
// that decide it: the arbiter's rows G-2 to G-7.
func TestArbiter(t *testing.T) {
	const yields, keeps = "ENDED I_ACC hangup 0", " ENDED"
	for _, row := range []struct {
		row, reading, before string
		sign                 int8 // of the incoming ID against the own one
		after                string
		marks                Marks
	}{
		{"G-2", "literal", "O_PREP NONE", 1, "ENDED I_ACC", Replaced | Automatic},
		{"G-2", "literal", "O_PREP NONE", -1, "ENDED I_ACC", Replaced | Automatic},
		{"G-2", "literal+rule1=compare", "O_PREP NONE", 1, "O_PREP" + keeps, Kept},
		{"G-3", "literal", "O_SENDING NONE", 1, "ENDED+Owes I_ACC", Replaced | Automatic},
		{"G-3", "literal+abort-out=silent", "O_SENDING NONE", 1, "ENDED I_ACC", Replaced | Automatic},
		{"G-3", "literal-sent", "O_SENDING NONE", 1, "O_SENDING" + keeps, Kept},
		{"G-3", "literal-sent", "O_SENDING NONE", -1, yields, Replaced | Automatic},
		{"G-3", "robust", "O_SENDING NONE", -1, "O_SENDING I_PEND+Held", 0},
		{"G-3", "literal+inflight=echo", "O_SENDING NONE", 1, "ENDED+Owes I_ACC", Replaced | Automatic},
		{"G-3", "literal+inflight=prep-now", "O_SENDING NONE", 1, yields, Replaced | Automatic},
		{"G-3", "literal+inflight=sent-silent", "O_SENDING NONE", 1, "O_SENDING" + keeps, Kept},
		{"G-3", "literal+inflight=sent-silent", "O_SENDING NONE", -1, "ENDED I_ACC", Replaced | Automatic},
		{"G-4", "literal+inflight=sent-silent", "O_WAIT NONE", -1, yields, Replaced | Automatic},
		{"G-4", "literal", "O_WAIT NONE", -1, yields, Replaced | Automatic},
		{"G-4", "literal+abort-out=silent", "O_WAIT NONE", -1, "ENDED I_ACC", Replaced | Automatic},
		{"G-4", "literal+accept=ring", "O_WAIT NONE", -1, "ENDED I_RING hangup 0", 0},
		{"G-5", "literal", "O_WAIT NONE", 1, "O_WAIT" + keeps, Kept},
		{"G-5", "literal+abort-in=hangup", "O_WAIT NONE", 1, "O_WAIT ENDED hangup 1", Kept},
		{"G-6", "literal", "O_WAIT NONE", 0, "O_WAIT" + keeps, Kept},
		{"G-6", "literal+eq=take-incoming", "O_WAIT NONE", 0, "ENDED I_ACC", Replaced | Automatic},
		{"G-6", "literal+eq=abort-both", "O_WAIT NONE", 0, "ENDED ENDED hangup 0", 0},
		{"G-6", "literal+eq=duplicate", "O_WAIT NONE", 0, "O_WAIT NONE", 0},
		{"G-7", "literal", "ACTIVE NONE", -1, "ACTIVE I_RING", 0},
		{"G-7", "literal+second-call=busy", "ACTIVE NONE", -1, "ACTIVE ENDED hangup 1", 0},
		{"G-7", "literal+second-call=silent", "O_CONN NONE", -1, "O_CONN ENDED", 0},
		{"off", "literal+glare=off-ignore", "O_WAIT NONE", -1, "O_WAIT ENDED", 0},
		{"off", "literal+glare=off-ring", "O_WAIT NONE", -1, "O_WAIT I_RING", 0},
	} {
		reading, err := ParseReading(row.reading)
		if err != nil {
			t.Fatal(err)
		}
		var e Effects
		d := deviceOf(row.before)
		Compile(V0(), reading, crossed).Step(&d, RecvInvite, theirs, meeting(row.sign), &e)
		if got := told(&d, &e); got != row.after || e.Marks != row.marks {
			t.Errorf("%s, %s: %s gives %s, marks %b; want %s, %b", row.row, row.reading, row.before, got, e.Marks,
				row.after, row.marks)
		}
	}
}

// meeting is a quiet room of two in which the peer's ID compares as sign with the
// own one.
func meeting(sign int8) *Env {
	return &Env{Facts: Pair, Order: &[MaxCalls][MaxCalls]int8{mine: {theirs: -sign}, theirs: {mine: sign}}}
}

// deviceOf reads the states of the own and the peer's call, whether the latter is
// held back, and gives the engaged one a stream and TURN.
func deviceOf(text string) (d Device) {
	for c, name := range strings.Fields(text) {
		name, held := strings.CutSuffix(name, "+Held")
		if held {
			d.Call[c].Flags = Held
		}
		for s := range NumStates {
			if s.String() == name {
				d.Call[c].State = s
			}
		}
		if (UnderWay | Live).Has(d.Call[c].State) {
			d.Owner, d.Stream, d.Turn = uint8(c)+1, Granted, HaveTurn
		}
	}
	return d
}

// told is a device and what it sends, in the form of the tables above; that a call
// was accepted automatically is told by the marks.
func told(d *Device, e *Effects) string {
	var words []string
	for _, call := range d.Call[:crossed.Calls] {
		word := call.State.String()
		for i, name := range flagNames {
			if call.Flags&^Auto&(1<<i) != 0 {
				word += "+" + name
			}
		}
		words = append(words, word)
	}
	for _, send := range e.Sends[:e.N] {
		word := strings.TrimPrefix(send.Type.String(), "m.call.")
		words = append(words, word, fmt.Sprint(send.Call))
		if send.Again {
			words = append(words, "again")
		}
	}
	return strings.Join(words, " ")
}
