package model

import (
	"slices"
	"strings"
	"testing"
)

// TestClausesOfVersion1FindTheirRules shows that each name in the list of what version 1 alone
// says is a rule's or a row's, and that no rule has a clause twice by it.
func TestClausesOfVersion1FindTheirRules(t *testing.T) {
	rules := V1()
	for _, also := range saidByV1 {
		for name := range strings.FieldsSeq(also.rules) {
			row, whole := strings.CutSuffix(name, ".*")
			if !slices.ContainsFunc(rules, func(r Rule) bool { return r.Name() == name || whole && r.Row == row }) {
				t.Errorf("%s: no rule of version 1 is named %s", also.clause, name)
			}
		}
	}
	for i := range rules {
		if sorted := slices.Sorted(slices.Values(rules[i].Clauses)); len(slices.Compact(sorted)) < len(rules[i].Clauses) {
			t.Errorf("rule %s has a clause twice: %v", rules[i].Name(), rules[i].Clauses)
		}
	}
}
