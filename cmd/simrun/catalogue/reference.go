package catalogue

import (
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/term"
)

// Rewrite is the command that makes docs/REFERENCE.md current.
const Rewrite = "go run ./cmd/simrun reference > docs/REFERENCE.md"

// referenceColumns are the facts of those kinds that the reference shows as a
// table; things of other kinds have a section each.
var referenceColumns = map[string][]string{
	"fault":    {"text", "excuses"},
	"property": {"holds", "text", "clauses"},
	"strategy": {"text"},
	"rule":     {"text", "input", "states", "readings", "guard", "next", "effects", "clauses"},
	"mutant":   {"operator", "text"},
	"clause":   {"strength", "source", "text", exercise},
}

// Markdown is the whole reference.
func (c *Catalogue) Markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Reference\n\nEverything that simrun knows by name. This file is written by the program, from the lists that it\nruns on:\n\n    %s\n", Rewrite)
	b.WriteString("\n`simrun show NAME` tells the same of one thing, and which corpus cases mention it.\n\n")
	for _, sort := range referenceKinds() {
		fmt.Fprintf(&b, "- [%s](#%s): %s\n", term.Capitalise(sort.Many), sort.Many, sort.About)
	}
	for _, sort := range referenceKinds() {
		fmt.Fprintf(&b, "\n## %s\n", term.Capitalise(sort.Many))
		if columns := referenceColumns[sort.One]; columns != nil {
			markdownTable(&b, sort.One, columns, c.of(sort))
			continue
		}
		for _, item := range c.of(sort) {
			item.markdown(&b)
		}
	}
	return b.String()
}

// referenceKinds are the kinds that the reference has: not the cases, each of which is a
// file that can be read as it is.
func referenceKinds() []Kind {
	return slices.DeleteFunc(Kinds(), func(k Kind) bool { return k.One == "case" })
}

// markdownTable writes items as the rows of a table.
func markdownTable(b *strings.Builder, name string, columns []string, items []Item) {
	fmt.Fprintf(b, "\n| %s | %s |\n|%s\n", name, strings.Join(columns, " | "), strings.Repeat("---|", len(columns)+1))
	for _, item := range items {
		fmt.Fprintf(b, "| `%s` |", item.Name)
		for _, label := range columns {
			text := exercisedBy(&item)
			if label != exercise {
				f := item.fact(label)
				text = strings.ReplaceAll(f.text(), "\n", "; ")
			}
			fmt.Fprintf(b, " %s |", strings.ReplaceAll(term.Escape(text), "|", `\|`))
		}
		b.WriteByte('\n')
	}
}

// markdown writes an item as a section.
func (item *Item) markdown(b *strings.Builder) {
	title, text := item.fact("title"), item.fact("text")
	fmt.Fprintf(b, "\n### %s\n\n", strings.TrimSuffix(item.Name+": "+title.text(), ": "))
	fmt.Fprintf(b, "%s\n", term.Capitalise(term.Escape(text.text())))
	gap := "\n"
	for _, f := range item.Facts {
		switch {
		case f.isEmpty() || f.Label == "title" || f.Label == "text":
			continue
		case f.form == block:
			fmt.Fprintf(b, "%s```\n%s\n```\n", gap, f.text())
		case f.form == lines:
			fmt.Fprintf(b, "%s- %s:\n", gap, f.Label)
			for _, line := range f.List {
				head, rest, _ := strings.Cut(line, ": ")
				fmt.Fprintf(b, "  - `%s`: %s\n", head, term.Escape(rest))
			}
		default:
			fmt.Fprintf(b, "%s- %s: %s\n", gap, f.Label, term.Escape(f.text()))
		}
		gap = ""
	}
}
