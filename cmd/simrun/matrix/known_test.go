package matrix

import (
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// What an independent model of two clients found about the text, in which nobody
// answers and no timer passes, comes out here: how runs end in which both have called.
// alice calls a, which is the lesser ID, and bob b.

const waitsAndRings = "alice=waiting(a) bob=ringing(a)"

// knownEnds are the ends of all runs of a scenario, with whichever order of the IDs.
func knownEnds(t *testing.T, scenario, reading, faults string) []string {
	t.Helper()
	base, err := sim.FindScenario(scenario)
	if err != nil {
		t.Fatal(err)
	}
	for u := range base.Users {
		base.Users[u].Answer = sim.Press{}
	}
	s, err := variant(base, reading, faults)
	if err != nil {
		t.Fatal(err)
	}
	// That model knows no failure but of an invite.
	lens, isTimer := timeless(), timeless().Hides
	lens.Hides = func(sys *sim.System, w *sim.World, a sim.Action) bool {
		return isTimer(sys, w, a) || sys.FaultName(a) != "" && !strings.Contains(sys.Name(w, a), "m.call.invite")
	}
	trial := &Trial{scenario: s, lens: lens}
	if err := searchOne(t.Context(), reporter(), trial, scheduler.SearchOptions{KeepGoing: true, Outcomes: true, Workers: 1}); err != nil {
		t.Fatal(err)
	}
	if !trial.whole() {
		t.Fatalf("%s, %s: %s", scenario, reading, trial.why())
	}
	return endTexts(trial.ends, 0xff, bothCalled|firstLesser)
}

var oneAndTwoServers = []string{"glare", "federated-glare"}

// An invite in flight that counts as not sent: both calls are lost where the dropped one
// is hung up, and each answers a dropped one where it is not, with however many servers.
func TestKnownInFlightAsUnsent(t *testing.T) {
	for _, scenario := range oneAndTwoServers {
		if ends := knownEnds(t, scenario, "literal", ""); !slices.Contains(ends, bothIdle) {
			t.Errorf("%s, hangups: %q", scenario, ends)
		}
		if ends := knownEnds(t, scenario, "literal+abort-out=silent", ""); !slices.Contains(ends, answeredBoth) {
			t.Errorf("%s, in silence: %q", scenario, ends)
		}
	}
}

// One that counts as sent: both always meet on one call, whatever aborting sends, as
// long as nothing is overtaken or lost.
func TestKnownInFlightAsSent(t *testing.T) {
	for _, scenario := range oneAndTwoServers {
		for _, out := range model.AbortOut.Values() {
			for _, in := range model.AbortIn.Values() {
				reading := "literal-sent+abort-out=" + out + "+abort-in=" + in
				ends := knownEnds(t, scenario, reading, "")
				if !slices.Contains(ends, connectedA) || len(without(ends, []string{connectedA, connectedB})) > 0 {
					t.Errorf("%s, %s: %q", scenario, reading, ends)
				}
			}
		}
	}
}

// A loud abort that overtakes the winning invite leaves one waiting and one ringing. It
// does so in order, too, where IDs are compared before sending; and not where a hangup
// counts only from the party that was chosen.
func TestKnownLoudAbort(t *testing.T) {
	const loud = "literal-sent+abort-in=hangup"
	if ends := knownEnds(t, "federated-glare", loud, "fed-reorder=1"); !slices.Contains(ends, waitsAndRings) {
		t.Errorf("overtaken: %q", ends)
	}
	if ends := knownEnds(t, "federated-glare", loud+"+auth=party", "fed-reorder=1"); slices.Contains(ends, waitsAndRings) {
		t.Errorf("overtaken, and not heeded: %q", ends)
	}
	if ends := knownEnds(t, "glare", loud+"+rule1=compare", ""); !slices.Contains(ends, waitsAndRings) {
		t.Errorf("compared before sending: %q", ends)
	}
}

// A winner that cannot be sent costs both calls where in flight counts as sent. Holding
// the rival back until the reply leaves at worst one who waits and one who rings.
func TestKnownFailedSend(t *testing.T) {
	for _, in := range model.AbortIn.Values() {
		sent := knownEnds(t, "glare", "literal-sent+abort-in="+in, "send-fail=1")
		if lost := "alice=idle bob=waiting(b)"; !slices.Contains(sent, lost) && !slices.Contains(sent, bothIdle) {
			t.Errorf("sent, abort-in=%s: %q", in, sent)
		}
	}
	plain := []string{connectedA, connectedB, waitsAndRings, "alice=ringing(b) bob=waiting(b)"}
	if more := without(knownEnds(t, "glare", "literal+inflight=defer", "send-fail=1"), plain); len(more) > 0 {
		t.Errorf("defer: %q", more)
	}
}

// No policy survives that the winner's invite is lost.
func TestKnownLostWinner(t *testing.T) {
	for _, inflight := range model.InFlight.Values() {
		for _, in := range model.AbortIn.Values() {
			reading := "literal+inflight=" + inflight + "+abort-in=" + in
			if ends := knownEnds(t, "federated-glare", reading, "soft-fail=1"); len(without(ends, []string{connectedA, connectedB})) == 0 {
				t.Errorf("%s: %q", reading, ends)
			}
		}
	}
}
