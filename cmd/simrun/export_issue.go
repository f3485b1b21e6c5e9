package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/model/spec"
	"github.com/glarelab/glare/properties"
)

// issue is the story as the text of an issue, in Markdown.
func (x *exporting) issue(mermaid string) string {
	var b strings.Builder
	write := func(format string, args ...any) { fmt.Fprintf(&b, format, args...) }
	s := x.game.Scenario()
	switch {
	case x.excused():
		e := x.trace.Excuses[0]
		write("# %s, excused (%s)\n\n**Severity:** %s\n\n**Excused:** `%s`, because %s: %s\n\n", e.Words, markdownText(x.name), severityText(x.trace),
			e.Property, strings.Join(e.Because, ", and "), propertyAbout(e.Property))
	case x.problem == nil:
		write("# %s: nothing is violated\n\n**Severity:** none\n\n", markdownText(x.name))
	default:
		write("# %s (%s)\n\n**Severity:** %s\n\n**Violated:** `%s`: %s\n\n", x.problem.Words, markdownText(x.name), severityText(x.trace),
			x.problem.Property, propertyAbout(x.problem.Property))
	}
	write("**Readings:** %s\n\n**Faults:** %s\n\n## What happens\n\n", readingText(s), x.spent().text())
	for _, paragraph := range x.prose() {
		write("%s\n\n", markdownText(paragraph))
	}
	write("%s The run ends with `%s`.\n\n## Steps\n\n", x.sentence(), x.trace.Outcome)
	for i, name := range x.trace.Names() {
		mark := ""
		if x.problem != nil && x.problem.Line == i {
			mark = " ← here it shows"
		}
		write("%d. %s%s\n", i+1, name, mark)
	}
	write("\n## Clauses\n\n")
	for _, id := range x.clauses() {
		for _, clause := range spec.Clauses() {
			if clause.ID == id {
				write("- **%s** (%s; %s): %s\n", id, clause.Strength, clause.Source, clause.Text)
			}
		}
	}
	write("\n## Replay\n\nWith [simrun](https://github.com/glarelab/glare), which simulates the signalling of calls:\n\n```console\n")
	if x.again != "" && !x.followed {
		write("$ simrun replay %s\n", x.again)
	}
	write("$ %s%s\n```\n\n```mermaid\n%s```\n", x.reporter.replays(), x.token, mermaid)
	return b.String()
}

// clauses are those of the violated property, and those of the rules by which calls
// changed where an open point of the text decided.
func (x *exporting) clauses() []string {
	var ids []string
	if x.problem != nil {
		for _, p := range properties.All() {
			if p.Name == x.problem.Property {
				ids = append(ids, p.Clauses...)
			}
		}
	}
	for i := range x.trace.Lines {
		line := &x.trace.Lines[i]
		if strings.Contains(strings.Join(line.Rules, " "), "=") {
			ids = append(ids, line.Clauses...)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}
