package report

import (
	"fmt"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/term"
)

// mostMarkdown is how many findings the summary of a CI job tells in full.
const mostMarkdown = 50

// Markdown is the report for the summary of a CI job.
func (r *Report) Markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Campaign %s\n\n%s\n\n**%s.**\n\n", flat(r.Title), flat(r.About), r.headline())
	rows := [][]string{{"what", "how much"}}
	for _, list := range [][][2]string{r.tasks(), r.amounts()} {
		for _, pair := range list {
			rows = append(rows, []string{flat(pair[0]), flat(pair[1])})
		}
	}
	term.MarkdownRows(&b, rows)
	if len(r.Findings) > 0 {
		b.WriteString("\n## Findings\n\n")
		rows = [][]string{{"", "what goes wrong", "reading", "where", "times", "steps", "known"}}
		for i := range r.Findings {
			g := &r.Findings[i]
			rows = append(rows, []string{
				number(i + 1), flat(heading(&g.Finding)), flat(g.Reading), flat(strings.Join(g.Scenarios, ", ")),
				grouped(g.Count), number(g.Steps), flat(state(g)),
			})
		}
		term.MarkdownRows(&b, rows)
	}
	for i := range r.Findings[:min(len(r.Findings), mostMarkdown)] {
		g := &r.Findings[i]
		fmt.Fprintf(&b, "\n### %d. %s\n\n%s\n\n", i+1, flat(heading(&g.Finding)), flat(g.Sentence))
		for _, pair := range details(g) {
			fmt.Fprintf(&b, "- %s: %s\n", pair[0], flat(pair[1]))
		}
		if g.Token != "" {
			fmt.Fprintf(&b, "\n```\nsimrun replay %s\n```\n", term.Safe(g.Token))
		}
	}
	if list := r.changes(); list != nil {
		b.WriteString("\n## Otherwise than before\n\n")
		for _, pair := range list {
			fmt.Fprintf(&b, "- %s: %s\n", pair[0], flat(pair[1]))
		}
	}
	b.WriteString("\n## Reached\n\n")
	for _, part := range r.Covered.Parts() {
		fmt.Fprintf(&b, "- %s", part.Text())
		if len(part.Never) > 0 {
			fmt.Fprintf(&b, "; never: %s", flat(part.Some(mostNever)))
		}
		b.WriteString("\n")
	}
	if len(r.Left) > 0 {
		fmt.Fprintf(&b, "\n## Left to do\n\n%s.\n", term.Count(len(r.Left), "shard"))
	}
	fmt.Fprintf(&b, "\n%s.\n", flat(r.tested()))
	return b.String()
}

// flat is a text from outside as it stands in a line of Markdown.
func flat(text string) string { return term.MarkdownText(strings.Join(strings.Fields(text), " ")) }
