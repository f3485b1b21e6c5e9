package report

import (
	"maps"
	"slices"
	"strconv"

	"github.com/glarelab/glare/cmd/simrun/campaign/summary"
	"github.com/glarelab/glare/cmd/simrun/term"
)

// The most that a text lists.
const (
	mostLeft  = 5
	mostNever = 12
)

func sorted(counts map[string]int) []string { return slices.Sorted(maps.Keys(counts)) }

// Text prints the report.
func (r *Report) Text(p *term.Printer) {
	word := p.Bold("DONE", true)
	switch {
	case len(r.New()) > 0:
		word = p.Bold("FOUND", false)
	case !r.Whole():
		word = p.Bold("UNFINISHED", false)
	}
	p.Printf("%s campaign %s: %s.\n", word, r.Title, r.headline())
	p.Pairs(r.tasks())
	p.Pairs(r.amounts())
	for i := range r.Findings {
		g := &r.Findings[i]
		p.Printf("\n%3d  %s: %s, %s\n", i+1, p.Bold(heading(&g.Finding), false), term.Count(g.Steps, "step"), state(g))
		p.Printf("     %s\n", term.Hanging(term.Wrap(g.Sentence, p.Width-5), 5))
		if !p.Quiet {
			showDetails(p, g)
		}
		if g.Token != "" {
			p.Printf("     %s\n", g.Token)
		}
	}
	if list := r.changes(); list != nil {
		p.Explainf("\nOtherwise than before:\n")
		p.Pairs(list)
	}
	p.Explainf("\nReached:\n")
	for _, part := range r.Covered.Parts() {
		p.Pairs([][2]string{{"", part.Text()}})
		if len(part.Never) > 0 {
			p.Pairs([][2]string{{"", "  never: " + part.Some(mostNever)}})
		}
	}
	if len(r.Left) > 0 {
		p.Explainf("\nLeft to do: %s\n", term.Count(len(r.Left), "shard"))
		for _, left := range r.Left[:min(len(r.Left), mostLeft)] {
			p.Explainf("  %6d  %s\n", left.Shard, left.What)
		}
		if more := len(r.Left) - mostLeft; more > 0 {
			p.Explainf("  and %d more\n", more)
		}
	}
	p.Explainf("\n%s\n", r.tested())
}

func showDetails(p *term.Printer, g *summary.Group) {
	const name, indent = 12, 5
	for _, pair := range details(g) {
		p.Printf("     %-*s%s\n", name, pair[0], term.Hanging(term.Wrap(pair[1], p.Width-name-indent), name+indent))
	}
}

// number is a number as text.
func number(n int) string { return strconv.Itoa(n) }
