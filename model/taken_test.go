package model

import "testing"

// ways are the ways in which an incoming call can win, or be taken for another
// reason, while the device has an own call, or another one, or is about to place one.
var ways = []struct {
	name, reading, before string
	in                    Input
	call                  int
	sign                  int8 // of the incoming ID against the own one
	press                 bool // the user's own press is taken for the answer
}{
	{"preparing", "literal", "O_PREP NONE", RecvInvite, theirs, 1, false},
	{"preparing, lesser", "literal+rule1=compare", "O_PREP NONE", RecvInvite, theirs, -1, false},
	{"in flight", "literal", "O_SENDING NONE", RecvInvite, theirs, 1, false},
	{"in flight, lesser", "literal-sent", "O_SENDING NONE", RecvInvite, theirs, -1, false},
	{"in flight, no echo", "literal+inflight=echo", "O_SENDING NONE", RecvInvite, theirs, 1, false},
	{"waiting, lesser", "literal", "O_WAIT NONE", RecvInvite, theirs, -1, false},
	{"preparing, equal", "literal+rule1=compare+eq=take-incoming", "O_PREP NONE", RecvInvite, theirs, 0, false},
	{"in flight, equal", "literal-sent+eq=take-incoming", "O_SENDING NONE", RecvInvite, theirs, 0, false},
	{"waiting, equal", "literal+eq=take-incoming", "O_WAIT NONE", RecvInvite, theirs, 0, false},
	{"waiting, lesser user", "literal+eq=user-id", "O_WAIT NONE", RecvInvite, theirs, 0, false},
	{"held, invite fails", "robust", "O_SENDING I_PEND+Held", InviteFail, mine, 1, false},
	{"held, peer hangs up", "robust", "O_SENDING I_PEND+Held", RecvHangup, mine, 1, false},
	{"held, lifetime passes", "robust", "O_SENDING I_PEND+Held", LifeOver, mine, 1, false},
	{"held, acknowledged", "robust", "O_SENDING I_PEND+Held", InviteOK, mine, -1, false},
	{"connecting, lesser", "literal+second-call=compare", "O_CONN NONE", RecvInvite, theirs, -1, false},
	{"talking, lesser", "literal+second-call=compare", "ACTIVE NONE", RecvInvite, theirs, -1, false},
	{"pressed while it rings, lesser", "literal+retro=compare", "NONE I_RING", Place, mine, -1, false},
	{"pressed after ignoring it, lesser", "literal+retro=compare", "NONE I_IGN", Place, mine, -1, false},
	{"pressed while it rings", "literal+retro=accept", "NONE I_RING", Place, mine, 1, true},
	{"pressed after ignoring it", "literal+retro=accept", "NONE I_IGN", Place, mine, 1, true},
}

// TestTakenCallsHeedKnobs shows that in whatever way an incoming call wins, the
// knobs accept and kind say what becomes of it: it is taken, rings if it is to ring,
// rings if its media are wider and the user is to be asked, and is noted as wider if
// its media are taken. A press that is taken for the answer leaves nothing to accept.
func TestTakenCallsHeedKnobs(t *testing.T) {
	for _, way := range ways {
		for _, c := range []struct {
			knobs string
			video bool // the incoming call has video, and this user chose voice
			state State
			flags Flags // of those that are not Auto
		}{
			{"", true, IAcc, 0},
			{"+kind=incoming", false, IAcc, 0},
			{"+kind=incoming", true, IAcc, Wide},
			{"+kind=ask", false, IAcc, 0},
			{"+kind=ask", true, IRing, 0},
			{"+accept=ring", false, IRing, 0},
			{"+accept=ring+kind=incoming", true, IRing, 0},
			{"+accept=ring+kind=ask", true, IRing, 0},
		} {
			reading, err := ParseReading(way.reading + c.knobs)
			if err != nil {
				t.Fatal(err)
			}
			config := Config{Calls: 2, Own: 1 << mine, Yields: true}
			if c.video {
				config.Kind[theirs] = 1
			}
			state, flags := c.state, c.flags
			if way.press && reading.Is(AcceptHow, "ring") {
				state = IAcc // it is the user who decides
				if c.video && reading.Is(Kind, "ask") {
					state = IRing
				} else if c.video {
					flags = Wide
				}
			}
			var e Effects
			d := deviceOf(way.before)
			Compile(V0(), reading, config).Step(&d, way.in, way.call, meeting(way.sign), &e)
			taken, auto := d.Call[theirs], e.Marks&Automatic != 0
			if taken.State != state || taken.Flags&^Auto != flags {
				t.Errorf("%s, %s, video %t: the incoming call is %v with flags %#x, want %v with %#x", way.name, reading.Name,
					c.video, taken.State, uint8(taken.Flags&^Auto), state, uint8(flags))
			}
			if automatic := state == IAcc && way.in != Place; auto != automatic || taken.Flags&Auto != 0 != automatic {
				t.Errorf("%s, %s, video %t: accepted automatically: want %t", way.name, reading.Name, c.video, automatic)
			}
			if err := Valid(config, &d); err != nil || (UnderWay | Live).Has(d.Call[mine].State) {
				t.Errorf("%s, %s, video %t: %s: %v", way.name, reading.Name, c.video, describe(&d), err)
			}
		}
	}
}
