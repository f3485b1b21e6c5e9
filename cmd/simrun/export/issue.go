package export

import (
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/model/spec"
	"github.com/glarelab/glare/properties"
)

// Issue is the story as the text of an issue, in Markdown.
func (x *Story) Issue(mermaid string) string {
	var b strings.Builder
	write := func(format string, args ...any) { fmt.Fprintf(&b, format, args...) }
	s := x.Checker.Scenario()
	switch {
	case x.Excused():
		e := x.Trace.Excuses[0]
		write("# %s, excused (%s)\n\n**Severity:** %s\n\n**Excused:** `%s`, because %s: %s\n\n", e.Words, term.MarkdownText(x.Name), story.SeverityText(x.Trace),
			e.Property, strings.Join(e.Because, ", and "), story.PropertyAbout(e.Property))
	case x.Problem == nil:
		write("# %s: nothing is violated\n\n**Severity:** none\n\n", term.MarkdownText(x.Name))
	default:
		write("# %s (%s)\n\n**Severity:** %s\n\n**Violated:** `%s`: %s\n\n", x.Problem.Words, term.MarkdownText(x.Name), story.SeverityText(x.Trace),
			x.Problem.Property, story.PropertyAbout(x.Problem.Property))
	}
	write("**Readings:** %s\n\n**Faults:** %s\n\n## What happens\n\n", story.ReadingText(s), x.Spent().Text())
	for _, paragraph := range x.prose() {
		write("%s\n\n", term.MarkdownText(paragraph))
	}
	write("%s The run ends with `%s`.\n\n## Steps\n\n", x.Sentence(), x.Trace.Outcome)
	for i, name := range x.Trace.Names() {
		mark := ""
		if x.Problem != nil && x.Problem.Line == i {
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
	if x.Again != "" && !x.Followed {
		write("$ simrun replay %s\n", x.Again)
	}
	write("$ %s%s\n```\n\n```mermaid\n%s```\n", x.Reporter.Replays(), x.Token, mermaid)
	return b.String()
}

// clauses are those of the violated property, and those of the rules by which calls
// changed where an open point of the text decided.
func (x *Story) clauses() []string {
	var ids []string
	if x.Problem != nil {
		for _, p := range properties.All() {
			if p.Name == x.Problem.Property {
				ids = append(ids, p.Clauses...)
			}
		}
	}
	for i := range x.Trace.Lines {
		line := &x.Trace.Lines[i]
		if strings.Contains(strings.Join(line.Rules, " "), "=") {
			ids = append(ids, line.Clauses...)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}
