package catalogue

import (
	"strings"

	"github.com/glarelab/glare/model"
)

// mutantItems are the mutants: how each was made, of which rule, and what is
// wrong.
func mutantItems(*Catalogue) []Item {
	var items []Item
	for _, m := range model.AllMutants() {
		facts := []fact{said("text", m.Wrong()), said("operator", m.Operator)}
		if rule, _, derived := strings.Cut(m.Name, ":"); derived {
			facts = append(facts, named("rules", rule))
		}
		items = append(items, Item{Name: m.Name, Facts: facts})
	}
	return items
}
