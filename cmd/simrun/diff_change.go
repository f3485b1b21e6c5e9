package main

import (
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/play"
)

// What can be said of something that comes of one of two readings.
const (
	wasAdded   = "added"
	wasRemoved = "removed"
	wasChanged = "changed"   // the same ways to end, but not after the same steps
	wasFound   = "found"     // whether the other reading has it too is not known
	unchanged  = "unchanged" // it comes of both
)

// changed is one line of diff.
type changed struct {
	word    string
	network *play.Network
	play.Witness
	other  *play.Survey
	pardon *pardonJSON // what is excused, or nil: what is shown is an outcome or a violation
	// beside is what the other reading is excused from of the property that is violated.
	beside []pardonJSON
}

// changes lists what differs between two readings, and last what they are excused from.
func (p *reporter) changes(list []play.Comparison) ([]changed, error) {
	var changes, excused []changed
	for i := range list {
		c := &list[i]
		was, err := p.pardonsOf(c.From.Scenario, c.From.Pardons)
		if err != nil {
			return nil, err
		}
		is, err := p.pardonsOf(c.To.Scenario, c.To.Pardons)
		if err != nil {
			return nil, err
		}
		for j := range c.Differing {
			d := &c.Differing[j]
			one := changed{word: wordOf(d), network: d.Network, Witness: d.Witness, other: d.Other}
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

// wordOf says in a word what becomes of something that comes of one reading.
func wordOf(d *play.Differing) string {
	switch {
	case d.Both:
		return unchanged
	case d.Open:
		return wasFound
	case d.Swapped:
		return wasChanged
	case d.Added:
		return wasAdded
	default:
		return wasRemoved
	}
}

// pardonChanges compares what two readings are excused from in a network.
func pardonChanges(c *play.Comparison, was, is []pardonJSON) []changed {
	var list []changed
	add := func(word string, one *pardonJSON, of, other *play.Survey) {
		if word != unchanged && other.Cut != "" {
			word = wasFound
		}
		i := slices.IndexFunc(of.Pardons, func(q play.Pardon) bool { return q.Property == one.Property && slices.Equal(q.After, one.After) })
		list = append(list, changed{
			word: word, network: c.Network, other: other, pardon: one,
			Witness: play.Witness{Survey: of, Schedule: of.Pardons[i].Schedule},
		})
	}
	alike := func(list []pardonJSON, one *pardonJSON) bool {
		return slices.ContainsFunc(list, func(q pardonJSON) bool { return q.Property == one.Property && slices.Equal(q.After, one.After) })
	}
	for i := range is {
		word := wasAdded
		if alike(was, &is[i]) {
			word = unchanged
		}
		add(word, &is[i], c.To, c.From)
	}
	for i := range was {
		if !alike(is, &was[i]) {
			add(wasRemoved, &was[i], c.From, c.To)
		}
	}
	return list
}

// what says in words what a line of diff is about.
func (d *changed) what(t *story) string {
	switch {
	case d.pardon != nil:
		return "excused " + d.pardon.Property + ", after " + afterText(d.pardon.After)
	case d.Violated:
		return "violation of " + d.PropertyName()
	}
	text := "outcome " + t.trace.Outcome
	if t.excused() {
		text += ", excused"
	}
	if d.word == wasChanged {
		text += ": the same ways to end, but not after the same steps"
	}
	return text
}

// property is the property that is violated or excused, or "".
func (d *changed) property() string {
	if d.pardon != nil {
		return d.pardon.Property
	}
	return d.PropertyName()
}

// sentence says what happens.
func (d *changed) sentence(t *story) string {
	if d.pardon != nil {
		return t.excusedSentenceOf(d.pardon.Property)
	}
	return t.sentence()
}

// open says which search was cut short, and what is therefore not known.
func (d *changed) open() string {
	var parts []string
	for _, s := range []*play.Survey{d.Survey, d.other} {
		if s.Cut != "" {
			parts = append(parts, "not every run under "+readingText(s.Scenario)+" was explored ("+s.Cut+")")
		}
	}
	text := strings.Join(parts, ", and ")
	if d.word == wasFound {
		text += ": whether it comes of that reading too is not known"
	}
	return text
}
