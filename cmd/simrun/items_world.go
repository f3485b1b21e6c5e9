package main

import (
	"strings"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/sim"
)

func scenarioItems(*catalogue) []item {
	var items []item
	for _, name := range sim.ScenarioNames() {
		s, err := sim.FindScenario(name)
		if err != nil {
			panic("simrun: a bundled scenario is not known by its own name: " + err.Error())
		}
		text, err := sim.ScenarioText(name)
		if err != nil {
			panic("simrun: a bundled scenario has no text: " + err.Error())
		}
		file := fact{label: "file", form: block, list: []string{tidy(text)}}
		items = append(items, item{name: name, facts: []fact{said("text", s.About), file}})
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

func faultItems(*catalogue) []item {
	var items []item
	for _, f := range sim.Faults() {
		excuses := "nothing"
		if f.Destroys {
			excuses = "what it destroys for good"
		}
		items = append(items, item{name: f.Name, facts: []fact{said("text", f.About), said("excuses", excuses)}})
	}
	return items
}

func propertyItems(*catalogue) []item {
	var items []item
	for _, p := range properties.All() {
		items = append(items, item{name: p.Name, facts: []fact{
			said("text", p.About), said("holds", p.Kind), named("clauses", p.Clauses...),
		}})
	}
	return append(items, item{name: play.Settles, facts: []fact{said("text", play.SettlesAbout), said("holds", "always"), named("clauses")}})
}

func strategyItems(*catalogue) []item {
	var items []item
	for _, s := range play.StrategyAccounts() {
		items = append(items, item{name: s[0], facts: []fact{said("text", s[1])}})
	}
	return items
}
