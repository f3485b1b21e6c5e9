package catalogue

import (
	"strings"

	"github.com/glarelab/glare/cmd/simrun/term"
)

// caseItems are the bundled cases.
func caseItems(c *Catalogue) []Item {
	var items []Item
	for i := range c.stories {
		m := &c.stories[i]
		told := m.told
		story, notes := m.parts()
		verdict := strings.TrimSpace(told.Golden[strings.LastIndex(strings.TrimSpace(told.Golden), "\n")+1:])
		items = append(items, Item{Name: strings.TrimSuffix(m.file, ".txt"), Facts: []fact{
			said("title", m.title), said("text", story), listed("notes", notes...),
			readingsFact("fails", told.Fails), readingsFact("passes", told.Passes...), readingsFact("survives", told.Survives...),
			{Label: "scenario", form: block, List: []string{tidy(told.Head)}},
			{Label: "schedule", form: block, List: []string{strings.Join(told.Schedule, "\n")}},
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
	return fact{Label: label, form: lines, List: spaced, data: term.OrEmpty(readings)}
}

// parts are the story of a case, and what stands below it: where it was seen, and what
// was violated.
func (m *mentions) parts() (story string, notes []string) {
	list := term.Paragraphs(m.told.Comment)
	if len(list) == 0 {
		return "", nil
	}
	return list[0], list[1:]
}
