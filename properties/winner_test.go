package properties_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// clerk keeps the books of one run by what can be seen of it from outside: which
// invite was accepted when, and what each device has found in its timeline, in order.
type clerk struct {
	sys      *sim.System
	stamps   [model.MaxCalls]int
	accepted int
	timeline [sim.MaxDevices][]int // calls, by their invites, once each
	known    [sim.MaxDevices]int   // how many of them were there before the latest step
	lost     [model.MaxCalls]bool  // the own invite's echo was, and no copy of it has come
}

// note books one step.
func (k *clerk) note(before *sim.World, a sim.Action, after *sim.World) {
	name := k.sys.Name(before, a)
	for c := range k.sys.Calls() {
		if (after.Call[c]&^before.Call[c])&sim.InviteAccepted == 0 {
			continue
		}
		if k.accepted++; strings.HasSuffix(name, "with a clock that is behind") {
			k.stamps[c] = -k.accepted
		} else {
			k.stamps[c] = k.accepted
		}
	}
}

// see books what a step is about to bring into a device's timeline.
func (k *clerk) see(before *sim.World, a sim.Action) {
	events, lost := 0, false
	for d := range k.timeline {
		k.known[d] = len(k.timeline[d])
	}
	switch fault := k.sys.FaultName(a); {
	case a.Op == sim.OpSync, a.Op == sim.OpExpired && a.Arg == 0, fault == "late-decryption", fault == "clock-skew" && strings.Contains(k.sys.Name(before, a), " syncs "):
		events = 1
	case fault == "sync-batch":
		if _, err := fmt.Sscanf(k.sys.Name(before, a), k.sys.UserName(int(a.Device))+" syncs %d", &events); err != nil {
			panic(err)
		}
	case fault == "sync-gap":
		events, lost = 1, true
		if strings.Contains(k.sys.Name(before, a), fmt.Sprintf(" gap of %d ", before.Box[a.Device].NIn)) {
			events = int(before.Box[a.Device].NIn)
		}
	}
	seen := &k.timeline[a.Device]
	for _, event := range before.Box[a.Device].In[:events] {
		if event.Type() != model.Invite {
			continue
		}
		// What is lost has its place, which a copy of it keeps.
		again := slices.Contains(*seen, event.Call())
		if event.Own() {
			k.lost[event.Call()] = lost && (!again || k.lost[event.Call()])
		}
		if !again {
			*seen = append(*seen, event.Call())
		}
	}
}

// first says which of an own and an incoming call goes first by the reading of device d.
func (k *clerk) first(w *sim.World, d, own, incoming int) int {
	reading := &k.sys.Machine(d).Reading
	own1, in1 := slices.Index(k.timeline[d], own), slices.Index(k.timeline[d], incoming)
	if k.lost[own] {
		own1 = -1
	}
	var ownFirst bool
	switch reading.Value(model.Winner) {
	case "lesser-id":
		ownFirst = k.sys.ID(w, own) < k.sys.ID(w, incoming)
	case "greater-id":
		ownFirst = k.sys.ID(w, own) > k.sys.ID(w, incoming)
	case "lesser-user":
		ownFirst = k.sys.UserName(d) < k.sys.UserName(1-d)
	case "first-in-room":
		ownFirst = own1 >= 0 && own1 < in1
	case "earliest-ts":
		known := own1 >= 0 && (own1 < in1 || own1 < k.known[d] || reading.Is(model.Batch, "sync-end"))
		ownFirst = known && k.stamps[own] < k.stamps[incoming]
	}
	if ownFirst {
		return own
	}
	return incoming
}

// judged is how a step has compared an own with an incoming call: which two, and
// which goes first; ok is false if it has not.
func judged(sys *sim.System, before, after *sim.World) (d, own, incoming, first int, ok bool) {
	d = int(after.Last.Action.Device)
	e := &after.Last.Effects
	for _, i := range e.Fired[:e.NFired] {
		rule := sys.Machine(d).Rule(i)
		order := rule.If & (model.Less | model.Greater)
		if rule.In != model.RecvInvite || order == 0 || rule.If&(model.OwnPrep|model.OwnSending|model.OwnWait) == 0 {
			continue
		}
		own, incoming = model.NoCall, model.NoCall
		changed := 0
		for c := range sys.Calls() {
			was, is := before.Box[d].Device.Call[c].State, after.Box[d].Device.Call[c].State
			switch {
			case sys.Owner(c) == d && model.UnderWay.Has(was):
				own = c
			case sys.Owner(c) != d && was != is:
				incoming = c
				changed++
			}
		}
		if own == model.NoCall || changed != 1 {
			continue // one step has changed more than can be told apart
		}
		if order == model.Less {
			return d, own, incoming, incoming, true
		}
		return d, own, incoming, own, true
	}
	return 0, 0, 0, 0, false
}

