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
	j := properties.NewJudge(sys)
	var w sim.World
	sys.Initial(0, &w)
	for name := range strings.SplitSeq(`alice places a
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
alice connects b2`, "\n") {
		enabled := sys.Enabled(&w, nil)
		i := slices.IndexFunc(enabled, func(a sim.Action) bool { return sys.Name(&w, a) == name })
		if i < 0 {
			t.Fatalf("%q is not enabled", name)
		}
		sys.Do(&w, enabled[i])
	}
	index, err := properties.Find("same-call")
	if err != nil {
		t.Fatal(err)
	}
	if j.Final(&w)>>index&1 == 0 {
		t.Fatalf("not found: %s", sys.OutcomeText(j.Outcome(&w)))
	}
	why, _ := j.Explain(index, nil, sim.Action{}, &w)
	if want := [2]string{"alice is active on call a", "bob is active on call b2"}; why.Facts != want || why.Words != "two conversations" {
		t.Errorf("explained as %q: %q, want two conversations: %q", why.Words, why.Facts, want)
	}
}
