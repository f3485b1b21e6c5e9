package matrix

import (
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/diagram/grid"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
)

// wordColumns is how many columns a table of text may have in which words stand.
// Of more there are only signs.
const wordColumns = 5

// Text is a page as text: the tables, and of each cell in which something is
// violated the token of its gravest story.
func Text(p *term.Printer, page *Page) string {
	var b strings.Builder
	wide := slices.ContainsFunc(page.Grids, func(g grid.Grid) bool { return len(g.Columns) > wordColumns })
	if !p.Quiet && (page.brief || wide) {
		b.WriteString(legend(p, page, wide))
	}
	for i := range page.Grids {
		g := &page.Grids[i]
		fmt.Fprintf(&b, "%s\n\n", g.Title)
		if !p.Quiet {
			for _, line := range g.Lead {
				fmt.Fprintf(&b, "%s\n\n", term.Wrap(line, p.Width))
			}
		}
		rows := [][]string{append([]string{g.Corner}, g.Columns...)}
		for r, cells := range g.Cells {
			row := []string{g.Rows[r]}
			for c := range cells {
				text := cells[c].Text
				if len(g.Columns) > wordColumns {
					text = strings.TrimSpace(cells[c].Class.Sign() + " " + cells[c].Mark)
				}
				row = append(row, text)
			}
			rows = append(rows, row)
		}
		fmt.Fprintf(&b, "%s\n\n", p.Table(rows))
	}
	if !p.Quiet {
		if !page.brief {
			b.WriteString(notes(p, page))
		}
		if !page.brief || !wide {
			b.WriteString(stories(p, page))
		}
	}
	fmt.Fprintf(&b, "%s\n", summary(page))
	if !p.Quiet && page.brief {
		b.WriteString("How runs end, stories, and where knobs were read: --format html -o FILE, or markdown.\n")
	}
	return b.String()
}

// legend says what the signs of a page mean, if it has signs, and how a cell
// is searched again.
func legend(p *term.Printer, page *Page, signs bool) string {
	var b strings.Builder
	if signs {
		for _, c := range page.usedClasses() {
			fmt.Fprintf(&b, "%-2s  %s\n", c.Sign(), c.Word())
		}
		b.WriteString("The number beside it is that of the steps of a shortest story of the gravest that goes wrong.\n\n")
	}
	if page.Recipe != "" {
		fmt.Fprintf(&b, "%s\n\n  %s\n\n", term.Wrap(RecipeLead, p.Width), strings.ReplaceAll(page.Recipe, "\n", "\n  "))
	}
	return b.String()
}

// notes are what follows the tables.
func notes(p *term.Printer, page *Page) string {
	var b strings.Builder
	for _, note := range page.Notes {
		fmt.Fprintf(&b, "%s\n\n", note.Title)
		for _, line := range note.Lead {
			fmt.Fprintf(&b, "%s\n\n", term.Wrap(line, p.Width))
		}
		if len(note.Rows) > 0 {
			fmt.Fprintf(&b, "%s\n\n", p.Table(note.Rows))
		}
	}
	return b.String()
}

// stories are the stories of a page with their tokens.
func stories(p *term.Printer, page *Page) string {
	var b strings.Builder
	told := page.told()
	if len(told) > 0 {
		b.WriteString("Stories, the gravest of each, unless it is the story of one above; to see one: simrun replay TOKEN\n\n")
	}
	for _, t := range told {
		fmt.Fprintf(&b, "%s\n%s\n\n", term.Wrap(page.storyOf(t)+".", p.Width), t.broken[0].story.Token)
	}
	return b.String()
}

// summary counts the verdicts.
func summary(page *Page) string {
	counts := map[string]int{}
	for _, t := range page.Trials {
		counts[t.verdictWord()]++
	}
	excused := ""
	if n := counts[story.ExcusedVerdict]; n > 0 {
		excused = fmt.Sprintf("%d excused, ", n)
	}
	text := fmt.Sprintf("%s: %d proved, %s%d violated, %d undecided.", term.Count(len(page.Trials), "combination"),
		counts["proved"], excused, counts["violated"], counts["undecided"])
	if page.Undone > 0 {
		text += fmt.Sprintf(" Interrupted: %d were not explored to the end.", page.Undone)
	}
	return text
}
