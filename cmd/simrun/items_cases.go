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
			said("title", m.title), said("text", story), listed("notes", notes...), said("fails", c.Fails),
			listed("passes", c.Passes...), listed("survives", c.Survives...),
			{label: "scenario", form: block, list: []string{tidy(c.Head)}},
			{label: "schedule", form: block, list: []string{strings.Join(c.Schedule, "\n")}}, said("ends", verdict),
			said("replay", "simrun replay "+strings.TrimSuffix(m.file, ".txt")),
		}})
	}
	return items
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
