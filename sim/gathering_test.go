package sim_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/sim"
)

// selected leads a call to where both ends connect.
const selected = answered + `
hs1 acknowledges bob m.call.answer a
alice syncs m.call.answer a
hs1 accepts alice m.call.select_answer a
bob syncs m.call.select_answer a`

// TestGatheringEnds shows that gathering comes to its end once for each end of a call, with no
// candidates behind it, also once media flow; that version 1 says so; and that without the word
// it never ends.
func TestGatheringEnds(t *testing.T) {
	const last, some = "alice gathers the last candidates of a", "alice gathers candidates of a"
	for _, c := range []struct {
		scenario, lines, schedule string
		last, some                bool
	}{
		{"gathering", "", selected, true, true},
		{"gathering", "", selected + "\nalice connects a", true, false},
		{"gathering", "", selected + "\n" + last + "\nhs1 accepts alice m.call.candidates(end) a", false, false},
		{"single-v1", "", selected, false, true},
		{"multi-device-v1", "candidates 1 end\n", called, true, true},
	} {
		sys := compiled(t, c.scenario, c.lines)
		w := follow(t, sys, c.schedule)
		enabled := namesOf(sys, &w)
		if slices.Contains(enabled, last) != c.last || slices.Contains(enabled, some) != c.some {
			t.Errorf("%s, after %q: enabled are %q", c.scenario, c.schedule[strings.LastIndex(c.schedule, "\n")+1:], enabled)
		}
	}
}

// TestEndIsWaitedFor shows that nobody connects before whoever waits for the end of the other
// side's candidates has it, and that version 0 is not waited for: it says no end.
func TestEndIsWaitedFor(t *testing.T) {
	const told = "\nalice gathers the last candidates of a\nhs1 accepts alice m.call.candidates(end) a\nbob syncs m.call.candidates(end) a"
	for _, c := range []struct {
		lines, schedule string
		connects        bool
	}{
		{"reading alice=literal bob=literal+trickle=wait\n", selected, false},
		{"reading alice=literal bob=literal+trickle=wait\n", selected + told, true},
		{"reading literal\n", selected, true},
		{"rules alice=v0 bob=v1\nreading alice=literal bob=literal+trickle=wait\n", strings.Split(selected, "\nhs1 accepts alice m.call.select_answer")[0], true},
	} {
		lines := "candidates 0 end\nalice must place\nbob must answer\n" + c.lines
		if !strings.Contains(lines, "rules") {
			lines += "rules v1\n"
		}
		s, err := sim.Parse("f", lines, 1)
		if err != nil {
			t.Fatal(err)
		}
		sys, err := sim.Compile(s)
		if err != nil {
			t.Fatal(err)
		}
		w := follow(t, sys, c.schedule)
		for _, name := range []string{"alice connects a", "bob connects a"} {
			if enabled := namesOf(sys, &w); slices.Contains(enabled, name) != c.connects {
				t.Errorf("%s%s: enabled are %q", c.lines, c.schedule[strings.LastIndex(c.schedule, "\n"):], enabled)
			}
		}
	}
}

// TestFirstCandidates shows that an offer of version 1 waits for its first candidates, 200 ms
// at most, where a scenario says how long gathering takes (V1-CAND-2).
func TestFirstCandidates(t *testing.T) {
	for lines, want := range map[string]string{
		"rules v1\ncandidates 0 end\nlatency media=10 gather=3000 press=0\n":   "alice media ready @210",
		"rules v1\ncandidates 0 end\nlatency media=10 gather=50 press=0\n":     "alice media ready @60",
		"rules v1\nlatency media=10 gather=3000 press=0\n":                     "alice media ready @10",
		"rules v0\ncandidates 0 end\nlatency media=10 gather=3000 press=0\n":   "alice media ready @10",
		"rules v1\ncandidates 0 end\nlatency media=10 gather=0-9000 press=0\n": "alice media ready @10",
	} {
		s, err := sim.Parse("f", "timing timed\nalice must place\nbob must answer\n"+lines, 1)
		if err != nil {
			t.Fatal(err)
		}
		sys, err := sim.CompileTimed(s)
		if err != nil {
			t.Fatal(err)
		}
		var w sim.TimedWorld
		sys.Initial(0, &w)
		take(t, sys, &w, "alice places a @0")
		first := sys.Enabled(&w, nil)[0]
		if name := sys.Name(&w, first); name != want {
			t.Errorf("%s%s, want %s", lines, name, want)
		}
	}
}

// TestEndOfSeveral shows that a caller which waits is refused where the end of the candidates
// of one of several devices can overtake its answer.
func TestEndOfSeveral(t *testing.T) {
	for faults, refused := range map[string]bool{"": false, "faults sync-gap=1\n": false, "faults late-decryption=1\n": true} {
		_, err := sim.Compile(scenario(t, "multi-device-v1", "candidates 0 end\nreading literal+trickle=wait\n"+faults))
		if (err != nil) != refused || refused && !strings.Contains(err.Error(), "late-decryption") {
			t.Errorf("%q: %v", faults, err)
		}
	}
}
