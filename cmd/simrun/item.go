package main

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
)

// item is one thing that the program knows by name, told as facts. List, show
// and the reference all print items, and so cannot say different things.
type item struct {
	kind  string
	name  string
	alias string // another name, which several items may share; or empty
	facts []fact
}

// fact is one thing to be said of an item.
type fact struct {
	label string
	form  form
	list  []string
	data  any // what JSON has in its place, or nil
}

// form is how a fact reads.
type form int

const (
	sentence  form = iota // one string of prose
	itemNames             // names of items, between commas
	lines                 // one below the other
	block                 // one string of several lines, verbatim
)

func said(label, text string) fact            { return fact{label: label, list: []string{text}} }
func named(label string, list ...string) fact { return fact{label: label, form: itemNames, list: list} }

func listed(label string, list ...string) fact { return fact{label: label, form: lines, list: list} }

// fact is the fact with a label; one that there is not says nothing.
func (t *item) fact(label string) fact {
	for _, f := range t.facts {
		if f.label == label {
			return f
		}
	}
	return fact{label: label, form: itemNames}
}

// isEmpty reports whether a fact says nothing.
func (f *fact) isEmpty() bool { return len(f.list) == 0 || len(f.list) == 1 && f.list[0] == "" }

// text is the fact in one string.
func (f *fact) text() string {
	switch f.form {
	case itemNames:
		return strings.Join(f.list, ", ")
	case lines:
		return strings.Join(f.list, "\n")
	default:
		return strings.Join(f.list, "")
	}
}

// refersTo reports whether a fact names an item. Prose does not count, because
// many names are plain English words; but a reason is written with this in mind.
func (f *fact) refersTo(t *item) bool {
	switch f.label {
	case "reason":
		return slices.Contains(strings.FieldsFunc(f.text(), func(r rune) bool { return strings.ContainsRune(" ,;:.()", r) }), t.name)
	case "readings": // knob=value|value
		return slices.ContainsFunc(f.list, func(condition string) bool {
			knob, values, _ := strings.Cut(condition, "=")
			own, value, _ := strings.Cut(t.name, "=")
			return t.kind == "value" && own == knob && slices.Contains(strings.Split(values, "|"), value)
		})
	default:
		return slices.Contains(namesKinds[f.label], t.kind) && slices.Contains(f.list, t.name)
	}
}

// namesKinds says of which kinds the things are that a fact with a label names.
var namesKinds = map[string][]string{
	"clauses":    {"clause", "hole"},
	"knobs":      {"knob"},
	"rules":      {"rule"},
	"properties": {"property"},
}

// only is the item with only the facts that have the labels given; nil is all.
func (t item) only(labels []string) item {
	if labels == nil {
		return t
	}
	var facts []fact
	for _, label := range labels {
		facts = append(facts, t.fact(label))
	}
	t.facts = facts
	return t
}

// MarshalJSON is the item as one object: the kind as the key of the name, then
// the facts in their order. Prose is a string, what else there is a list.
func (t item) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	field := func(key string, value any) error {
		b.WriteByte(',')
		if b.Len() == 1 {
			b.Bytes()[0] = '{'
		}
		text, err := json.Marshal(value)
		b.WriteString(`"` + key + `":`)
		b.Write(text)
		return err
	}
	if err := field(t.kind, t.name); err != nil {
		return nil, err
	}
	for _, f := range t.facts {
		if err := field(f.label, f.value()); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

func (f *fact) value() any {
	switch {
	case f.data != nil:
		return f.data
	case f.form == sentence || f.form == block:
		return f.text()
	case f.list == nil:
		return []string{}
	default:
		return f.list
	}
}
