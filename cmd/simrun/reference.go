package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// newReferenceCommand makes the hidden command that writes docs/REFERENCE.md.
func newReferenceCommand(p *program) *cobra.Command {
	return &cobra.Command{
		Use:     "reference",
		Short:   "Write the reference of everything that has a name, as Markdown",
		Long:    "Reference writes what docs/REFERENCE.md holds: everything that list lists, in full.",
		Example: "  " + rewriteReference,
		Hidden:  true,
		Args:    noArguments,
		RunE: func(*cobra.Command, []string) error {
			if p.json() {
				return fmt.Errorf("reference: is Markdown; for JSON use `simrun list KIND --format json`")
			}
			k, err := newCatalogue()
			if err != nil {
				return err
			}
			p.printf("%s", k.markdown())
			return nil
		},
	}
}

// rewriteReference is the command that makes docs/REFERENCE.md current.
const rewriteReference = "go run ./cmd/simrun reference > docs/REFERENCE.md"

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

// markdown is the whole reference.
func (k *catalogue) markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Reference\n\nEverything that simrun knows by name. This file is written by the program, from the lists that it\nruns on:\n\n    %s\n", rewriteReference)
	b.WriteString("\n`simrun show NAME` tells the same of one thing, and which corpus cases mention it.\n\n")
	for _, sort := range referenceKinds() {
		fmt.Fprintf(&b, "- [%s](#%s): %s\n", capital(sort.many), sort.many, sort.about)
	}
	for _, sort := range referenceKinds() {
		fmt.Fprintf(&b, "\n## %s\n", capital(sort.many))
		if columns := referenceColumns[sort.one]; columns != nil {
			markdownTable(&b, sort.one, columns, k.of(sort))
			continue
		}
		for _, t := range k.of(sort) {
			t.markdown(&b)
		}
	}
	return b.String()
}

// referenceKinds are the kinds that the reference has: not the cases, each of which is a
// file that can be read as it is.
func referenceKinds() []kind {
	return slices.DeleteFunc(kinds(), func(k kind) bool { return k.one == "case" })
}

func capital(word string) string { return strings.ToUpper(word[:1]) + word[1:] }

// markdownTable writes items as the rows of a table.
func markdownTable(b *strings.Builder, name string, columns []string, items []item) {
	fmt.Fprintf(b, "\n| %s | %s |\n|%s\n", name, strings.Join(columns, " | "), strings.Repeat("---|", len(columns)+1))
	for _, t := range items {
		fmt.Fprintf(b, "| `%s` |", t.name)
		for _, label := range columns {
			text := exercisedBy(&t)
			if label != exercise {
				f := t.fact(label)
				text = strings.ReplaceAll(f.text(), "\n", "; ")
			}
			fmt.Fprintf(b, " %s |", strings.ReplaceAll(escape(text), "|", `\|`))
		}
		b.WriteByte('\n')
	}
}

// markdown writes an item as a section.
func (t *item) markdown(b *strings.Builder) {
	title, text := t.fact("title"), t.fact("text")
	fmt.Fprintf(b, "\n### %s\n\n", strings.TrimSuffix(t.name+": "+title.text(), ": "))
	fmt.Fprintf(b, "%s\n", capital(escape(text.text())))
	gap := "\n"
	for _, f := range t.facts {
		switch {
		case f.isEmpty() || f.label == "title" || f.label == "text":
			continue
		case f.form == block:
			fmt.Fprintf(b, "%s```\n%s\n```\n", gap, f.text())
		case f.form == lines:
			fmt.Fprintf(b, "%s- %s:\n", gap, f.label)
			for _, line := range f.list {
				head, rest, _ := strings.Cut(line, ": ")
				fmt.Fprintf(b, "  - `%s`: %s\n", head, escape(rest))
			}
		default:
			fmt.Fprintf(b, "%s- %s: %s\n", gap, f.label, escape(f.text()))
		}
		gap = ""
	}
}

// escape is text as Markdown shows it: a<b is no tag.
func escape(text string) string { return strings.ReplaceAll(text, "<", "&lt;") }
