package matrix

import (
	"fmt"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/diagram/grid"
	"github.com/glarelab/glare/cmd/simrun/term"
)

// Markdown is the page in Markdown; picture is the file of its picture, or "".
func (p *Page) Markdown(picture string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", p.Title)
	for _, line := range p.Lead {
		fmt.Fprintf(&b, "%s\n\n", term.Wrap(line, proseWidth))
	}
	if p.command != "" {
		fmt.Fprintf(&b, "This page is written by\n\n    %s\n\n", p.command)
	}
	if picture != "" {
		fmt.Fprintf(&b, "![%s](%s)\n\n", p.Grids[0].Title, picture)
	}
	b.WriteString("| sign | means |\n|---|---|\n")
	for _, c := range p.usedClasses() {
		fmt.Fprintf(&b, "| %s | %s |\n", c.Sign(), c.Word())
	}
	b.WriteByte('\n')
	if p.Recipe != "" {
		fmt.Fprintf(&b, "%s\n\n    %s\n\n", term.Wrap(RecipeLead, proseWidth), strings.ReplaceAll(p.Recipe, "\n", "\n    "))
	}
	for i := range p.Grids {
		table := &p.Grids[i]
		fmt.Fprintf(&b, "## %s\n\n", table.Title)
		for _, line := range table.Lead {
			fmt.Fprintf(&b, "%s\n\n", term.Wrap(line, proseWidth))
		}
		term.MarkdownRows(&b, gridRows(table))
		b.WriteByte('\n')
	}
	for _, note := range p.Notes {
		fmt.Fprintf(&b, "## %s\n\n", note.Title)
		for _, line := range note.Lead {
			fmt.Fprintf(&b, "%s\n\n", term.Wrap(line, proseWidth))
		}
		if len(note.Rows) > 0 {
			term.MarkdownRows(&b, note.Rows)
			b.WriteByte('\n')
		}
	}
	if told := p.told(); len(told) > 0 {
		b.WriteString("## Stories\n\nThe gravest of each combination, unless it is the story of one above. `simrun replay TOKEN` tells one, " +
			"`--diagram html -o story.html` draws it.\n\n")
		for _, t := range told {
			fmt.Fprintf(&b, "- %s.\n  `%s`\n", p.storyOf(t), t.broken[0].story.Token)
		}
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

// proseWidth is the width of prose in generated pages.
const proseWidth = 100

// gridRows is a table as rows of text, the first of which is the header.
func gridRows(g *grid.Grid) [][]string {
	rows := [][]string{append([]string{g.Corner}, g.Columns...)}
	for r, cells := range g.Cells {
		row := []string{g.Rows[r]}
		for c := range cells {
			text := cells[c].Class.Sign()
			if short := strings.TrimPrefix(strings.TrimPrefix(cells[c].Text, "VIOLATED "), "EXCUSED "); cells[c].Class != grid.Proven && short != "" {
				text += " " + short
			}
			row = append(row, text)
		}
		rows = append(rows, row)
	}
	return rows
}

// usedClasses are the classes of which the page has cells.
func (p *Page) usedClasses() []grid.Class {
	used := map[grid.Class]bool{}
	for i := range p.Grids {
		for _, cells := range p.Grids[i].Cells {
			for c := range cells {
				used[cells[c].Class] = true
			}
		}
	}
	var list []grid.Class
	for c := grid.Proven; c <= grid.Impossible; c++ {
		if used[c] {
			list = append(list, c)
		}
	}
	return list
}
