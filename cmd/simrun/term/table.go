package term

import (
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

// Table lays out rows, the first of which is the header, in the program's width:
// columns that hold little keep what they need, and the others share the rest. Those of
// whole, by index, are never wrapped.
func (p *Printer) Table(rows [][]string, whole ...int) string {
	const gap = 3
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], text.LongestLineLen(cell))
		}
	}
	left, open := p.Width-gap*len(widths), len(widths)
	order := make([]int, len(widths))
	for i := range order {
		order[i] = i
	}
	need := slices.Clone(widths)
	for _, i := range whole {
		need[i] = 0
	}
	slices.SortStableFunc(order, func(x, y int) int { return need[x] - need[y] })
	w := table.NewWriter()
	var configs []table.ColumnConfig
	for _, i := range order { // narrow columns first, so that wide ones get what they leave
		if !slices.Contains(whole, i) {
			widths[i] = min(widths[i], max(left/open, 12))
			configs = append(configs, table.ColumnConfig{Number: i + 1, WidthMax: widths[i], WidthMaxEnforcer: text.WrapSoft})
		}
		left, open = left-widths[i], open-1
	}
	w.SetColumnConfigs(configs)
	w.SetStyle(plainTable())
	for i, row := range rows {
		cells := make(table.Row, len(row))
		for c, cell := range row {
			cells[c] = cell
		}
		if i == 0 {
			w.AppendHeader(cells)
		} else {
			w.AppendRow(cells)
		}
	}
	rendered := strings.Split(w.Render(), "\n")
	for i, line := range rendered {
		rendered[i] = strings.TrimRight(line, " ")
	}
	return strings.Join(rendered, "\n")
}

// plainTable has no lines but the one below the header, and three spaces between
// columns.
func plainTable() table.Style {
	style := table.StyleLight
	style.Options = table.Options{SeparateHeader: true}
	style.Box.PaddingLeft, style.Box.PaddingRight = "", "   "
	style.Format.Header = text.FormatDefault
	return style
}
