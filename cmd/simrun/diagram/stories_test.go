package diagram

import "strings"

// draft writes a story row by row, as a run would fill it.
type draft struct{ Story }

// row adds an action and the rules that it fired.
func (d *draft) row(lane int, action string, rules ...string) {
	d.Rows = append(d.Rows, Row{Action: action, Lane: lane, AtMS: -1, Rules: rules})
}

// last is the row that was added last.
func (d *draft) last() *Row { return &d.Rows[len(d.Rows)-1] }

// state notes a new state like "accepting(b)" of a device.
func (d *draft) state(lane int, text string) {
	word, call, _ := strings.Cut(strings.TrimSuffix(text, ")"), "(")
	d.change(lane, call, word)
	if word == "ended" {
		call = ""
	}
	d.last().States = append(d.last().States, Note{Lane: lane, Text: text, Call: call})
}

// change notes what has become of a call, beside the states that are shown.
func (d *draft) change(lane int, call, word string) {
	d.last().Changes = append(d.last().Changes, Change{lane, call, word})
}

// sees notes what a user sees from now on.
func (d *draft) sees(lane int, text string) {
	d.last().Screens = append(d.last().Screens, Note{Lane: lane, Text: text})
}

// send hands over a message in the last row and returns its index.
func (d *draft) send(kind ArrowKind, from, to int, label string) int {
	call := label[strings.LastIndexByte(label, ' ')+1:]
	d.Arrows = append(d.Arrows, Arrow{From: from, FromRow: len(d.Rows) - 1, To: to, ToRow: -1, Label: label, Call: call, Kind: kind})
	return len(d.Arrows) - 1
}

// read ends a message in the last row.
func (d *draft) read(arrow int) { d.Arrows[arrow].ToRow = len(d.Rows) - 1 }

// accept is the homeserver's action on a send: the message goes on, reply and
// echo go back.
func (d *draft) accept(from, server, to, arrow int) (onward, reply, echo int) {
	label := d.Arrows[arrow].Label
	d.row(server, d.Lanes[server].Name+" accepts "+d.Lanes[from].Name+" "+label)
	d.read(arrow)
	return d.send(Message, server, to, label), d.send(Reply, server, from, label), d.send(Echo, server, from, label)
}

