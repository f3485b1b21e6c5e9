package summary

import (
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/campaign/result"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/model/spec"
	"github.com/glarelab/glare/properties"
)

// Coverage is what all shards have reached together.
type Coverage struct{ Rules, Clauses, Sometimes, KnobValues, KnobPairs Part }

// Part is how much of one kind was reached, of all there is, and what never was.
type Part struct {
	What    string
	Reached int
	All     int
	Never   []string
}

// Parts lists the kinds.
func (c *Coverage) Parts() []*Part {
	return []*Part{&c.Rules, &c.Clauses, &c.Sometimes, &c.KnobValues, &c.KnobPairs}
}

// add counts one thing.
func (p *Part) add(name string, reached bool) {
	p.All++
	if reached {
		p.Reached++
	} else {
		p.Never = append(p.Never, name)
	}
}

// coverageOf adds up what shards have covered. What another program knows beyond this one
// is not counted.
func coverageOf(results []*result.Result) Coverage {
	rules, sometimes, readings := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, r := range results {
		for _, name := range r.Covered.Rules {
			rules[name] = true
		}
		for _, name := range r.Covered.Sometimes {
			sometimes[name] = true
		}
		for _, name := range r.Covered.Readings {
			readings[name] = true
		}
	}
	c := Coverage{
		Rules: Part{What: "rules that applied"}, Clauses: Part{What: "clauses that a rule carried out"},
		Sometimes: Part{What: "what some run must reach"}, KnobValues: Part{What: "values of knobs"},
		KnobPairs: Part{What: "pairs of values in one reading"},
	}
	clauses := map[string]bool{}
	all := model.V0()
	if v1 := model.V1(); slices.ContainsFunc(v1, func(r model.Rule) bool { return rules[r.Name()] }) {
		all = append(all, v1...) // the campaign has scenarios of version 1
	}
	for i := range all {
		name := all[i].Name()
		if c.Rules.add(name, rules[name]); rules[name] {
			for _, id := range all[i].Clauses {
				clauses[id] = true
			}
		}
	}
	for _, clause := range spec.Clauses() {
		implemented := slices.ContainsFunc(all, func(r model.Rule) bool { return slices.Contains(r.Clauses, clause.ID) })
		if implemented {
			c.Clauses.add(clause.ID, clauses[clause.ID])
		}
	}
	for _, s := range properties.Sometimes() {
		c.Sometimes.add(s.Name, sometimes[s.Name])
	}
	c.addKnobs(readings)
	return c
}

// addKnobs counts the values of knobs that readings have, and the pairs of values.
func (c *Coverage) addKnobs(readings map[string]bool) {
	type value struct {
		knob  model.Knob
		value int
	}
	single, pairs := map[value]bool{}, map[[2]value]bool{}
	for name := range readings {
		reading, err := model.ParseReading(name)
		if err != nil {
			continue // of another program
		}
		of := func(k model.Knob) value { return value{k, int(reading.Setting[k].Value)} }
		for k := range model.Knob(model.NumKnobs) {
			single[of(k)] = true
			for l := k + 1; l < model.NumKnobs; l++ {
				pairs[[2]value{of(k), of(l)}] = true
			}
		}
	}
	text := func(v value) string { return v.knob.String() + "=" + v.knob.Values()[v.value] }
	for k := range model.Knob(model.NumKnobs) {
		for i := range k.Values() {
			first := value{k, i}
			c.KnobValues.add(text(first), single[first])
			for l := k + 1; l < model.NumKnobs; l++ {
				for j := range l.Values() {
					second := value{l, j}
					c.KnobPairs.add(text(first)+" "+text(second), pairs[[2]value{first, second}])
				}
			}
		}
	}
}

// Text says how much was reached.
func (p *Part) Text() string { return fmt.Sprintf("%d of %d %s", p.Reached, p.All, p.What) }

// Some are the first of what was never reached, and how many more there are.
func (p *Part) Some(most int) string {
	if len(p.Never) <= most {
		return strings.Join(p.Never, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(p.Never[:most], ", "), len(p.Never)-most)
}
