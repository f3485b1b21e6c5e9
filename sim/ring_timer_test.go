package sim_test

import (
	"testing"

	"github.com/glarelab/glare/sim"
)

// TestRingTimer shows from when a callee's phone counts its ring: from the acceptance of
// the invite at 1100, or from when it shows the call, at 1300.
func TestRingTimer(t *testing.T) {
	for reading, want := range map[string]string{
		"literal+life-end=silent":                         "lifetime of a passes at bob @91100",
		"literal+life-end=silent+ring-timer=shown":        "lifetime of a passes at bob @91300",
		"literal+life-end=silent+ring-timer=shown-hangup": "lifetime of a passes at bob @91300",
	} {
		sys := timed(t, "single", "reading "+reading+"\n"+exact)
		var w sim.TimedWorld
		sys.Initial(0, &w)
		got := ""
		for range 100 {
			enabled := sys.Enabled(&w, nil)
			if len(enabled) == 0 || !sys.Fair(&w, enabled[0]) {
				break
			}
			if a := enabled[0]; a.Op == sim.OpLifetime && a.Device == 1 {
				got = sys.Name(&w, a)
			}
			sys.Do(&w, enabled[0])
		}
		if got != want {
			t.Errorf("%s: %q, want %q", reading, got, want)
		}
	}
}

// TestEarlyMedia shows that a callee meets the caller's media before the reply to its
// answer only if its reading lets it.
func TestEarlyMedia(t *testing.T) {
	for reading, want := range map[string]bool{"literal": false, "literal+early-media=connect": true} {
		sys := compiled(t, "single", "reading "+reading+"\n")
		w := follow(t, sys, answered+"\nalice syncs m.call.answer a")
		connects := false
		for _, name := range namesOf(sys, &w) {
			connects = connects || name == "bob connects a"
		}
		if connects != want {
			t.Errorf("%s: bob can connect: %t, want %t", reading, connects, want)
		}
	}
}
