package main

import (
	"strings"

	"github.com/glarelab/glare/model"
)

// mutantItems are the mutants: how each was made, of which rule, and what is
// wrong.
func mutantItems(k *catalogue) []item {
	var items []item
	for _, m := range model.Mutants(k.rules) {
		facts := []fact{said("text", wrong(&m)), said("operator", m.Operator)}
		if rule, _, derived := strings.Cut(m.Name, ":"); derived {
			facts = append(facts, named("rules", rule))
		}
		items = append(items, item{name: m.Name, facts: facts})
	}
	return items
}
