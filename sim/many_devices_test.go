package sim_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// crowded is a scenario of its own lines, as a system.
func crowded(t *testing.T, lines string) *sim.System {
	t.Helper()
	s, err := sim.Parse("crowd", lines, 1)
	if err != nil {
		t.Fatal(err)
	}
	requireRoundTrip(t, s)
	sys, err := sim.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	return sys
}

// TestMediaGoToTheAnswerThatWasTaken shows that of two devices that answer a call only the
// one connects whose answer the caller has taken, and that the other keeps waiting.
func TestMediaGoToTheAnswerThatWasTaken(t *testing.T) {
	sys := compiled(t, "multi-device", "")
	w := follow(t, sys, `
alice places a
alice media ready
hs1 accepts alice m.call.invite a
hs1 acknowledges alice m.call.invite a
bob.phone syncs m.call.invite a
bob.laptop syncs m.call.invite a
bob.phone answers a
bob.phone media ready
hs1 accepts bob.phone m.call.answer a
hs1 acknowledges bob.phone m.call.answer a
alice syncs own m.call.invite a
alice syncs m.call.answer a of bob.phone
bob.phone connects a`)
	if callee := sys.Callee(&w, 0); sys.DeviceName(callee) != "bob.phone" {
		t.Errorf("alice has taken the answer of %s", sys.DeviceName(callee))
	}
	if names := namesOf(sys, &w); !slices.Contains(names, "alice connects a") || slices.Contains(names, "bob.laptop answers a") {
		t.Errorf("alice and bob.phone are on the call, and bob is: enabled are %q", names)
	}
	if screen := sys.Screen(&w, 2); screen != sim.ShowsRinging {
		t.Errorf("bob.laptop shows %q; version 0 tells it nothing", screen)
	}
}

// TestUserIsOne shows that what users may do is said of all their devices together: a
// second device neither calls nor answers beside a call of the first, and a budget is one.
func TestUserIsOne(t *testing.T) {
	lines := `
devices alice@hs1 bob.phone@hs1 bob.laptop@hs1
alice must place
bob may answer x1
bob may reject
bob.laptop may place
`
	sys := crowded(t, lines)
	w := follow(t, sys, `
alice places a
alice media ready
hs1 accepts alice m.call.invite a
bob.phone syncs m.call.invite a
bob.laptop syncs m.call.invite a`)
	for _, want := range []string{"bob.phone answers a", "bob.laptop answers a", "bob.phone rejects a", "bob.laptop rejects a"} {
		if !slices.Contains(namesOf(sys, &w), want) {
			t.Errorf("%q is not enabled: %q", want, namesOf(sys, &w))
		}
	}
	for _, press := range []string{"bob.phone answers a", "bob.phone rejects a"} {
		after := w
		for _, a := range sys.Enabled(&w, nil) {
			if sys.Name(&w, a) == press {
				sys.Do(&after, a)
			}
		}
		for _, name := range namesOf(sys, &after) {
			again := strings.HasPrefix(press, "bob.phone answers") && name == "bob.laptop answers a" || press == "bob.phone rejects a" && name == "bob.laptop rejects a"
			if again || name == "bob.laptop places b" {
				t.Errorf("after %q, %q is enabled", press, name)
			}
		}
	}
	// A call on one device keeps the others from answering, not the budget alone.
	unlimited := crowded(t, strings.Replace(lines, "answer x1", "answer", 1))
	w = follow(t, unlimited, `
alice places a
alice media ready
hs1 accepts alice m.call.invite a
bob.phone syncs m.call.invite a
bob.phone answers a
bob.laptop syncs m.call.invite a`)
	if names := namesOf(unlimited, &w); slices.Contains(names, "bob.laptop answers a") {
		t.Errorf("bob is on the phone and answers: enabled are %q", names)
	}
	// Whose press it is.
	if names := namesOf(sys, new(follow(t, sys, "alice places a"))); !slices.Contains(names, "bob.laptop places b") || slices.Contains(names, "bob.phone places b") {
		t.Errorf("bob calls with the laptop alone; enabled are %q", names)
	}
}

