package proofs

import (
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/checker"
)

// TestDropped shows that without dead messages a certificate says the same of what can
// happen as with them, and that it says what was left out; with few states allowed, its
// stories are shortened.
func TestDropped(t *testing.T) {
	const most = 2000 // of states: what is left of each has fewer, and whole runs have more
	shortened := false
	for _, name := range []string{"glare.literal", "glare.literal-sent.sync-gap", "multi-device-v1.robust"} {
		whole := findProof(t, name)
		left := *whole
		left.Dropped, left.MaxStates = true, most
		w, l := certify(t, whole, checker.Rules{}), certify(t, &left, checker.Rules{})
		ws, ls := ReadSummary(w.Text()), ReadSummary(l.Text())
		if !ls.Whole || ls.Verdict != ws.Verdict || !sameSet(ls.Ends, ws.Ends) || !sameSet(ls.Violated, ws.Violated) || !sameSet(ls.Excused, ws.Excused) {
			t.Errorf("%s: whole %+v, left %+v", name, ws, ls)
		}
		if l.Result.States >= most || w.Result.States <= most || strings.Contains(w.Text(), "will ignore") || !strings.Contains(l.Text(), "will ignore") {
			t.Errorf("%s: %d states, %d of them left:\n%s", name, w.Result.States, l.Result.States, l.Text())
		}
		if strings.Contains(l.Text(), "; shortened, perhaps not the shortest, ") {
			shortened = true
		}
	}
	if !shortened {
		t.Error("no certificate has a story that is shortened")
	}
}

func sameSet(a, b []string) bool {
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(a, b)
}

// TestDroppedProofs shows that what is listed as too large for whole runs is a proof or a
// scenario.
func TestDroppedProofs(t *testing.T) {
	for _, name := range dropped {
		if !slices.ContainsFunc(All(), func(p *Proof) bool { return p.Dropped && (p.Name() == name || p.Scenario == name) }) {
			t.Errorf("there is no proof %s", name)
		}
	}
}
