package properties_test

import (
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/sim"
)

// TestPropertySometimes shows that the runs of `glare`, of which so much is proven,
// are not empty: under every bundled reading something of each kind happens that
// glare is about.
func TestPropertySometimes(t *testing.T) {
	lengthy(t)
	for _, reading := range model.ReadingNames() {
		sys := cell{scenario: "glare", reading: reading}.compile(t)
		reached := map[string]bool{}
		explore(sys, properties.NewJudge(sys), func(w *sim.World, enabled []sim.Action) {
			for _, a := range enabled {
				after := *w
				sys.Do(&after, a)
				for _, s := range properties.Sometimes() {
					if !reached[s.Name] && s.Reached(sys, w, a, &after) {
						reached[s.Name] = true
					}
				}
			}
		})
		for _, s := range properties.Sometimes() {
			if !reached[s.Name] {
				t.Errorf("under %s no run reaches %s: %s", reading, s.Name, s.About)
			}
		}
	}
	// Without anybody who calls at the same time, nothing of it is reached.
	sys := cell{scenario: "glare", reading: "literal", lines: "bob must place x0\n"}.compile(t)
	explore(sys, properties.NewJudge(sys), func(w *sim.World, enabled []sim.Action) {
		for _, a := range enabled {
			after := *w
			sys.Do(&after, a)
			for _, s := range properties.Sometimes() {
				if s.Name != "first-user-wins" && s.Name != "early-echo" && s.Reached(sys, w, a, &after) {
					t.Errorf("where only alice calls, %s is reached by %q", s.Name, sys.Name(w, a))
				}
			}
		}
	})
}
