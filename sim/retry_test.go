package sim_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// takeNames carries out actions by name, each of which must be enabled.
func takeNames(t *testing.T, sys *sim.System, w *sim.World, names ...string) {
	t.Helper()
	for _, name := range names {
		enabled := sys.Enabled(w, nil)
		i := slices.IndexFunc(enabled, func(a sim.Action) bool { return sys.Name(w, a) == name })
		if i < 0 {
			var list []string
			for _, a := range enabled {
				list = append(list, sys.Name(w, a))
			}
			t.Fatalf("%q is not enabled; enabled are %s", name, strings.Join(list, "; "))
		}
		sys.Do(w, enabled[i])
	}
}

func failing(t *testing.T, reading, faults string) (*sim.System, *sim.World) {
	t.Helper()
	s := scenario(t, "glare", "faults "+faults+"\nids alice=\"a\" bob=\"b\"\n")
	if err := s.SetReading(reading); err != nil {
		t.Fatal(err)
	}
	sys, err := sim.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	w := &sim.World{}
	sys.Initial(0, w)
	return sys, w
}

// TestRefusedSendIsTriedAgain shows that a client which tries again is refused as often
// as it tries, that its call is in flight until then, that what it sends meanwhile
// waits, and that another fault leaves the refused send alone.
func TestRefusedSendIsTriedAgain(t *testing.T) {
	for tries := range model.MaxRetries + 1 {
		reading := "literal-sent"
		if tries > 0 {
			reading += fmt.Sprintf("+sendfail=retry-%d", tries)
		}
		sys, w := failing(t, reading, "send-fail=2,duplicate=1,rate-limit=1,send-overlap=1,send-unknown=1")
		takeNames(t, sys, w, "alice places a", "alice media ready", "hs1 refuses alice m.call.invite a")
		budget := w.Budget
		for i := range tries {
			if state := w.Box[0].Device.Call[0].State; state != model.OSending || w.Call[0]&sim.InviteFailed != 0 {
				t.Errorf("after %d of %d tries the call is %v", i, tries, state)
			}
			for _, a := range sys.Enabled(w, nil) {
				if name := sys.Name(w, a); strings.Contains(name, "alice m.call.invite") && name != "hs1 refuses again alice m.call.invite a" {
					t.Errorf("a refused send is offered to %q", name)
				}
			}
			before := sys.Measure(w)
			takeNames(t, sys, w, "hs1 refuses again alice m.call.invite a")
			if sys.Measure(w) >= before {
				t.Errorf("try %d does not lower what is left to happen", i)
			}
		}
		if state := w.Box[0].Device.Call[0].State; state != model.Ended || w.Call[0]&sim.InviteFailed == 0 || w.Box[0].NOut != 0 {
			t.Errorf("after %d tries the call is %v", tries, state)
		}
		if w.Budget != budget {
			t.Error("tries spend the budget of the fault")
		}
	}
}

// TestRetriesHoldUpWhatFollows shows what retries change: an invite that comes
// meanwhile still meets an own call in flight.
func TestRetriesHoldUpWhatFollows(t *testing.T) {
	rival := []string{
		"alice places a", "alice media ready", "bob places b", "bob media ready", "hs1 refuses alice m.call.invite a",
		"hs1 accepts bob m.call.invite b", "alice syncs m.call.invite b",
	}
	for reading, want := range map[string]model.State{"literal-sent": model.IRing, "literal-sent+sendfail=retry-1": model.Ended} {
		sys, w := failing(t, reading, "send-fail=1")
		takeNames(t, sys, w, rival...)
		if got := w.Box[0].Device.Call[1].State; got != want {
			t.Errorf("%s: the incoming call is %v, want %v", reading, got, want)
		}
	}
}

// TestFailedInviteNeverLands shows that a send which was refused for good is refused
// after a restart too, by which it is handed over again.
func TestFailedInviteNeverLands(t *testing.T) {
	sys, w := failing(t, "literal-sent+restart=resume", "send-fail=1,crash=1")
	takeNames(t, sys, w, "alice places a", "alice media ready", "alice restarts", "hs1 refuses alice m.call.invite a",
		"hs1 gets again alice m.call.invite a")
	if w.Call[0]&sim.InviteAccepted != 0 || w.Box[1].NIn != 0 || w.Box[0].Reply != 0 {
		t.Error("an invite that had failed for good was accepted")
	}
}
