package properties_test

import (
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
)

// Whoever sees another device selected sends nothing (V1-SEL-2): under the rules nobody does,
// and a rule by which what rings is hung up then is found out by both judges.
func TestLosersAreSilent(t *testing.T) {
	c := cell{"multi-device-v1", "literal", "", "", "alice may hangup x0\nbob may reject x0\n"}
	loud := model.V1()
	for i := range loud {
		if loud[i].Name() == "T1-57" {
			loud[i].Do = []model.Effect{model.SendHangup}
		}
	}
	for _, row := range []struct {
		rules []model.Rule
		found bool
	}{{nil, false}, {loud, true}} {
		sys := c.compileRules(t, row.rules)
		if got := found(search(sys, properties.NewJudge(sys)))&setOf("one-selection") != 0; got != row.found {
			t.Errorf("losers that hang up: %v; one-selection is violated: %v", row.found, got)
		}
		k := newSecondCheck(c, sys)
		k.walk(20_000)
		new(tally).add(t, k)
	}
}
