package properties_test

import (
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/sim"
)

// In the first scenario bob declines alice's call, in the second she gives it up.
const (
	declined = "alice must place\nbob must reject\n"
	givenUp  = "alice must place\nalice must hangup\n"
)

// Whoever is told stops waiting; so whoever waits until a timer ends it was not told,
// does not listen, or the network is at fault.
func TestKeptWaiting(t *testing.T) {
	bit := setOf("kept-waiting")
	for _, row := range []struct {
		presses, reading, lines string
		found, excused          bool
	}{
		{declined, "literal", "", false, false},
		{givenUp, "literal", "", false, false},
		{declined, "literal+user-end=silent-decline", "", true, false},
		{givenUp, "literal+user-end=silent-decline", "", false, false},
		{givenUp, "literal+user-end=silent-cancel", "", true, false},
		{declined, "literal+user-end=silent-cancel", "", false, false},
		{declined, "literal+auth=party", "", true, false},
		{givenUp, "literal+auth=party", "", false, false},

		// What is destroyed excuses; while it is on its way there is nothing to excuse.
		{declined, "literal", "faults send-fail=1\n", false, true},
		{givenUp, "literal", "faults sync-gap=1\n", false, true},
		{declined, "literal", "timing async\n", false, false},
		{givenUp, "literal", "timing async\nfaults late-decryption=1\n", true, false},
		{givenUp, "literal+unk=tombstone", "timing async\nfaults late-decryption=1\n", false, false},

		// Delay, order and batches excuse nothing.
		{givenUp, "literal", "faults send-overlap=1\n", true, false},
		{givenUp, "literal", "faults sync-unreadable=1\n", true, false},
		{givenUp, "robust", "faults sync-unreadable=1\n", false, false},

		// A copy of the invite makes the phone ring anew: for a call that bob himself
		// has declined, and for one that alice has given up.
		{declined, "literal+dup=clobber", "faults duplicate=1\n", false, false},
		{declined, "literal+dup=clobber", "timing async\nfaults duplicate=1\n", false, false},
		{givenUp, "literal+dup=clobber", "faults sync-replay=1\n", false, false},
		{givenUp, "robust+dup=clobber", "faults duplicate=1 send-overlap=1\n", true, false},
	} {
		s, err := sim.Parse("waiting", row.presses+row.lines, 1)
		if err == nil {
			err = s.SetReading(row.reading)
		}
		if err != nil {
			t.Fatal(err)
		}
		sys, err := sim.Compile(s)
		if err != nil {
			t.Fatal(err)
		}
		if got := found(search(sys, properties.NewJudge(sys)))&bit != 0; got != row.found {
			t.Errorf("%+v: kept waiting: %t, want %t", row, got, row.found)
		}
		strict := found(search(sys, properties.NewStrictJudge(sys)))&bit != 0
		if strict != (row.found || row.excused) {
			t.Errorf("%+v: kept waiting, were there no excuse: %t, want %t", row, strict, row.found || row.excused)
		}
	}
}

// Of a call within one user the other side is that user's other device: it is told, too.
func TestKeptWaitingWithinOneUser(t *testing.T) {
	lengthy(t)
	declines := "alice.phone must place\nalice.laptop must reject\nalice must answer x0\n"
	cancels := "alice.phone must place\nalice.phone must hangup\nalice must answer x0\n"
	for _, row := range []struct {
		reading, lines string
		found          bool
	}{
		{"literal", declines, false},
		{"literal+user-end=silent-decline", declines, true},
		{"literal+user-end=silent-cancel", declines, false},
		{"literal", cancels, false},
		{"literal+user-end=silent-cancel", cancels, true},
		{"literal+user-end=silent-decline", cancels, false},
	} {
		c := cell{"glare-v1", row.reading, "", "", twoOfOne + "invitee alice=alice\nbob must place x0\n" + row.lines}
		sys := c.compile(t)
		if got := found(search(sys, properties.NewJudge(sys)))&setOf("kept-waiting") != 0; got != row.found {
			t.Errorf("%v: kept waiting: %t, want %t", c, got, row.found)
		}
	}
}

// An event that is held back while others pass it, one after the other, needs no fault
// of its own: the one that overtakes once does so again.
func TestOneSendHeldBack(t *testing.T) {
	lines := "alice must place x2\nalice must hangup x2\nbob must answer x0\nbob must place x0\n"
	for budget, want := range map[string]bool{"send-overlap=1": false, "send-overlap=3": true} {
		sys := cell{scenario: "glare", reading: "literal+unk=tombstone", faults: budget, lines: lines}.compile(t)
		if got := overtaken(t, sys); got != want {
			t.Errorf("%s: three events overtake the first: %t, want %t", budget, got, want)
		}
	}
}

// overtaken reports whether some run has alice's first invite accepted last of all that
// she sends.
func overtaken(t *testing.T, sys *sim.System) bool {
	t.Helper()
	seen := map[sim.State]bool{}
	var w sim.World
	sys.Initial(0, &w)
	for queue := []sim.State{w.State}; len(queue) > 0; queue = queue[1:] {
		w := sim.NewWorld(queue[0])
		if b := &w.Box[0]; b.HangUps == 0 && w.Call[1]&sim.InviteAccepted != 0 && b.NOut == 1 && b.Out[0].Type() == model.Invite && b.Out[0].Call() == 0 {
			return true
		}
		for _, a := range sys.Enabled(&w, nil) {
			after := w
			if sys.Do(&after, a); !seen[after.State] {
				seen[after.State] = true
				queue = append(queue, after.State)
			}
		}
	}
	return false
}
