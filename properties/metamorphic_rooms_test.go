package properties_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// oneRoom is a system with one room of the scenario of a cell. What users must do
// they may do there, and a timer may fire at any moment, since what keeps them from
// it may be in another room.
func (c cell) oneRoom(t testing.TB, rules []model.Rule) *sim.System {
	t.Helper()
	s := c.load(t)
	s.Rooms = s.Rooms[:1]
	s.Timing = sim.Async
	for d := range s.Users {
		s.Users[d].Place.Must, s.Users[d].Answer.Must = false, false
	}
	sys, err := sim.CompileRules(s, rules)
	if err != nil {
		t.Fatal(err)
	}
	return sys
}

// lens looks at one room of a system.
type lens struct {
	sys  *sim.System
	room int
}

// call is the number of a call in its room, or -1 if it is of another room.
func (l lens) call(c int) int {
	if l.sys.CallRoom(c) != l.room {
		return -1
	}
	return l.sys.Owner(c)
}

// action is an action as it is in a world of one room, if it is about that room.
func (l lens) action(w *sim.World, a sim.Action) (one sim.Action, ok bool) {
	about := func(c int) bool { return l.call(c) >= 0 }
	switch b := &w.Box[a.Device]; a.Op {
	case sim.OpAccept:
		return a, about(b.Out[0].Call())
	case sim.OpSync:
		return a, about(b.In[0].Call())
	case sim.OpReply:
		c, answer := int(a.Arg)%model.MaxCalls, a.Arg/model.MaxCalls
		a.Arg = uint16(l.call(c)) + answer*model.MaxCalls
		return a, about(c)
	case sim.OpReady, sim.OpConnect, sim.OpPlace, sim.OpAnswer, sim.OpHangUp, sim.OpLifetime, sim.OpTimeout:
		c := int(a.Arg)
		a.Arg = uint16(l.call(c))
		return a, about(c)
	default:
		panic(fmt.Sprintf("%+v is about no room", a))
	}
}

// calls is a set of calls as a set of those of the room.
func (l lens) calls(set uint8) (in uint8) {
	for c := range l.sys.Calls() {
		if n := l.call(c); n >= 0 {
			in |= set >> c & 1 << n
		}
	}
	return in
}

// items are the events of a queue that are about the room.
func (l lens) items(queue []sim.Item) string {
	var events []string
	for _, item := range queue {
		if n := l.call(item.Call()); n >= 0 {
			events = append(events, fmt.Sprintf("%v %d %v", item.Type(), n, item.Own()))
		}
	}
	return strings.Join(events, ", ")
}

// see is all that a world holds about the room, but for what the user has left to
// do, which is the same for all rooms.
func (l lens) see(w *sim.World) string {
	var text strings.Builder
	for d := range l.sys.Devices() {
		b := &w.Box[d]
		for c := range l.sys.Calls() {
			if n := l.call(c); n >= 0 {
				fmt.Fprintf(&text, "%d is %+v, %b; ", n, b.Device.Call[c], w.Call[c])
			}
		}
		if owner := b.Device.OwnerCall(); owner != model.NoCall && l.call(owner) >= 0 {
			fmt.Fprintf(&text, "media of %d: %d, %d; ", l.call(owner), b.Device.Stream, b.Device.Turn)
		}
		fmt.Fprintf(&text, "out %s; in %s; replies %b %b; ", l.items(b.Out[:b.NOut]), l.items(b.In[:b.NIn]), l.calls(b.Reply), l.calls(b.Reply>>model.MaxCalls))
		fmt.Fprintf(&text, "calls %b %b %b %b %b; ", l.calls(b.Willing&15), l.calls(b.SeenOver), l.calls(b.MediaHurt), l.calls(b.SendHurt), l.calls(b.Answers))
		fmt.Fprintf(&text, "room %b %b %b\n", b.Willing>>(4+l.room)&1, b.Seamless>>l.room&1, b.Pressed>>l.room&1)
	}
	return text.String()
}

