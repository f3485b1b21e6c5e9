package catalogue

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/model/names"
)

// ShowNames shows all that the names mean, once they are all known to mean
// something.
func ShowNames(p *term.Printer, args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("show: expected a name, such as V0-GLARE-1; `simrun list KIND` has them all")
	}
	c, err := New()
	if err != nil {
		return err
	}
	var found []Item
	for _, name := range args {
		var items []Item
		if name != "" { // which what has no alias would answer to
			items = c.find(name)
		}
		if len(items) == 0 {
			if near := names.Nearest(name, c.Names()); near != "" {
				return fmt.Errorf("unknown name %q; did you mean %q?", name, near)
			}
			return fmt.Errorf("unknown name %q; `simrun list KIND` has those of a kind: %s", name, strings.Join(KindNames(), ", "))
		}
		found = append(found, items...)
	}
	for i, item := range found {
		item.Facts = append(slices.Clone(item.Facts), c.related(&item)...)
		if p.JSON() {
			if err := p.Emit(item); err != nil {
				return err
			}
			continue
		}
		if i > 0 {
			p.Printf("\n")
		}
		printItem(p, &item)
	}
	return nil
}

// find lists everything that a name means: what has that name, with what is a part
// of it (of H-15 also H-15b), or has it as an alias; or else what differs from it in
// upper and lower case; or else what it is a part of (of H-01c H-01).
func (c *Catalogue) find(name string) []Item {
	fits := []func(item *Item) bool{
		func(item *Item) bool { return item.Name == name || item.alias == name || wholeOf(item.Name) == name },
		func(item *Item) bool {
			return strings.EqualFold(item.Name, name) || strings.EqualFold(item.alias, name) || strings.EqualFold(wholeOf(item.Name), name)
		},
		func(item *Item) bool { return strings.EqualFold(item.Name, wholeOf(name)) },
	}
	for _, fit := range fits {
		var found []Item
		for _, item := range c.Items {
			if fit(&item) {
				found = append(found, item)
			}
		}
		if found != nil {
			return found
		}
	}
	return nil
}

// wholeOf is the hole or clause that one with a letter is a part of: H-01 of H-01c.
// Of any other name it is empty.
func wholeOf(name string) string {
	last := len(name) - 1
	if last < 1 || name[last] < 'a' || name[last] > 'z' || name[last-1] < '0' || name[last-1] > '9' || !identifier.MatchString(strings.ToUpper(name[:last])) {
		return ""
	}
	return name[:last]
}

// Names lists the names and aliases that show knows, each once.
func (c *Catalogue) Names() []string {
	var list []string
	for _, item := range c.Items {
		list = append(list, item.Name)
		if item.alias != "" {
			list = append(list, item.alias)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// related are facts about an item that others know: what refers to it, by kind,
// and the cases that mention it.
func (c *Catalogue) related(item *Item) []fact {
	var facts []fact
	if item.Kind == "case" {
		return nil // it says itself what it is about
	}
	for _, sort := range shownKinds() {
		if sort.One == "case" {
			continue // below, with more
		}
		if own := item.fact(sort.Many); !own.isEmpty() {
			continue
		}
		var list []string
		for _, other := range c.of(sort) {
			if (other.Kind != item.Kind || other.Name != item.Name) && slices.ContainsFunc(other.Facts, func(f fact) bool { return f.refersTo(item) }) {
				list = append(list, other.Name)
			}
		}
		if list != nil {
			facts = append(facts, named(sort.Many, list...))
		}
	}
	cases := fact{Label: "cases", form: lines}
	files := []string{}
	for i := range c.stories {
		if m := &c.stories[i]; m.isAbout(item) {
			cases.List = append(cases.List, m.file+": "+m.title)
			files = append(files, m.file)
		}
	}
	cases.data = files
	return append(facts, cases)
}

// printItem prints an item: its text first, then the other facts under each
// other, their labels in a column.
func printItem(p *term.Printer, item *Item) {
	heading := item.Kind + " " + item.Name
	if title := item.fact("title"); !title.isEmpty() && item.Kind != "case" { // whose story begins with it
		heading += ": " + title.text()
	}
	p.Printf("%s\n", heading)
	column := 0
	for _, f := range item.Facts {
		column = max(column, utf8.RuneCountInString(f.Label))
	}
	text := item.fact("text")
	p.Printf("%s\n", term.Indent(term.Wrap(text.text(), p.Width-2), 2))
	for _, f := range item.Facts {
		switch {
		case f.isEmpty() || f.Label == "title" || f.Label == "text":
		default:
			var parts []string
			for line := range strings.Lines(f.text()) {
				parts = append(parts, hang(term.Wrap(line, p.Width-column-6), f.form))
			}
			p.Printf("  %-*s  %s\n", column, f.Label, strings.TrimLeft(term.Indent(strings.Join(parts, "\n"), column+4), " "))
		}
	}
}

// hang indents what is wrapped of one line among several, so that each begins
// visibly.
func hang(text string, f form) string {
	if f == lines {
		return strings.ReplaceAll(text, "\n", "\n  ")
	}
	return text
}
