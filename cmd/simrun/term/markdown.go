package term

import (
	"fmt"
	"strings"
)

// MarkdownRows writes rows as a table, the first as its header.
func MarkdownRows(b *strings.Builder, rows [][]string) {
	for i, row := range rows {
		for c, cell := range row {
			row[c] = strings.ReplaceAll(Escape(cell), "|", `\|`)
		}
		fmt.Fprintf(b, "| %s |\n", strings.Join(row, " | "))
		if i == 0 {
			fmt.Fprintf(b, "|%s\n", strings.Repeat("---|", len(row)))
		}
	}
}

// Escape is text as Markdown shows it: a<b is no tag.
func Escape(text string) string { return strings.ReplaceAll(text, "<", "&lt;") }