// TestThreeServers shows that an event reaches every device of its room and no other, on
// each way by a queue of its own, and its sender's other devices as their own.
func TestThreeServers(t *testing.T) {
	sys := crowded(t, `
servers hs1 hs2 hs3
room r1 alice bob
room r2 alice carol
devices alice.phone@hs1 alice.laptop@hs1 bob@hs2 carol.a@hs3 carol.b@hs3
reading alice.phone=robust bob=literal-sent
alice must place
bob must answer
carol must answer
faults soft-fail=1 fed-delay=1
`)
	w := follow(t, sys, `
alice.phone places a
alice.phone media ready
hs1 accepts alice.phone m.call.invite a
hs2 receives m.call.invite a of alice.phone from hs1`)
	var waits []string
	for d := range sys.Devices() {
		for _, event := range w.Box[d].In[:w.Box[d].NIn] {
			waits = append(waits, sys.DeviceName(d)+" "+event.Type().String())
			if own := sys.UserName(d) == "alice"; event.Own() != own || event.Sender() != 0 {
				t.Errorf("%s has an event of device %d, its own: %t", sys.DeviceName(d), event.Sender(), event.Own())
			}
		}
	}
	if want := []string{"alice.phone m.call.invite", "alice.laptop m.call.invite", "bob m.call.invite"}; !slices.Equal(waits, want) {
		t.Errorf("wait to be synced: %q, want %q", waits, want)
	}
	if links := sys.Links(&w); len(links) != 6 {
		t.Errorf("between three homeservers are %d links, want 6", len(links))
	}
	// In the room with carol the invite goes to her homeserver alone, for both of her devices.
	w = follow(t, sys, `
alice.phone places a2
alice.phone media ready
hs1 accepts alice.phone m.call.invite a2`)
	for _, link := range sys.Links(&w) {
		if want := sys.Scenario.Servers[link.From] == "hs1" && sys.Scenario.Servers[link.To] == "hs3"; want != (link.Queue.N == 1) {
			t.Errorf("from %s to %s are %d events under way", sys.Scenario.Servers[link.From], sys.Scenario.Servers[link.To], link.Queue.N)
		}
	}
	// At one homeserver too.
	near := crowded(t, "room r1 alice bob\nroom r2 alice carol\ndevices alice@hs1 bob@hs1 carol@hs1\nalice must place\n")
	at := follow(t, near, "alice places a\nalice media ready\nhs1 accepts alice m.call.invite a")
	if at.Box[1].NIn != 1 || at.Box[2].NIn != 0 {
		t.Errorf("of a room without carol, bob has %d events to sync and carol %d", at.Box[1].NIn, at.Box[2].NIn)
	}
	names := namesOf(sys, &w)
	for _, want := range []string{
		"hs3 receives m.call.invite a2 of alice.phone from hs1", "hs3 soft-fails m.call.invite a2 of alice.phone from hs1",
		"hs3 waits long for m.call.invite a2 of alice.phone from hs1",
	} {
		if !slices.Contains(names, want) {
			t.Errorf("%q is not enabled: %q", want, names)
		}
	}
}

// TestManyDevicesHaveRoom shows that nine devices on three homeservers, each doing what it
// may, find no queue full and no list of what is pending too short.
func TestManyDevicesHaveRoom(t *testing.T) {
	s, err := sim.Parse("nine", `
timing timed
servers hs1 hs2 hs3
room r1 alice bob
room r2 bob carol
devices alice.a@hs1 alice.b@hs1 alice.c@hs1 bob.a@hs2 bob.b@hs2 bob.c@hs2 carol.a@hs3 carol.b@hs3 carol.c@hs3
alice must place
bob must place
alice must answer
bob must answer
carol must answer
alice may hangup
bob may hangup
carol may reject
`, 1)
	if err != nil {
		t.Fatal(err)
	}
	sys, err := sim.CompileTimed(s)
	if err != nil {
		t.Fatal(err)
	}
	most, random := uint32(0), uint32(1)
	var w sim.TimedWorld
	for i := range 200 {
		sys.Initial(i%sys.Initials(), &w)
		for enabled := sys.Enabled(&w, nil); len(enabled) > 0; enabled = sys.Enabled(&w, enabled[:0]) {
			random = random*1664525 + 1013904223
			sys.Do(&w, enabled[int(random>>16)%len(enabled)])
			most = max(most, w.NPending)
			if w.Causes&sim.Overflow != 0 {
				t.Fatalf("a limit is exceeded: %d actions are pending", w.NPending)
			}
		}
	}
	if most <= 9 || int(most) > sys.MaxPending() {
		t.Errorf("%d actions are pending at most; the limit is %d", most, sys.MaxPending())
	}
}

// TestManyPeopleErrors shows what scenarios of several devices are refused for.
func TestManyPeopleErrors(t *testing.T) {
	const three = "room r1 alice bob carol\ndevices alice@hs1 bob@hs1 carol@hs1\nalice must place\n"
	for _, c := range []struct{ text, want string }{
		{"room r1 a b c d", "a room has 2 to 3 users"},
		{"room r1 a b c\nroom r2 a d", "d is one user more than 3"},
		{"room r1 a b a", `room "r1" has a twice`},
		{"devices alice.x@hs1 alice@hs1 bob@hs1", "alice has 2 devices; expected a name for each"},
		{"devices alice.x@hs1 alice.y@hs1 bob@hs1\nalice.z must place", `did you mean "alice`},
		{"devices alice.x@hs1 alice.y@hs1 bob@hs1\nreading alice=literal alice.y=robust", `alice.y has "literal" already`},
		{"devices alice.x/y@hs1 bob@hs1", "expected letters, digits, - and _"},
		{three + `ids alice="x" bob="y"`, "bob needs 0 call IDs, has 1"},
		{three + "alice must place x3\n", "a user places 3 calls (presses × rooms × devices that call); the limit is 2"},
		{three + "bob must place x2\ncarol must place\n", "6 calls (presses × rooms × users); the limit is 4"},
	} {
		if s, err := sim.Parse("f", c.text, 1); err == nil || s != nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.text, err, c.want)
		}
	}
	for _, reading := range []string{"literal+winner=first-in-room", "literal+winner=lesser-user", "literal+eq=user-id"} {
		s, err := sim.Parse("f", three+"reading "+reading+"\n", 1)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := sim.Compile(s); err == nil || !strings.Contains(err.Error(), "two users") {
			t.Errorf("%s among three users: %v", reading, err)
		}
	}
	if s := scenario(t, "multi-device", ""); s.Pair("odds are about") == nil || model.MaxCalls < 2 {
		t.Error("three devices are taken for two")
	}
}
