package properties_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/model/spec"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// underRobust says of every bundled scenario what it comes to under robust: nothing, if it is
// proven; else the hole of the text, what some run violates by it, and the reading under which
// the scenario is proven, if there is one.
var underRobust = map[string]struct{ hole, violated, mended string }{
	"single": {}, "glare": {}, "federated-glare": {}, "slow-media": {}, "two-rooms": {}, "bystanders": {}, "interop": {},
	"single-v1": {}, "glare-v1": {}, "self-call": {}, "multi-device-v1": {}, "answer-reject": {}, "late-decryption": {}, "catch-up": {}, "push": {},
	"gathering": {}, "renegotiate": {}, "renegotiate-glare": {}, "mute": {}, "third-member": {}, "hostile-member": {},

	"glare-hangup":          {hole: "H-25", violated: "willing-connected seamless"},
	"redial":                {hole: "H-27", violated: "willing-connected seamless"},
	"retro":                 {hole: "H-06", violated: "willing-connected seamless"},
	"expiry":                {hole: "H-20", violated: "seamless"},
	"equal-ids":             {hole: "H-14", violated: "willing-connected seamless no-collateral"},
	"multi-device":          {hole: "VX-UNK-9", violated: "same-call nobody-stuck ghost-free kept-waiting", mended: "robust+elsewhere=stop"},
	"glare-multi-device":    {hole: "VX-UNK-9", violated: "same-call nobody-stuck kept-waiting", mended: "literal-sent+elsewhere=first+sib=withdraw"},
	"glare-multi-device-v1": {hole: "H-30", violated: "same-call", mended: "literal-sent+sib=withdraw"},
	"restart":               {hole: "H-45", violated: "same-call nobody-stuck", mended: "robust+restart=hangup"},
	"leave":                 {hole: "V1-LEAVE-2", violated: "kept-waiting", mended: "robust+leave=reject"},
}

// TestRobustOrHole shows of every bundled scenario that it is proven under robust, or that a
// point which the text leaves open is to blame.
func TestRobustOrHole(t *testing.T) {
	lengthy(t)
	for _, name := range sim.ScenarioNames() {
		want, known := underRobust[name]
		if !known {
			t.Errorf("%s: it is not said what it comes to under robust", name)
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, sys := verdictOf(t, name, "robust")
			if want.violated == "" {
				if r.Verdict != scheduler.Proved {
					t.Errorf("%v %s, want proved%s", r.Verdict, violated(found(r)), shortest(sys, properties.NewJudge(sys), found(r)))
				}
				return
			}
			for property := range strings.FieldsSeq(violated(found(r))) {
				if !slices.Contains(strings.Fields(want.violated), property) {
					t.Errorf("%s is violated, want only %s", property, want.violated)
				}
			}
			if r.Verdict != scheduler.Violated {
				t.Errorf("%v, want violated: %s", r.Verdict, want.violated)
			}
			hole := slices.ContainsFunc(spec.Holes(), func(h spec.Hole) bool { return h.ID == want.hole })
			clause := slices.ContainsFunc(spec.Clauses(), func(c spec.Clause) bool { return c.ID == want.hole })
			if !hole && !clause {
				t.Errorf("no hole or clause is called %q", want.hole)
			}
			if want.mended == "" {
				return
			}
			if r, _ := verdictOf(t, name, want.mended); r.Verdict != scheduler.Proved {
				t.Errorf("%s: %v %s, want proved", want.mended, r.Verdict, violated(found(r)))
			}
		})
	}
	for name := range underRobust {
		if !slices.Contains(sim.ScenarioNames(), name) {
			t.Errorf("%s is no bundled scenario", name)
		}
	}
}

// verdictOf searches a scenario until something is violated.
func verdictOf(t *testing.T, scenario, reading string) (*scheduler.SearchResult, *sim.System) {
	t.Helper()
	sys := cell{scenario, reading, "", "", ""}.compile(t)
	return scheduler.Search(t.Context(), sys, properties.NewJudge(sys), scheduler.SearchOptions{Reduction: scheduler.ReduceFull, Silent: true}), sys
}