// inFlight is glare under a reading that gives way while its own invite is in
// flight: both do, and both calls end.
func inFlight() Story {
	d := &draft{Story{
		Title: "glare, reading literal",
		Lead: []string{
			"Alice and Bob press “call” at the same moment. Their invites cross. Each client still counts its own invite as being prepared, gives way, cancels its own call and answers the other one, which has just been cancelled.",
		},
		Lanes: []Lane{{Screen, "alice"}, {Device, "alice"}, {Server, "hs1"}, {Device, "bob"}, {Screen, "bob"}},
	}}
	const aliceSees, alice, hs1, bob, bobSees = 0, 1, 2, 3, 4
	d.row(alice, "alice places a", "T0-01")
	d.state(alice, "preparing(a)")
	d.sees(aliceSees, "calling…")
	d.row(bob, "bob places b", "T0-01")
	d.state(bob, "preparing(b)")
	d.sees(bobSees, "calling…")
	d.row(alice, "alice media ready", "T0-10")
	d.state(alice, "inflight(a)")
	inviteA := d.send(Message, alice, hs1, "m.call.invite a")
	d.row(bob, "bob media ready", "T0-10")
	d.state(bob, "inflight(b)")
	inviteB := d.send(Message, bob, hs1, "m.call.invite b")
	toBob, replyA, echoA := d.accept(alice, hs1, bob, inviteA)
	toAlice, replyB, echoB := d.accept(bob, hs1, alice, inviteB)
	d.row(alice, "alice syncs own m.call.invite a", "T0-23")
	d.read(echoA)
	d.row(alice, "alice syncs m.call.invite b", "T0-24 inflight=prep")
	d.read(toAlice)
	d.state(alice, "accepting(b)")
	d.change(alice, "a", "ended")
	d.sees(aliceSees, "connecting…")
	d.row(bob, "bob syncs m.call.invite a", "T0-24 inflight=prep")
	d.read(toBob)
	d.state(bob, "accepting(a)")
	d.change(bob, "b", "ended")
	d.sees(bobSees, "connecting…")
	d.row(alice, "alice hears ok m.call.invite a", "T0-65 abort-out=hangup")
	d.read(replyA)
	hangupA := d.send(Message, alice, hs1, "m.call.hangup a")
	d.row(alice, "alice media ready", "T0-60")
	answerB := d.send(Message, alice, hs1, "m.call.answer b")
	d.row(bob, "bob hears ok m.call.invite b", "T0-65 abort-out=hangup")
	d.read(replyB)
	hangupB := d.send(Message, bob, hs1, "m.call.hangup b")
	d.row(bob, "bob syncs own m.call.invite b", "T0-07")
	d.read(echoB)
	d.row(bob, "bob media ready", "T0-60")
	answerA := d.send(Message, bob, hs1, "m.call.answer a")
	hangupA, replyA, _ = d.accept(alice, hs1, bob, hangupA)
	hangupB, _, _ = d.accept(bob, hs1, alice, hangupB)
	answerB, replyB, _ = d.accept(alice, hs1, bob, answerB)
	answerA, _, _ = d.accept(bob, hs1, alice, answerA)
	d.row(alice, "alice hears ok m.call.hangup a")
	d.read(replyA)
	d.row(alice, "alice hears ok m.call.answer b", "T0-70")
	d.read(replyB)
	d.state(alice, "connecting(b)")
	d.row(alice, "alice syncs m.call.hangup b", "T0-82")
	d.read(hangupB)
	d.state(alice, "idle")
	d.change(alice, "b", "ended")
	d.sees(aliceSees, "—")
	d.row(bob, "bob syncs m.call.hangup a", "T0-72")
	d.read(hangupA)
	d.state(bob, "idle")
	d.change(bob, "a", "ended")
	d.sees(bobSees, "—")
	d.row(bob, "bob syncs m.call.answer b", "T0-A0")
	d.read(answerB)
	d.row(alice, "alice syncs m.call.answer a", "T0-A0")
	d.read(answerA)
	d.Verdict = Verdict{
		Property: "willing-connected", Words: "silent drop",
		Message: "Both people pressed call and neither hung up, and nobody talks.",
		Facts: [2]string{
			"Both are willing since step 2, and hs1 accepted the invites of a (step 5) and b (step 6).",
			"In the end no device has a call: alice=idle, bob=idle. No fault destroyed anything.",
		},
		Outcome: "alice=idle bob=idle",
	}
	return d.Story
}

// excused is a story in which both call in vain, and nothing that was left could have
// helped them.
func excused() Story {
	s := federated()
	s.Rows[2].Marks = []string{"destroyed: the invite of a was withheld from bob by hs2"}
	s.Verdict = Verdict{
		Excused: true, Property: "willing-connected", Words: "silent drop",
		Message: "Excused, because the invite of a was withheld from bob by hs2.",
		Facts:   [2]string{"alice and bob both want to talk, and a homeserver accepted call a", "alice is in no call, bob is in no call"},
		Outcome: "alice=idle bob=idle",
	}
	return s
}

