package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/model/names"
)

func newShowCommand(p *program) *cobra.Command {
	return &cobra.Command{
		Use:   "show NAME…",
		Short: "Tell everything about a clause, hole, rule, knob, fault, property, case …",
		Long: `Show tells what is known about a name, of whatever kind it is: its text and
source, what refers to it, and the corpus cases that mention it. A rule is known
by its full name or by its row of the transition table, a value as knob=value or
alone. If a name means several things, all of them are shown.`,
		Example: `  simrun show V0-GLARE-2
  simrun show T0-24 inflight willing-connected
  simrun show H-01 --format json`,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			k, err := newCatalogue()
			if err != nil {
				return nil, cobra.ShellCompDirectiveError
			}
			return k.names(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error { return p.showNames(args) },
	}
}

// showNames shows all that the names mean, once they are all known to mean
// something.
func (p *printer) showNames(args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("show: expected a name, such as V0-GLARE-1; `simrun list KIND` has them all")
	}
	k, err := newCatalogue()
	if err != nil {
		return err
	}
	var found []item
	for _, name := range args {
		var items []item
		if name != "" { // which what has no alias would answer to
			items = k.find(name)
		}
		if len(items) == 0 {
			if near := names.Nearest(name, k.names()); near != "" {
				return fmt.Errorf("unknown name %q; did you mean %q?", name, near)
			}
			return fmt.Errorf("unknown name %q; `simrun list KIND` has those of a kind: %s", name, strings.Join(kindNames(), ", "))
		}
		found = append(found, items...)
	}
	for i, t := range found {
		t.facts = append(slices.Clone(t.facts), k.related(&t)...)
		if p.json() {
			if err := p.emit(t); err != nil {
				return err
			}
			continue
		}
		if i > 0 {
			p.printf("\n")
		}
		p.printItem(&t)
	}
	return nil
}

// find lists everything that a name means: what has that name, with what is a part
// of it (of H-15 also H-15b), or has it as an alias; or else what differs from it in
// upper and lower case; or else what it is a part of (of H-01c H-01).
func (k *catalogue) find(name string) []item {
	fits := []func(t *item) bool{
		func(t *item) bool { return t.name == name || t.alias == name || wholeOf(t.name) == name },
		func(t *item) bool {
			return strings.EqualFold(t.name, name) || strings.EqualFold(t.alias, name) || strings.EqualFold(wholeOf(t.name), name)
		},
		func(t *item) bool { return strings.EqualFold(t.name, wholeOf(name)) },
	}
	for _, fit := range fits {
		var found []item
		for _, t := range k.items {
			if fit(&t) {
				found = append(found, t)
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

// names lists the names and aliases that show knows, each once.
func (k *catalogue) names() []string {
	var list []string
	for _, t := range k.items {
		list = append(list, t.name)
		if t.alias != "" {
			list = append(list, t.alias)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// related are facts about an item that others know: what refers to it, by kind,
// and the cases that mention it.
func (k *catalogue) related(t *item) []fact {
	var facts []fact
	if t.kind == "case" {
		return nil // it says itself what it is about
	}
	for _, sort := range shownKinds() {
		if sort.one == "case" {
			continue // below, with more
		}
		if own := t.fact(sort.many); !own.isEmpty() {
			continue
		}
		var list []string
		for _, other := range k.of(sort) {
			if (other.kind != t.kind || other.name != t.name) && slices.ContainsFunc(other.facts, func(f fact) bool { return f.refersTo(t) }) {
				list = append(list, other.name)
			}
		}
		if list != nil {
			facts = append(facts, named(sort.many, list...))
		}
	}
	cases := fact{label: "cases", form: lines}
	files := []string{}
	for i := range k.stories {
		if m := &k.stories[i]; m.isAbout(t) {
			cases.list = append(cases.list, m.file+": "+m.title)
			files = append(files, m.file)
		}
	}
	cases.data = files
	return append(facts, cases)
}

// printItem prints an item: its text first, then the other facts under each
// other, their labels in a column.
func (p *printer) printItem(t *item) {
	heading := t.kind + " " + t.name
	if title := t.fact("title"); !title.isEmpty() && t.kind != "case" { // whose story begins with it
		heading += ": " + title.text()
	}
	p.printf("%s\n", heading)
	column := 0
	for _, f := range t.facts {
		column = max(column, utf8.RuneCountInString(f.label))
	}
	text := t.fact("text")
	p.printf("%s\n", indent(wrap(text.text(), p.width-2), 2))
	for _, f := range t.facts {
		switch {
		case f.isEmpty() || f.label == "title" || f.label == "text":
		default:
			var parts []string
			for line := range strings.Lines(f.text()) {
				parts = append(parts, hang(wrap(line, p.width-column-6), f.form))
			}
			p.printf("  %-*s  %s\n", column, f.label, strings.TrimLeft(indent(strings.Join(parts, "\n"), column+4), " "))
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

func indent(text string, columns int) string {
	space := strings.Repeat(" ", columns)
	return space + strings.ReplaceAll(text, "\n", "\n"+space)
}
