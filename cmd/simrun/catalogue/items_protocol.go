package catalogue

import (
	"slices"
	"strings"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/model/spec"
)

func readingItems(*Catalogue) []Item {
	var items []Item
	texts, literal := spec.KnobTexts(), model.Readings()[0]
	for _, r := range model.Readings() {
		var settings, changes []string
		var data []map[string]string
		for k := range model.NumKnobs {
			value, about := r.Value(k), texts[k].Values[r.Setting[k].Value]
			if r.Setting[k] != literal.Setting[k] {
				changes = append(changes, k.String()+"="+value)
			}
			settings = append(settings, k.String()+"="+value+": "+about.Means+" ("+about.Source+")")
			data = append(data, map[string]string{"knob": k.String(), "value": value, "means": about.Means, "source": about.Source})
		}
		text := "the text word by word: the first value of every knob"
		if len(changes) > 0 {
			text = literal.Name + ", but " + strings.Join(changes, " and ")
		}
		items = append(items, Item{Name: r.Name, Facts: []fact{
			said("text", text), {Label: "settings", form: lines, List: settings, data: data},
		}})
	}
	return items
}

func knobItems(*Catalogue) []Item {
	var items []Item
	for _, k := range spec.KnobTexts() {
		var values []string
		for _, v := range k.Values {
			values = append(values, v.Value+": "+v.Means+" ("+v.Source+")")
		}
		items = append(items, Item{Name: k.Knob, Facts: []fact{
			said("text", k.Question), named("clauses", strings.Fields(k.Clause)...),
			{Label: "versions", form: itemNames, List: askers(k.Knob)},
			{Label: "values", form: lines, List: values, data: valueData(k)},
		}})
	}
	return items
}

// askers are the versions of which something depends on a knob.
func askers(name string) (versions []string) {
	k, err := model.FindKnob(name)
	if err != nil {
		panic("simrun: a knob that is explained is not known: " + err.Error())
	}
	for v := range model.NumVersions {
		if v.Asks(k) {
			versions = append(versions, v.String())
		}
	}
	return versions
}

func valueData(k spec.KnobText) []map[string]string {
	var data []map[string]string
	for _, v := range k.Values {
		data = append(data, map[string]string{"value": v.Value, "means": v.Means, "source": v.Source})
	}
	return data
}

func valueItems(*Catalogue) []Item {
	var items []Item
	for _, k := range spec.KnobTexts() {
		for _, v := range k.Values {
			items = append(items, Item{Name: k.Knob + "=" + v.Value, alias: v.Value, Facts: []fact{
				said("text", v.Means), said("question", k.Question), said("source", v.Source),
			}})
		}
	}
	return items
}

func ruleItems(c *Catalogue) []Item {
	var items []Item
	for i := range c.rules {
		r := &c.rules[i]
		var readings, guard, does, knobs []string
		for _, w := range r.When {
			readings = append(readings, w.Knob.String()+"="+strings.Join(w.Values, "|"))
		}
		guard = r.If.Names()
		if any := r.Any.Names(); len(any) > 0 {
			guard = append(guard, strings.Join(any, " or "))
		}
		for _, name := range r.Unless.Names() {
			guard = append(guard, "not "+name)
		}
		for _, e := range r.Do {
			does = append(does, e.String())
		}
		for _, knob := range r.Knobs() {
			knobs = append(knobs, knob.String())
		}
		next := r.To.String()
		if r.Stays {
			next = "stays"
		}
		items = append(items, Item{Name: r.Name(), alias: r.Row, Facts: []fact{
			said("text", r.About), said("input", r.In.String()), listed("states", stateNames(r.From)...),
			named("readings", readings...), listed("guard", guard...), said("next", next), listed("effects", does...),
			named("knobs", knobs...), named("clauses", r.Clauses...),
		}})
	}
	return items
}

func stateNames(set model.StateSet) []string {
	var list []string
	for s := range model.NumStates {
		if set.Has(s) {
			list = append(list, s.String())
		}
	}
	return list
}

func clauseItems(c *Catalogue) []Item {
	var items []Item
	for _, entry := range c.coverage() {
		items = append(items, Item{Name: entry.Clause.ID, Facts: []fact{
			said("text", entry.Clause.Text), said("strength", entry.Clause.Strength), said("source", entry.Clause.Source),
			named("rules", entry.Rules...), named("transcripts", entry.Transcripts...), named("properties", entry.Properties...),
			listed("mistakes", entry.Mistakes...), said("reason", entry.Reason),
		}})
	}
	return items
}

// exercisedBy says in one cell of a table what exercises a clause, or why nothing
// does.
func exercisedBy(item *Item) string {
	var parts []string
	for _, label := range []string{"rules", "transcripts", "properties"} {
		if f := item.fact(label); !f.isEmpty() {
			parts = append(parts, label+" "+f.cell())
		}
	}
	reason := item.fact("reason")
	if !reason.isEmpty() {
		parts = append(parts, reason.text())
	}
	return strings.Join(parts, "; ")
}

func holeItems(*Catalogue) []Item {
	var items []Item
	for _, h := range spec.Holes() {
		items = append(items, Item{Name: h.ID, Facts: []fact{
			said("title", h.Title), said("class", h.Class), said("text", h.Text),
			named("clauses", h.Clauses...), named("knobs", h.Knobs...),
			said("applies", strings.Join(slices.Sorted(strings.FieldsSeq(h.Applies)), " and ")),
		}})
	}
	return items
}
