package compare

import (
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/survey"
)

// What can be said of something that comes of one of two readings.
const (
	wasAdded   = "added"
	WasRemoved = "removed"
	wasChanged = "changed"   // the same ways to end, but not after the same steps
	WasFound   = "found"     // whether the other reading has it too is not known
	Unchanged  = "unchanged" // it comes of both
)

// Changed is one line of diff.
type Changed struct {
	Kind string
	survey.Witness
	other  *survey.Survey
	pardon *story.PardonJSON // what is excused, or nil: what is shown is an outcome or a violation
	// beside is what the other reading is excused from of the property that is violated.
	beside []story.PardonJSON
}

// Changes lists what differs between two readings, and last what they are excused from.
func Changes(p *story.Reporter, list []Comparison) ([]Changed, error) {
	var changes, excused []Changed
	for i := range list {
		c := &list[i]
		was, err := p.PardonsOf(c.From.Scenario, c.From.Pardons)
		if err != nil {
			return nil, err
		}
		is, err := p.PardonsOf(c.To.Scenario, c.To.Pardons)
		if err != nil {
			return nil, err
		}
		for j := range c.Differing {
			d := &c.Differing[j]
			one := Changed{Kind: kindOf(d), Witness: d.Witness, other: d.Other}
			beside := was
			if d.Other == c.To {
				beside = is
			}
			for _, pardon := range beside {
				if d.Violated && pardon.Property == d.PropertyName() {
					one.beside = append(one.beside, pardon)
				}
			}
			changes = append(changes, one)
		}
		excused = append(excused, pardonChanges(c, was, is)...)
	}
	return append(changes, excused...), nil
}

// kindOf says in a word what becomes of something that comes of one reading.
func kindOf(d *Differing) string {
	switch {
	case d.Both:
		return Unchanged
	case d.Open:
		return WasFound
	case d.Swapped:
		return wasChanged
	case d.Added:
		return wasAdded
	default:
		return WasRemoved
	}
}

// pardonChanges compares what two readings are excused from in a network.
func pardonChanges(c *Comparison, was, is []story.PardonJSON) []Changed {
	var list []Changed
	add := func(word string, one *story.PardonJSON, of, other *survey.Survey) {
		if word != Unchanged && other.Cut != "" {
			word = WasFound
		}
		i := slices.IndexFunc(of.Pardons, func(q checker.Pardon) bool { return q.Property == one.Property && slices.Equal(q.After, one.After) })
		list = append(list, Changed{
			Kind: word, other: other, pardon: one,
			Witness: survey.Witness{Survey: of, Schedule: of.Pardons[i].Schedule},
		})
	}
	alike := func(list []story.PardonJSON, one *story.PardonJSON) bool {
		return slices.ContainsFunc(list, func(q story.PardonJSON) bool { return q.Property == one.Property && slices.Equal(q.After, one.After) })
	}
	for i := range is {
		word := wasAdded
		if alike(was, &is[i]) {
			word = Unchanged
		}
		add(word, &is[i], c.To, c.From)
	}
	for i := range was {
		if !alike(is, &was[i]) {
			add(WasRemoved, &was[i], c.From, c.To)
		}
	}
	return list
}

// what says in words what a line of diff is about.
func (c *Changed) what(t *story.Story) string {
	switch {
	case c.pardon != nil:
		return "excused " + c.pardon.Property + ", after " + story.AfterText(c.pardon.After)
	case c.Violated:
		return "violation of " + c.PropertyName()
	}
	text := "outcome " + t.Trace.Outcome
	if t.Excused() {
		text += ", excused"
	}
	if c.Kind == wasChanged {
		text += ": the same ways to end, but not after the same steps"
	}
	return text
}

// property is the property that is violated or excused, or "".
func (c *Changed) property() string {
	if c.pardon != nil {
		return c.pardon.Property
	}
	return c.PropertyName()
}

// sentence says what happens.
func (c *Changed) sentence(t *story.Story) string {
	if c.pardon != nil {
		return t.ExcusedSentenceOf(c.pardon.Property)
	}
	return t.Sentence()
}

// clients are those of one of the two ends: the readings and, where they tell the ends apart, the
// rules.
func (c *Changed) clients(of *survey.Survey) string {
	reading, rules := story.ReadingText(of.Scenario), story.RulesText(of.Scenario)
	if rules == story.RulesText(c.Survey.Scenario) && rules == story.RulesText(c.other.Scenario) {
		return reading
	}
	return rules + rulesMark + reading
}

// open says which search was cut short, and what is therefore not known.
func (c *Changed) open() string {
	var parts []string
	for _, s := range []*survey.Survey{c.Survey, c.other} {
		if s.Cut != "" {
			parts = append(parts, "not every run under "+c.clients(s)+" was explored ("+s.Cut+")")
		}
	}
	text := strings.Join(parts, ", and ")
	if c.Kind == WasFound {
		text += ": whether it comes of that reading too is not known"
	}
	return text
}
