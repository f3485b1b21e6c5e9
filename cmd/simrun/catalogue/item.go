package catalogue

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
)

// Item is one thing that the program knows by name, told as facts. List, show
// and the reference all print items, and so cannot say different things.
type Item struct {
	Kind  string
	Name  string
	alias string // another name, which several items may share; or empty
	Facts []fact
}

// fact is one thing to be said of an item.
type fact struct {
	Label string
	form  form
	List  []string
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

func said(label, text string) fact { return fact{Label: label, List: []string{text}} }

func named(label string, list ...string) fact { return fact{Label: label, form: itemNames, List: list} }

func listed(label string, list ...string) fact { return fact{Label: label, form: lines, List: list} }

// fact is the fact with a label; one that there is not says nothing.
func (item *Item) fact(label string) fact {
	for _, f := range item.Facts {
		if f.Label == label {
			return f
		}
	}
	return fact{Label: label, form: itemNames}
}

// isEmpty reports whether a fact says nothing.
func (f *fact) isEmpty() bool { return len(f.List) == 0 || len(f.List) == 1 && f.List[0] == "" }

// text is the fact in one string.
func (f *fact) text() string {
	switch f.form {
	case itemNames:
		return strings.Join(f.List, ", ")
	case lines:
		return strings.Join(f.List, "\n")
	default:
		return strings.Join(f.List, "")
	}
}

// refersTo reports whether a fact names an item. Prose does not count, because
// many names are plain English words; but a reason is written with this in mind.
func (f *fact) refersTo(item *Item) bool {
	switch f.Label {
	case "reason":
		return slices.Contains(strings.FieldsFunc(f.text(), func(r rune) bool { return strings.ContainsRune(" ,;:.()", r) }), item.Name)
	case "readings": // knob=value|value
		return slices.ContainsFunc(f.List, func(condition string) bool {
			knob, values, _ := strings.Cut(condition, "=")
			own, value, _ := strings.Cut(item.Name, "=")
			return item.Kind == "value" && own == knob && slices.Contains(strings.Split(values, "|"), value)
		})
	default:
		return slices.Contains(kindsNamed[f.Label], item.Kind) && slices.Contains(f.List, item.Name)
	}
}

// kindsNamed says of which kinds the things are that a fact with a label names.
var kindsNamed = map[string][]string{
	"clauses":    {"clause", "hole"},
	"knobs":      {"knob"},
	"rules":      {"rule"},
	"properties": {"property"},
}

// only is the item with only the facts that have the labels given; nil is all.
func (item Item) only(labels []string) Item {
	if labels == nil {
		return item
	}
	var facts []fact
	for _, label := range labels {
		facts = append(facts, item.fact(label))
	}
	item.Facts = facts
	return item
}

// MarshalJSON is the item as one object: the kind as the key of the name, then
// the facts in their order. Prose is a string, what else there is a list.
func (item Item) MarshalJSON() ([]byte, error) {
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
	if err := field(item.Kind, item.Name); err != nil {
		return nil, err
	}
	for _, f := range item.Facts {
		if err := field(f.Label, f.value()); err != nil {
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
	case f.List == nil:
		return []string{}
	default:
		return f.List
	}
}
