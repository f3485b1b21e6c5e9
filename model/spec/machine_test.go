package spec_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/model/spec"
)

// Every rule of the machine implements clauses of the text, or fills its holes.
func TestRulesImplementTheText(t *testing.T) {
	known := map[string]bool{}
	for _, c := range spec.Clauses() {
		known[c.ID] = true
	}
	for _, h := range spec.Holes() {
		known[h.ID] = true
	}
	for v := range model.NumVersions {
		other := map[model.Version]string{model.Version0: "V1-", model.Version1: "V0-"}[v]
		for _, r := range v.Rules() {
			for _, id := range r.Clauses {
				if !known[id] || strings.HasPrefix(id, other) {
					t.Errorf("rule %s implements %s, which is in no list, or of the other version", r.Name(), id)
				}
			}
		}
	}
}

// The text explains the knobs that the machine has, with the same values, the default
// first.
func TestKnobsOfTheMachineAreExplained(t *testing.T) {
	texts := map[string]spec.KnobText{}
	for _, text := range spec.KnobTexts() {
		texts[text.Knob] = text
	}
	for k := range model.NumKnobs {
		var values []string
		for _, v := range texts[k.String()].Values {
			values = append(values, v.Value)
		}
		if !slices.Equal(values, k.Values()) {
			t.Errorf("%s: its values are %q, those explained %q", k, k.Values(), values)
		}
	}
	if len(texts) != int(model.NumKnobs) {
		t.Errorf("%d knobs are explained, the machine has %d", len(texts), model.NumKnobs)
	}
}
