package catalogue

import (
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/sim"
)

func scenarioItems(*Catalogue) []Item {
	var items []Item
	for _, name := range sim.ScenarioNames() {
		s, err := sim.FindScenario(name)
		if err != nil {
			panic("simrun: a bundled scenario is not known by its own name: " + err.Error())
		}
		text, err := sim.ScenarioText(name)
		if err != nil {
			panic("simrun: a bundled scenario has no text: " + err.Error())
		}
		file := fact{Label: "file", form: block, List: []string{tidy(text)}}
		items = append(items, Item{Name: name, Facts: []fact{said("text", s.About), file}})
	}
	return items
}

// tidy is text without empty lines.
func tidy(text string) string {
	var kept []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

func faultItems(*Catalogue) []Item {
	var items []Item
	for _, f := range sim.Faults() {
		excuses := "nothing"
		if f.Destroys {
			excuses = "what it destroys for good"
		}
		items = append(items, Item{Name: f.Name, Facts: []fact{said("text", f.About), said("excuses", excuses)}})
	}
	return items
}

func propertyItems(*Catalogue) []Item {
	var items []Item
	for _, p := range properties.All() {
		where := ""
		if p.Line != "" {
			where = "in scenarios with the line `" + p.Line + "`"
		}
		items = append(items, Item{Name: p.Name, Facts: []fact{
			said("text", p.About), said("holds", p.Kind), said("judged", where), named("clauses", p.Clauses...),
		}})
	}
	return append(items, Item{Name: checker.Settles, Facts: []fact{said("text", checker.SettlesAbout), said("holds", "always"), named("clauses")}})
}

func strategyItems(*Catalogue) []Item {
	var items []Item
	for _, s := range checker.StrategyAccounts() {
		items = append(items, Item{Name: s[0], Facts: []fact{said("text", s[1])}})
	}
	return items
}
