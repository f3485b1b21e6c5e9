package properties_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/sim"
)

// TestSameCallIsOne shows that two ends which are in the same two calls are not in one:
// a client takes an own call in another room for glare, and answers.
func TestSameCallIsOne(t *testing.T) {
	m, err := model.FindMutant("glare-across-rooms")
	if err != nil {
		t.Fatal(err)
	}
	sys := cell{"two-rooms", "literal-sent", "", "", ""}.compileRules(t, m.Rules)
	says(t, sys, "same-call", `alice places a
alice media ready
bob places b2
hs1 accepts alice m.call.invite a
alice syncs own m.call.invite a
bob media ready
bob syncs m.call.invite a
hs1 accepts bob m.call.invite b2
hs1 acknowledges bob m.call.invite b2
hs1 acknowledges alice m.call.invite a
bob syncs own m.call.invite b2
alice syncs m.call.invite b2
bob media ready
hs1 accepts bob m.call.answer a
alice syncs m.call.answer a
alice connects a
hs1 acknowledges bob m.call.answer a
alice media ready
hs1 accepts alice m.call.answer b2
hs1 acknowledges alice m.call.answer b2
bob connects a
bob syncs m.call.answer b2
bob connects b2
alice connects b2`, "two conversations", [2]string{"alice is active on call a", "bob is active on call b2"})
}

// TestSameCallNamesWhoIsAlone shows that of three devices on one call those two are named of which
// only one should be there, and of them first the one that is not connected.
func TestSameCallNamesWhoIsAlone(t *testing.T) {
	sys := cell{"glare-multi-device", "literal", "", "", ""}.compile(t)
	says(t, sys, "same-call", `alice.phone places a
bob.phone places b
bob.phone media ready
hs1 accepts bob.phone m.call.invite b
hs1 acknowledges bob.phone m.call.invite b
alice.laptop syncs m.call.invite b of bob.phone
alice.laptop answers b
alice.laptop media ready
hs1 accepts alice.laptop m.call.answer b
hs1 acknowledges alice.laptop m.call.answer b
alice.phone syncs m.call.invite b of bob.phone
alice.phone syncs own m.call.answer b of alice.laptop
alice.phone media ready
hs1 accepts alice.phone m.call.answer b
hs1 acknowledges alice.phone m.call.answer b
alice.laptop syncs own m.call.answer b of alice.phone
bob.phone syncs own m.call.invite b of bob.phone
bob.phone syncs m.call.answer b of alice.laptop
bob.phone syncs m.call.answer b of alice.phone
bob.laptop syncs own m.call.invite b of bob.phone
bob.laptop syncs m.call.answer b of alice.laptop
bob.laptop syncs m.call.answer b of alice.phone
alice.laptop connects b
bob.phone connects b`, "one talks to nobody", [2]string{"alice.phone is connecting on call b", "alice.laptop is active on call b"})
}

// says lets a system take steps, by name, and demands that a property is violated in the
// end, in those words and for those facts.
func says(t *testing.T, sys *sim.System, property, steps, words string, facts [2]string) {
	t.Helper()
	j := properties.NewJudge(sys)
	var w sim.World
	sys.Initial(0, &w)
	for name := range strings.SplitSeq(steps, "\n") {
		enabled := sys.Enabled(&w, nil)
		i := slices.IndexFunc(enabled, func(a sim.Action) bool { return sys.Name(&w, a) == name })
		if i < 0 {
			t.Fatalf("%q is not enabled", name)
		}
		sys.Do(&w, enabled[i])
	}
	index, err := properties.Find(property)
	if err != nil {
		t.Fatal(err)
	}
	if j.Final(&w)>>index&1 == 0 {
		t.Fatalf("not found: %s", sys.OutcomeText(j.Outcome(&w)))
	}
	why, _ := j.Explain(index, nil, sim.Action{}, &w)
	if why.Facts != facts || why.Words != words {
		t.Errorf("explained as %q: %q, want %s: %q", why.Words, why.Facts, words, facts)
	}
}
