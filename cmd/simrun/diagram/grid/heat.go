package grid

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/diagram/markup"
)

// Measures of a heat map, in pixels.
const (
	heatCell   = 62  // width of a cell
	heatRow    = 30  // height of a row
	heatChar   = 7   // width of a character of a heading
	heatTop    = 34  // above the corner and the headings
	heatLegend = 20  // height of a line of the legend
	margin     = 24  // around everything
	heatLabel  = 420 // width that the legend needs
)

// marked reports whether any cell has a mark.
func (g *Grid) marked() bool {
	for _, row := range g.Cells {
		if slices.ContainsFunc(row, func(c Cell) bool { return c.Mark != "" }) {
			return true
		}
	}
	return false
}

// Heat draws one of the tables as a picture: a square of colour and sign for each
// cell, and a legend.
func (m *Matrix) Heat(w io.Writer, grid int) error {
	if err := m.check(); err != nil {
		return err
	}
	if grid < 0 || grid >= len(m.Grids) {
		return fmt.Errorf("grid: table %d is to be drawn, and there are %d", grid, len(m.Grids))
	}
	g := &m.Grids[grid]
	wide := func(names []string) int {
		most := 0
		for _, name := range names {
			most = max(most, len([]rune(name)))
		}
		return most * heatChar
	}
	left, column := margin+wide(g.Rows)+12, heatCell
	column = max(column, wide(g.Columns)+8)
	head := heatTop + heatRow
	width := max(left+column*len(g.Columns)+margin, heatLabel)
	used := (&Matrix{Grids: []Grid{*g}}).classesUsed()
	bottom := head + heatRow*len(g.Rows) + 16
	height := bottom + heatLegend*len(used) + margin
	if g.marked() {
		height += heatLegend
	}
	p := &markup.Painter{}
	p.Markup(`<svg xmlns="http://www.w3.org/2000/svg" class="heat" width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-labelledby="heat-title heat-desc">`+"\n",
		width, height, width, height)
	p.Markup("<title id=\"heat-title\">%s</title>\n<desc id=\"heat-desc\">", markup.Escape(markup.Visible(g.Title)))
	for r, row := range g.Cells {
		for c := range row {
			p.Markup("%s × %s: %s\n", markup.Escape(markup.Visible(g.Rows[r])), markup.Escape(markup.Visible(g.Columns[c])), markup.Escape(markup.Visible(row[c].Class.Word())))
		}
	}
	style := asset("heat.css")
	if (&Matrix{Grids: []Grid{*g}}).has(Pardoned) {
		style += asset("heat_excused.css")
	}
	p.Markup("</desc>\n<style>\n%s</style>\n", style)
	p.Rect(0, 0, width, height, 0, "paper")
	p.Text(margin, heatTop-8, "title", markup.Visible(g.Title))
	p.Text(margin, head-10, "aside", markup.Visible(g.Corner))
	for c, name := range g.Columns {
		p.Text(left+column*c+column/2, head-10, "middle", markup.Visible(name))
	}
	for r, row := range g.Cells {
		y := head + heatRow*r
		p.Text(left-10, y+19, "end", markup.Visible(g.Rows[r]))
		for c := range row {
			x := left + column*c
			p.Rect(x+2, y+2, column-4, heatRow-4, 3, row[c].Class.String())
			p.Text(x+column/2, y+19, "middle", markup.Visible(strings.TrimSpace(row[c].Class.Sign()+" "+row[c].Mark)))
		}
	}
	for i, class := range used {
		y := bottom + heatLegend*i
		p.Rect(margin, y, 30, heatLegend-4, 3, class[0])
		p.Text(margin+15, y+12, "middle", class[1])
		p.Text(margin+40, y+12, "aside", class[2])
	}
	if g.marked() {
		p.Text(margin, bottom+heatLegend*len(used)+12, "aside", "the number in a cell: the steps of a shortest story")
	}
	p.Markup("</svg>\n")
	_, err := io.WriteString(w, p.String())
	return err
}
