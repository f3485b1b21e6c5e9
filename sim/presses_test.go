package sim

import (
	"math/rand/v2"
	"testing"
)

// TestPressKinds shows that the list has every press in the order of the actions, and
// that no two of them share a name, a slot, or what they are counted in.
func TestPressKinds(t *testing.T) {
	var u User
	var b Box
	seen := map[any]string{}
	once := func(name string, what any) {
		if other := seen[what]; other != "" {
			t.Errorf("%s and %s share %v", name, other, what)
		}
		seen[what] = name
	}
	for i, kind := range PressKinds() {
		if kind.Op != OpPlace+Op(i) || !kind.Op.isPress() || kind.Op.press() != &pressKinds[i] || kind.usual == 0 || kind.may == nil {
			t.Errorf("entry %d is of action %d: %+v", i, kind.Op, kind)
		}
		for field, what := range []any{kind.Name, kind.Verb, kind.Rest, kind.input, kind.Of(&u), kind.Left(&b)} {
			once(kind.Name, [2]any{field, what})
		}
		for c := range 4 {
			if slot := kind.slot + c*kind.apart; slot < actSlots1 {
				once(kind.Name, slot)
			} else {
				t.Errorf("%s: slot %d of call %d is another device's", kind.Name, slot, c)
			}
		}
	}
	for op := range OpFault + 1 {
		if press := op >= OpPlace && op <= OpMute; op.isPress() != press {
			t.Errorf("action %d: a press, it is said: %v", op, !press)
		}
	}
}

// TestPresses shows, in the worlds of random runs, that users may do what the list says,
// that it does what the list says, and that it commutes with what the list says.
func TestPresses(t *testing.T) {
	const all = "alice may redial\nalice must answer\nalice may reject\nalice may ignore\nbob must place while-ringing\n" +
		"bob may answer x2\nbob may reject\nbob may hangup x2\nbob may ignore x2\n"
	done := [NumPresses]int{}
	for _, lines := range []string{
		all, "servers hs1 hs2\ndevices alice@hs1 bob@hs2\ntiming async\nfaults suspend=1 crash=1\n" + all,
		"room r1 alice bob\nroom r2 alice bob\nalice must place while-ringing\nbob must place\nbob may answer\nalice may answer\nalice may hangup x3\nbob may reject x2\n",
		"rules v1\nalice must place\nbob must answer\nalice may renegotiate x2\nbob may renegotiate\nbob may mute x2\n",
	} {
		s, err := Parse("presses", lines, 1)
		if err != nil {
			t.Fatal(err)
		}
		sys, err := Compile(s)
		if err != nil {
			t.Fatal(err)
		}
		r := rand.New(rand.NewPCG(3, 4))
		for run := range 500 {
			var w World
			sys.Initial(run%sys.Initials(), &w)
			for {
				if got, want := sys.acts(&w)&(1<<slotCrowd-1), sys.pressable(&w); got != want {
					t.Fatalf("what users may do is %b, by the list %b", got, want)
				}
				enabled := sys.Enabled(&w, nil)
				if len(enabled) == 0 {
					break
				}
				a := enabled[r.IntN(len(enabled))]
				if !a.Op.isPress() {
					sys.Do(&w, a)
					continue
				}
				before, kind := w, a.Op.press()
				sys.checkPress(t, &before, &w, a)
				done[kind.Op-OpPlace]++
			}
		}
	}
	for i, n := range done {
		if n == 0 {
			t.Errorf("nobody ever %s", pressKinds[i].Verb)
		}
	}
}

// pressable is what users may do by the list, as acts has it.
func (s *System) pressable(w *World) (set uint64) {
	for d := range s.devices {
		for _, kind := range PressKinds() {
			if w.Box[d].Holds&Suspended != 0 || *kind.Left(&w.Box[d]) == 0 {
				continue
			}
			for c, calls := 0, kind.may(s, w, d); calls>>c != 0; c++ {
				if calls>>c&1 != 0 {
					set |= 1 << (d*actSlots1 + kind.slot + c*kind.apart)
				}
			}
		}
	}
	return set
}

// checkPress does a press and compares what it is and does with its entry.
func (s *System) checkPress(t *testing.T, before, w *World, a Action) {
	t.Helper()
	kind, d, c := a.Op.press(), int(a.Device), int(a.Arg)
	name := s.Name(before, a)
	verb := kind.Verb
	if kind.Undo != "" && (kind.Of(&s.Scenario.Users[d]).Times-*kind.Left(&w.Box[d]))%2 == 1 {
		verb = kind.Undo // here nothing but the press takes back what it did
	}
	if name != s.DeviceName(d)+" "+verb+" "+s.CallName(c) {
		t.Errorf("%s: the list says %s", name, verb)
	}
	if !kind.calls.has(s.owner(c) == d) {
		t.Errorf("%s: not a call that the list allows", name)
	}
	if s.Fair(before, a) != kind.Of(&s.Scenario.Users[d]).Must {
		t.Errorf("%s: fair, it is said: %v", name, s.Fair(before, a))
	}
	commutes := s.Commutes(before, a)
	like := [...]uint64{touchesAll: 0, touchesDevice: s.commutes[s.Slot(Action{Op: OpSync, Device: a.Device})]}
	if int(kind.touches) < len(like) && commutes != like[kind.touches] {
		t.Errorf("%s: commutes with %b, by the list with %b", name, commutes, like[kind.touches])
	}
	if hasSlot := s.Slot(a) >= 0; hasSlot != (kind.touches == touchesPeer) {
		t.Errorf("%s: has a slot: %v", name, hasSlot)
	}
	s.Do(w, a)
	left, had := *kind.Left(&w.Box[d]), *kind.Left(&before.Box[d])
	if had != Always && left != had-1 || had == Always && left != Always {
		t.Errorf("%s: %d left of %d", name, left, had)
	}
	if w.Last.N == 0 || w.Last.Inputs[0].Input != kind.input {
		t.Errorf("%s: the device is told %v", name, w.Last.Inputs[0].Input)
	}
	if kind.Declines && s.Willing(w, d)>>s.room[c]&1 != 0 {
		t.Errorf("%s, and is willing all the same", name)
	}
	if kind.Ends != (w.Call[c]&^before.Call[c]&GivenUp != 0) && before.Call[c]&GivenUp == 0 {
		t.Errorf("%s: given up, it is said: %v", name, kind.Ends)
	}
}