// federated is a timed story with two homeservers, a lost invite and one that
// is still under way when the story ends.
func federated() Story {
	d := &draft{Story{
		Title: "federated-glare, reading robust, timed",
		Lead:  []string{"The winner's invite is lost between the servers.", "What is left is the loser's, and it is slow."},
		Lanes: []Lane{{Screen, "alice's screen"}, {Device, "alice"}, {Server, "hs1"}, {Server, "hs2"}, {Device, "bob"}, {Screen, "bob's screen"}},
	}}
	const aliceSees, alice, hs1, hs2, bob, bobSees = 0, 1, 2, 3, 4, 5
	at := func(ms int64) { d.last().AtMS = ms }
	d.row(alice, "alice places a", "T0-01")
	at(0)
	d.state(alice, "preparing(a)")
	d.sees(aliceSees, "calling…")
	d.row(bob, "bob places b", "T0-01")
	at(120)
	d.state(bob, "preparing(b)")
	d.sees(bobSees, "calling…")
	d.row(alice, "alice media ready", "T0-10")
	at(240)
	d.state(alice, "inflight(a)")
	inviteA := d.send(Message, alice, hs1, "m.call.invite a")
	d.row(bob, "bob media ready", "T0-10")
	at(1_240)
	d.state(bob, "inflight(b)")
	inviteB := d.send(Message, bob, hs2, "m.call.invite b")
	d.row(hs1, "hs1 accepts alice m.call.invite a")
	at(1_250)
	d.read(inviteA)
	inviteA, reply := d.send(Message, hs1, hs2, "m.call.invite a"), d.send(Reply, hs1, alice, "m.call.invite a")
	d.row(hs2, "hs2 accepts bob m.call.invite b")
	at(1_300)
	d.read(inviteB)
	inviteB = d.send(Message, hs2, hs1, "m.call.invite b")
	d.row(bob, "hs2 soft-fails m.call.invite a from hs1")
	at(2_000)
	d.last().Fault = true
	d.Arrows[inviteA].Lost = true
	d.read(inviteA)
	d.row(alice, "alice hears ok m.call.invite a", "T0-20")
	at(2_100)
	d.read(reply)
	d.state(alice, "waiting(a)")
	d.row(hs1, "hs1 receives m.call.invite b from hs2")
	at(91_500)
	d.read(inviteB)
	d.send(Message, hs1, alice, "m.call.invite b")
	d.Verdict = Verdict{
		Property: "nobody-stuck", Words: "endless ringback", Message: "alice waits for an answer to a call that nobody has heard of.", Outcome: "alice=waiting(a) bob=inflight(b)",
		Facts: [2]string{"alice waits on a since step 8.", "hs2 threw the invite of a away in step 7, so bob will never answer it."},
	}
	return d.Story
}

// oneInFlight is a story whose hang-ups cross close to where one of them starts.
func oneInFlight() Story {
	s := lanes(5)
	s.Rows[0].States = nil
	for len(s.Rows) < 16 {
		s.Rows = append(s.Rows, s.Rows[0])
	}
	const alice, hs1, bob = 1, 2, 3
	s.Arrows = nil
	hop := func(kind ArrowKind, from, fromRow, to, toRow int, label string) {
		call := label[len(label)-1:]
		s.Arrows = append(s.Arrows, Arrow{From: from, FromRow: fromRow, To: to, ToRow: toRow, Label: label, Call: call, Kind: kind})
	}
	hop(Message, bob, 1, hs1, 2, "m.call.invite b")
	hop(Message, hs1, 2, alice, 7, "m.call.invite b")
	hop(Message, alice, 6, hs1, 8, "m.call.invite a")
	hop(Message, hs1, 8, bob, 9, "m.call.invite a")
	hop(Reply, hs1, 8, alice, 11, "m.call.invite a")
	hop(Echo, hs1, 8, alice, 13, "m.call.invite a")
	hop(Message, bob, 9, hs1, 10, "m.call.hangup b")
	hop(Message, hs1, 10, alice, 14, "m.call.hangup b")
	hop(Message, alice, 11, hs1, 12, "m.call.hangup a")
	hop(Message, hs1, 12, bob, 15, "m.call.hangup a")
	return s
}

// twoCalls is a story in which bob has two calls for a while: his own goes on
// when one that he has never seen is over, and beside one that rings.
func twoCalls() Story {
	d := &draft{lanes(5)}
	d.Rows, d.Arrows = nil, nil
	const bob, bobSees = 3, 4
	d.row(bob, "bob places b")
	d.state(bob, "waiting(b)")
	d.sees(bobSees, "calling…")
	d.row(bob, "bob syncs m.call.hangup a")
	d.state(bob, "ended(a)")
	d.row(bob, "bob syncs m.call.invite c")
	d.state(bob, "ringing(c)")
	d.row(bob, "bob syncs m.call.hangup c")
	d.state(bob, "ended(c)")
	d.row(bob, "bob syncs m.call.answer b")
	d.state(bob, "connecting(b)")
	d.row(bob, "bob syncs m.call.invite d")
	d.state(bob, "ringing(d)")
	d.row(bob, "bob hangs up b")
	d.state(bob, "ended(b)")
	d.change(bob, "d", "ended")
	d.sees(bobSees, "—")
	return d.Story
}

