package export

import (
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/model/spec"
	"github.com/glarelab/glare/properties"
)

// Issue is the story as the text of an issue, in Markdown.
func (s *Story) Issue(mermaid string) string {
	var b strings.Builder
	write := func(format string, args ...any) { fmt.Fprintf(&b, format, args...) }
	scenario := s.Checker.Scenario()
	switch {
	case s.Excused():
		e := s.Trace.Excuses[0]
		write("# %s, excused (%s)\n\n**Severity:** %s\n\n**Excused:** `%s`, because %s: %s\n\n", e.Words, term.MarkdownText(s.Name), story.SeverityText(s.Trace),
			e.Property, strings.Join(e.Because, ", and "), story.PropertyAbout(e.Property))
	case s.Problem == nil:
		write("# %s: nothing is violated\n\n**Severity:** none\n\n", term.MarkdownText(s.Name))
	default:
		write("# %s (%s)\n\n**Severity:** %s\n\n**Violated:** `%s`: %s\n\n", s.Problem.Words, term.MarkdownText(s.Name), story.SeverityText(s.Trace),
			s.Problem.Property, story.PropertyAbout(s.Problem.Property))
	}
	write("**Readings:** %s\n\n**Faults:** %s\n\n## What happens\n\n", story.ReadingText(scenario), s.Spent().Text())
	for _, paragraph := range s.Prose() {
		write("%s\n\n", term.MarkdownText(paragraph))
	}
	write("%s The run ends with `%s`.\n\n## Steps\n\n", s.Sentence(), s.Trace.Outcome)
	for i, name := range s.Trace.Names() {
		mark := ""
		if s.Problem != nil && s.Problem.Line == i {
			mark = " ← here it shows"
		}
		write("%d. %s%s\n", i+1, name, mark)
	}
	write("\n## Clauses\n\n")
	for _, id := range s.clauses() {
		for _, clause := range spec.Clauses() {
			if clause.ID == id {
				write("- **%s** (%s; %s): %s\n", id, clause.Strength, clause.Source, clause.Text)
			}
		}
	}
	write("\n## Replay\n\nWith [simrun](https://github.com/glarelab/glare), which simulates the signalling of calls:\n\n```console\n")
	if s.Again != "" && !s.Followed {
		write("$ simrun replay %s\n", s.Again)
	}
	write("$ %s%s\n```\n\n```mermaid\n%s```\n", s.Reporter.Replays(), s.Token, mermaid)
	return b.String()
}

// clauses are those of the violated property, of the versions that somebody here has, and
// those of the rules by which calls changed where an open point of the text decided.
func (s *Story) clauses() []string {
	var ids []string
	if s.Problem != nil {
		for _, p := range properties.All() {
			if p.Name == s.Problem.Property {
				ids = append(ids, p.Clauses...)
			}
		}
	}
	for i := range s.Trace.Lines {
		line := &s.Trace.Lines[i]
		if strings.Contains(strings.Join(line.Rules, " "), "=") {
			ids = append(ids, line.Clauses...)
		}
	}
	scenario := s.Checker.Scenario()
	ids = slices.DeleteFunc(ids, func(id string) bool {
		return strings.HasPrefix(id, "V0-") && !scenario.Speaks(model.Version0) || strings.HasPrefix(id, "V1-") && !scenario.Speaks(model.Version1)
	})
	slices.Sort(ids)
	return slices.Compact(ids)
}