// apart is the relation that a run in several rooms is, in each of them, a run of
// that room alone, with the same fate of its calls.
func apart(t *testing.T, rules []model.Rule) relation {
	return func(c cell, picks []byte) string {
		sys, alone := c.compileRules(t, rules), c.oneRoom(t, rules)
		tr := travel(sys, sys, picks)
		for room := range sys.Scenario.Rooms {
			if why := inRoom(lens{sys, room}, alone, tr); why != "" {
				return tr.blame("room %s: %s", sys.Scenario.Rooms[room].Name, why)
			}
		}
		return ""
	}
}

// inRoom says how a run differs in a room from one of that room alone.
func inRoom(l lens, alone *sim.System, tr *trip) string {
	whole := lens{alone, 0}
	var w sim.World
	for i := range alone.Initials() {
		if alone.Initial(i, &w); alone.Less(&w, 0, 1) == l.sys.Less(&tr.worlds[0], l.room, l.room+alone.Calls()) {
			break
		}
	}
	for i, a := range tr.actions {
		one, ok := l.action(&tr.worlds[i], a)
		if ok {
			if !slices.Contains(alone.Enabled(&w, nil), one) {
				return fmt.Sprintf("step %d is not enabled where that room is alone: %s", i+1, alone.Name(&w, one))
			}
			alone.Do(&w, one)
		}
		if here, there := l.see(&tr.worlds[i+1]), whole.see(&w); here != there {
			return fmt.Sprintf("after step %d\n%salone\n%s", i+1, here, there)
		}
	}
	return ""
}

// TestPropertyRooms shows that calls of two rooms leave each other alone: being rung
// in one room while calling in another is no glare.
func TestPropertyRooms(t *testing.T) {
	apart(t, model.V0()).holds(t, 500, []cell{
		{scenario: "two-rooms"},
		{scenario: "two-rooms", lines: "alice may hangup\nbob may hangup\n"},
	})
}

// TestPropertyRoomsFails shows that a device which drops an invite because it calls in
// another room breaks the relation.
func TestPropertyRoomsFails(t *testing.T) {
	rules := model.V0()
	for i := range rules {
		if r := &rules[i]; r.Row == "T0-15" || r.Row == "T0-39" {
			r.To = model.Ended
		}
	}
	apart(t, rules).fails(t, 100, cell{scenario: "two-rooms", reading: "literal-sent"})
}

// roomFates lists how the runs of two rooms end in one of them, in the names that its
// calls have where it is alone; and reports whether always one room is idle.
func roomFates(ends []string, room int) (fates []string, oneIdle bool) {
	oneIdle = true
	for _, end := range ends {
		var fate [2][]string
		for device := range strings.SplitSeq(end, " ") {
			user, states, _ := strings.Cut(device, "=")
			in := [2]string{"idle", "idle"}
			for state := range strings.SplitSeq(states, "+") {
				if alone, second := strings.CutSuffix(state, "2)"); second {
					in[1] = alone + ")"
				} else {
					in[0] = state
				}
			}
			for r := range in {
				fate[r] = append(fate[r], user+"="+in[r])
			}
		}
		oneIdle = oneIdle && (strings.Join(fate[0], " ") == idle || strings.Join(fate[1], " ") == idle)
		fates = append(fates, strings.Join(fate[room], " "))
	}
	slices.Sort(fates)
	return slices.Compact(fates), oneIdle
}

const idle = "alice=idle bob=idle"

// TestRoomsEveryRun shows for all runs in two rooms, in which each user calls once,
// that a room ends as it ends alone, or idle: nobody called there, or only one did and
// the other was calling in the other room until the lifetime was over.
func TestRoomsEveryRun(t *testing.T) {
	lengthy(t)
	for _, reading := range []string{"literal", "literal-sent", "robust", "literal+glare=off-ring", "literal-sent+abort-out=silent"} {
		alone := endsOf(cell{scenario: "glare", reading: reading}.compile(t)).ends
		want := slices.Compact(slices.Sorted(slices.Values(append(slices.Clone(alone), idle))))
		both := endsOf(cell{scenario: "two-rooms", reading: reading}.compile(t)).ends
		for room := range 2 {
			if got, oneIdle := roomFates(both, room); !slices.Equal(got, want) || !oneIdle {
				t.Errorf("%s, room %d: %q, want %q; all: %q", reading, room+1, got, want, both)
			}
		}
	}
}
