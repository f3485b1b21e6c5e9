package catalogue

import (
	"slices"

	"github.com/glarelab/glare/corpus"
	"github.com/glarelab/glare/model"
)

// Kind is one sort of thing that the program knows by name.
type Kind struct {
	One, Many string // "clause", "clauses"
	About     string
	columns   []string // labels of the facts in the table of list
	brief     []string // labels of the facts in the JSON of list; nil for all
	items     func(*Catalogue) []Item
}

// Kinds lists what list lists, in the order of the reference.
func Kinds() []Kind {
	text := []string{"text"}
	return []Kind{
		{"scenario", "scenarios", "who is there, and what their users do", text, nil, scenarioItems},
		{"reading", "readings", "ways to resolve every point that the text leaves open", text, nil, readingItems},
		{"knob", "knobs", "points that the text leaves open, and their values", []string{"text", "versions", "values"}, nil, knobItems},
		{"fault", "faults", "what the network or a device may do to us", []string{"text", "excuses"}, nil, faultItems},
		{"property", "properties", "what must be true of a run", []string{"holds", "text"}, nil, propertyItems},
		{"strategy", "strategies", "who chooses what happens next", text, nil, strategyItems},
		{"rule", "rules", "the rows of the transition table", []string{"input", "next", "text"}, nil, ruleItems},
		{"mutant", "mutants", "mistakes that can be planted in the rules", text, nil, mutantItems},
		{
			"clause", "clauses", "what the model rests on: duties, silences, facts about transport",
			[]string{exercise},
			[]string{"rules", "transcripts", "properties", "reason"},
			clauseItems,
		},
		{"hole", "holes", "where two clients that both follow the text can part", []string{"title", "class", "knobs"}, nil, holeItems},
		{"case", "cases", "the stories that come with the program, for replay, explain and corpus", []string{"title"}, []string{"title"}, caseItems},
		{"profile", "profiles", "the readings of deployed clients, for --reading", []string{"text", "source"}, nil, profileItems},
		{"plan", "plans", "what campaigns do that come with the program", text, nil, planItems},
	}
}

// shownKinds are the kinds that show finds things of: also the values of knobs,
// which have no list of their own because the knobs' list has them.
func shownKinds() []Kind {
	value := Kind{One: "value", Many: "values", About: "what a knob may be set to", items: valueItems}
	return slices.Insert(Kinds(), 3, value)
}

// Catalogue is what things are told from: the rules, and the stories in which
// they occur.
type Catalogue struct {
	rules   []model.Rule
	stories []mentions
	Items   []Item // of all kinds that show knows, kind by kind
}

// New reads the rules and the corpus that the program was built with.
func New() (*Catalogue, error) {
	c := &Catalogue{rules: slices.Concat(model.V0(), model.V1())}
	for _, name := range corpus.Names() {
		text, file, _ := corpus.Text(name)
		m, err := mentionsOf(file, text)
		if err != nil {
			return nil, err
		}
		c.stories = append(c.stories, m)
	}
	for _, sort := range shownKinds() {
		for _, item := range sort.items(c) {
			item.Kind = sort.One
			c.Items = append(c.Items, item)
		}
	}
	return c, nil
}

// of lists the items of a kind.
func (c *Catalogue) of(sort Kind) []Item {
	first := slices.IndexFunc(c.Items, func(item Item) bool { return item.Kind == sort.One })
	n := slices.IndexFunc(c.Items[first:], func(item Item) bool { return item.Kind != sort.One })
	if n < 0 {
		return c.Items[first:]
	}
	return c.Items[first : first+n]
}
