package main

import "strings"

// caseItems are the bundled cases.
func caseItems(k *catalogue) []item {
	var items []item
	for i := range k.stories {
		m := &k.stories[i]
		c := m.told
		story, notes := m.parts()
		verdict := strings.TrimSpace(c.Golden[strings.LastIndex(strings.TrimSpace(c.Golden), "\n")+1:])
		items = append(items, item{name: strings.TrimSuffix(m.file, ".txt"), facts: []fact{
			said("title", m.title), said("text", story), listed("notes", notes...),
			readingsFact("fails", c.Fails), readingsFact("passes", c.Passes...), readingsFact("survives", c.Survives...),
			{label: "scenario", form: block, list: []string{tidy(c.Head)}},
			{label: "schedule", form: block, list: []string{strings.Join(c.Schedule, "\n")}},
			said("ends", verdict),
			said("replay", "simrun replay "+strings.TrimSuffix(m.file, ".txt")),
		}})
	}
	return items
}

// readingsFact lists readings, with a space where a line may break.
func readingsFact(label string, readings ...string) fact {
	var spaced []string
	for _, reading := range readings {
		spaced = append(spaced, strings.ReplaceAll(reading, ",", ", "))
	}
	return fact{label: label, form: lines, list: spaced, data: orEmpty(readings)}
}

// parts are the story of a case, and what stands below it: where it was seen, and what
// was violated.
func (m *mentions) parts() (story string, notes []string) {
	list := paragraphs(m.told.Comment)
	if len(list) == 0 {
		return "", nil
	}
	return list[0], list[1:]
}