// marked is the in-flight story with marks: one at a step, and two at another.
func marked() Story {
	s := inFlight()
	s.Title, s.About, s.Replay = "Each gives way to the other: silent drop", s.Title, "simrun replay glare1-"+strings.Repeat("abcdef", 30)
	for i := range s.Rows {
		s.Chances = append(s.Chances, min(300+25*i+500*(i/8), 1000))
	}
	s.Rows[7].States = []Note{{Lane: 1, Text: "drops a, answers b", Call: "b", Deed: true}}
	s.Rows[7].Marks = []string{"pivot: a bad end from 50 % to 100 %", "no return: no run ends well any more"}
	s.Rows[8].Fault = true
	s.Rows[8].Marks = []string{"rescue: instead hs1 acknowledges alice m.call.invite a, and a bad end at 0 %"}
	return s
}

// hostile is a short story in which every string tries to break out.
func hostile(payload string) Story {
	d := &draft{Story{
		Title: payload, About: payload, Replay: payload + payload, Chances: []int{0, 500, 1000}, Lead: []string{payload, payload},
		Lanes: []Lane{{Screen, payload}, {Device, payload}, {Server, payload}, {Device, payload}, {Screen, payload}},
	}}
	d.row(1, payload, payload)
	d.last().Fault = true
	d.change(1, payload, payload)
	d.last().States = []Note{{1, payload, payload, true}}
	d.last().Screens = []Note{{Text: payload}}
	d.last().Marks = []string{payload, payload}
	d.Arrows = []Arrow{{From: 1, To: 2, ToRow: 1, Label: payload, Call: payload}, {From: 2, To: 1, ToRow: -1, Label: payload, Call: "b" + payload}}
	d.row(2, payload, payload, payload)
	d.Verdict = Verdict{Property: payload, Words: payload, Message: payload, Facts: [2]string{payload, payload}, Outcome: payload}
	return d.Story
}

// lanes is a tiny story with n lanes, 3 to 7.
func lanes(n int) Story {
	all := map[int][]Lane{
		3: {{Device, "alice"}, {Server, "hs1"}, {Device, "bob"}},
		4: {{Screen, "alice's screen"}, {Device, "alice"}, {Server, "hs1"}, {Device, "bob"}},
		5: {{Screen, "alice's screen"}, {Device, "alice"}, {Server, "hs1"}, {Device, "bob"}, {Screen, "bob's screen"}},
		6: {{Screen, "alice's screen"}, {Device, "alice"}, {Server, "hs1"}, {Server, "hs2"}, {Device, "bob"}, {Screen, "bob's screen"}},
		7: {{Screen, "alice's screen"}, {Device, "alice.phone"}, {Device, "alice.desk"}, {Server, "hs1"}, {Server, "hs2"}, {Device, "bob"}, {Screen, "bob's screen"}},
	}
	d := &draft{Story{Title: "single", Lanes: all[n], Verdict: Verdict{OK: true, Outcome: "idle everywhere"}}}
	var stops []int
	for i, lane := range d.Lanes {
		if lane.Kind != Screen {
			stops = append(stops, i)
		}
	}
	d.row(stops[0], "alice places a", "T0-01")
	d.state(stops[0], "preparing(a)")
	d.row(stops[0], "alice media ready", "T0-10")
	under := d.send(Message, stops[0], stops[1], "m.call.invite a")
	for i, stop := range stops[1:] {
		d.row(stop, d.Lanes[stop].Name+" takes m.call.invite a")
		d.read(under)
		if i+2 < len(stops) {
			under = d.send(Message, stop, stops[i+2], "m.call.invite a")
		}
	}
	d.state(stops[len(stops)-1], "ringing(a)")
	return d.Story
}