// TestWinnerIsWhoGoesFirst shows, over random runs with what could confuse it, that of
// two crossing calls a device keeps the one that the books say: by IDs, users,
// timeline or stamps.
func TestWinnerIsWhoGoesFirst(t *testing.T) {
	const behind = "clock-skew=1"
	for _, c := range []cell{
		{"glare", "literal-sent", "late-decryption=1", "", ""},
		{"federated-glare", "robust", "late-decryption=1,sync-gap=1,duplicate=1", "", ""},
		{"federated-glare", "literal-sent+rule1=compare", behind + ",sync-batch=1", "", ""},
		{"redial", "literal-sent+batch=sync-end", "sync-batch=2,sync-replay=1,send-overlap=1", "", ""},
		{"redial", "literal-sent+retro=compare", "late-decryption=1,rate-limit=1", "", "servers hs1 hs2\ndevices alice@hs1 bob@hs2\n"},
		{"two-rooms", "literal-sent+inflight=echo", "", "", ""},
	} {
		for _, winner := range model.Winner.Values() {
			c := c
			c.reading += "+winner=" + winner
			t.Run(c.String(), func(t *testing.T) {
				t.Parallel()
				compared, kept := 0, 0
				walkBooked(c.compile(t), 3000, func(k *clerk, before, after *sim.World) {
					d, own, incoming, first, ok := judged(k.sys, before, after)
					if !ok || t.Failed() {
						return
					}
					compared++
					if first == own {
						kept++
					}
					if want := k.first(after, d, own, incoming); first != want {
						t.Errorf("%s: own call %s, incoming %s: %s goes first, want %s", k.sys.Name(before, after.Last.Action),
							k.sys.CallName(own), k.sys.CallName(incoming), k.sys.CallName(first), k.sys.CallName(want))
					}
				})
				if compared < 20 || kept == 0 || kept == compared {
					t.Errorf("%d comparisons, of which the own call was kept in %d: these runs show nothing", compared, kept)
				}
			})
		}
	}
}

// walkBooked makes random runs and shows each step to a visitor, with the books.
func walkBooked(sys *sim.System, runs int, visit func(k *clerk, before, after *sim.World)) {
	random := uint32(7)
	var w, before sim.World
	for i := range runs {
		k := &clerk{sys: sys}
		sys.Initial(i%sys.Initials(), &w)
		for enabled := sys.Enabled(&w, nil); len(enabled) > 0; enabled = sys.Enabled(&w, enabled[:0]) {
			random = random*1664525 + 1013904223 // Numerical Recipes
			a := enabled[int(random>>16)%len(enabled)]
			before = w
			k.see(&before, a)
			sys.Do(&w, a)
			k.note(&before, a, &w)
			visit(k, &before, &w)
		}
	}
}

// counted is a search in numbers that must be equal where two readings are one.
func counted(t *testing.T, c cell) string {
	t.Helper()
	sys := c.compile(t)
	r := search(sys, properties.NewJudge(sys))
	text := fmt.Sprint(r.Verdict, r.States, r.Transitions, r.Depth, r.Finals)
	for _, f := range r.Findings {
		text += fmt.Sprint(" ", f.Property, f.Cause, f.Count, len(f.Schedule.Names))
	}
	return text
}

// TestWinnersThatAreOne shows that rules which come to the same have the same proofs,
// violations and excuses, to the last count: the greater ID is the lesser one of the
// opposite IDs, whatever a fault destroys; the lesser user is the lesser ID where the
// IDs say so; and on one homeserver that loses nothing the timeline is in the order of
// the stamps.
func TestWinnersThatAreOne(t *testing.T) {
	const lesser = "ids alice=\"a\" bob=\"b\"\n"
	for _, faults := range everyFault() {
		for _, pair := range [][2]cell{
			{{"glare", "literal-sent", faults, "", ""}, {"glare", "literal-sent+winner=greater-id", faults, "", ""}},
			{{"federated-glare", "robust", faults, "", ""}, {"federated-glare", "robust+winner=greater-id", faults, "", ""}},
			{{"glare", "literal-sent", faults, "", lesser}, {"glare", "literal-sent+winner=lesser-user", faults, "", lesser}},
			{
				{"glare", "literal-sent+winner=first-in-room", faults, "", ""},
				{"glare", "literal-sent+winner=earliest-ts", faults, "", ""},
			},
		} {
			t.Run(pair[1].String(), func(t *testing.T) {
				t.Parallel()
				if one, other := counted(t, pair[0]), counted(t, pair[1]); one != other {
					t.Errorf("%s: %s\n%s: %s", pair[0], one, pair[1], other)
				}
			})
		}
	}
}

// TestWinnerVerdicts shows what becomes of crossing calls by who wins, and what is no
// excuse for it: a fault excuses where it hit the call that would have survived.
func TestWinnerVerdicts(t *testing.T) {
	const room, stamps, users = "literal-sent+winner=first-in-room", "literal-sent+winner=earliest-ts", "literal-sent+winner=lesser-user"
	for _, c := range []struct {
		cell   cell
		proved bool
	}{
		{cell{"glare", room, "", "", ""}, true},
		{cell{"glare", stamps, "", "", ""}, true},
		{cell{"glare", room, "send-fail=1", "", ""}, true}, // what fails is in no timeline
		{cell{"glare", "literal-sent", "send-fail=1", "", ""}, false},
		{cell{"federated-glare", room, "", "", ""}, false}, // each server has its own timeline
		{cell{"federated-glare", stamps, "", "", ""}, true},
		{cell{"federated-glare", stamps, "clock-skew=1", "", ""}, false},
		{cell{"federated-glare", users, "clock-skew=1", "", ""}, true},
		{cell{"equal-ids", users, "", "", ""}, true}, // no hangup names both calls
		{cell{"equal-ids", stamps, "", "", ""}, true},
		{cell{"glare", "alice=" + room + ",bob=literal-sent", "", "", ""}, false},
		{cell{"glare", "alice=literal-sent+winner=greater-id,bob=literal-sent", "", "", ""}, false},
		{cell{"glare", "alice=" + room + ",bob=" + stamps, "", "", ""}, true},
		{cell{"glare", room, "sync-gap=1", "", ""}, false},
	} {
		sys := c.cell.compile(t)
		if r := search(sys, properties.NewJudge(sys)); (r.Verdict == scheduler.Proved) != c.proved {
			t.Errorf("%s: %v, want proved: %t", c.cell, r.Verdict, c.proved)
		}
	}
}
