package model

import (
	"math/rand/v2"
	"testing"
)

// TestFates shows what is dead for whom, and what is not.
func TestFates(t *testing.T) {
	const own, peer = 0, 1
	owing := Call{State: Ended, Flags: Owes}
	for _, c := range []struct {
		reading  string
		in       Input
		call     int
		at       Call
		restarts bool
		want     bool
	}{
		{"literal", RecvHangup, peer, Call{State: Ended}, false, true},
		{"literal", RecvHangup, peer, Call{State: Ended}, true, false}, // what is over is forgotten, and can ring
		{"literal", RecvHangup, peer, Call{}, false, false},            // ignored now, heeded once it rings
		{"literal", RecvHangup, peer, Call{State: Active}, false, false},
		{"literal", RecvInvite, peer, Call{State: Ended}, false, true},
		{"literal+dup=clobber", RecvInvite, peer, Call{State: Ended}, false, false},
		{"literal", RecvCandidates, peer, Call{State: IRing}, true, true},
		{"literal", RecvAnswer, own, Call{State: OConn}, false, true},
		{"literal", RecvAnswer, own, Call{State: OSending}, false, false},
		{"literal", RecvAnswer, own, Call{State: Ended}, false, true},
		{"literal+late-answer=hangup", RecvAnswer, own, Call{State: Ended}, false, false},
		{"literal", InviteOK, own, Call{State: Ended}, false, true},
		{"literal", InviteOK, own, owing, false, false}, // the hangup is due when the invite lands
		{"literal", InviteOK, own, Call{State: OSending}, false, false},
		{"literal", AnswerOK, peer, Call{State: IConn}, false, true},
		{"literal", EchoInvite, own, Call{State: OWait}, false, true},
		{"literal+inflight=echo", EchoInvite, own, Call{State: OSending}, false, false},
		{"robust+echo-filter=none", EchoInvite, own, Call{State: OSending}, false, false},
	} {
		reading, err := ParseReading(c.reading)
		if err != nil {
			t.Fatal(err)
		}
		f := FindFates(Compile(V0(), reading, crossed), true)
		if got := f.Ignores(c.in, c.call, c.at, Outlook{Restarts: c.restarts}, false); got != c.want {
			t.Errorf("%s: %v of a call in %v (owes %t, restarts %t) is dead: %t", c.reading, c.in, c.at.State, c.at.Flags&Owes != 0, c.restarts, got)
		}
	}
}

// TestFatesCome shows, in random sequences of inputs under right and wrong rules, that a
// call comes only where it is said that it can, and that what is said to be dead does
// nothing then or later.
func TestFatesCome(t *testing.T) {
	lists := [][]Rule{V0(), V1()}
	for _, version := range []Version{Version0, Version1} {
		for _, m := range Mutants(version) {
			lists = append(lists, m.Rules)
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	for i, rules := range lists {
		for _, reading := range Readings() {
			m := Compile(rules, reading, crossed)
			f := FindFates(m, true)
			for range 20 {
				comes(t, i, f, random)
			}
		}
	}
}

// comes makes one sequence of inputs.
func comes(t *testing.T, rules int, f *Fates, random *rand.Rand) {
	t.Helper()
	var d Device
	futures, dead := [MaxCalls]StateSet{}, [MaxCalls][NumInputs]bool{}
	for c := range futures {
		futures[c] = 1<<NumStates - 1
	}
	for range 40 {
		in, c := Input(random.IntN(int(NumInputs))), random.IntN(crossed.Calls)
		if in == Restart || !Possible(crossed, &d, in, c) || in == Place && d.Call[c].State != None {
			continue
		}
		before := d
		var e Effects
		f.m.Step(&d, in, c, meeting(int8(random.IntN(3)-1)), &e)
		if dead[c][in] && (d != before || e.N != 0 || e.Marks != 0) {
			t.Fatalf("rules %d, %s: %v of call %d was said to be dead, and leads from %s to %s", rules, f.m.Reading.Name, in, c, describe(&before), describe(&d))
		}
		for c := range crossed.Calls {
			call := d.Call[c]
			if !futures[c].Has(call.State) {
				t.Fatalf("rules %d, %s: after %v, call %d is %v, which was said never to come", rules, f.m.Reading.Name, in, c, call.State)
			}
			if f.m.IsOwn(c) && call.State == None {
				continue // not placed yet
			}
			futures[c] &= f.Future(c, call, Outlook{})
			for in := range NumInputs {
				dead[c][in] = dead[c][in] || in != Place && f.Ignores(in, c, call, Outlook{}, false)
			}
		}
	}
}

// TestIsOneOf shows that several rules that do nothing are as good as one if, whatever their
// guards look at, one of them applies and no second one.
func TestIsOneOf(t *testing.T) {
	const known, a, b = IsOwn, InSync, DoesOwe
	for _, c := range []struct {
		name  string
		rules []*primitive
		want  bool
	}{
		{"none", nil, false},
		{"always", []*primitive{{}}, true},
		{"never", []*primitive{{deny: known}}, false},
		{"known", []*primitive{{need: known}}, true},
		{"one of two cases", []*primitive{{need: a}}, false},
		{"both cases", []*primitive{{need: a}, {deny: a}}, true},
		{"both cases, and one twice", []*primitive{{need: a}, {deny: a}, {need: a | b}}, false},
		{"a case of four is missing", []*primitive{{need: a | b}, {need: a, deny: b}, {need: b, deny: a}}, false},
		{"four cases", []*primitive{{need: a | b}, {need: a, deny: b}, {need: b, deny: a}, {deny: a | b}}, true},
		{"one of several, or none", []*primitive{{any: a | b}, {deny: a | b}}, true},
		{"one of several, and another", []*primitive{{any: a | b}, {deny: a}}, false},
	} {
		if got := isOneOf(c.rules, known, 0); got != c.want {
			t.Errorf("%s: %t", c.name, got)
		}
	}
}
