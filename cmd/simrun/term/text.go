package term

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Distinct lists the names of a list in its order, each once.
func Distinct(names []string) []string {
	list := []string{}
	for _, name := range names {
		if !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	return list
}

// OrEmpty is a list that JSON does not write as null.
func OrEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// Capitalise is a text with a capital first letter.
func Capitalise(word string) string { return strings.ToUpper(word[:1]) + word[1:] }

// Paragraphs joins the lines of a comment that belong together.
func Paragraphs(lines []string) []string {
	var list []string
	for text := range strings.SplitSeq(strings.Join(lines, "\n"), "\n\n") {
		if text = strings.Join(strings.Fields(text), " "); text != "" {
			list = append(list, text)
		}
	}
	return list
}

// JoinAnd joins names: "a, b and c".
func JoinAnd(names []string) string {
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// Indent moves all lines of a text to the right.
func Indent(text string, columns int) string {
	space := strings.Repeat(" ", columns)
	return space + strings.ReplaceAll(text, "\n", "\n"+space)
}

// Pairs prints facts under each other, their names in a column.
func (p *Printer) Pairs(list [][2]string) {
	name := PairMargin(list)
	for _, pair := range list {
		text := Hanging(Wrap(pair[1], p.Width-name), name)
		p.Explainf("  %-*s%s\n", name-2, pair[0], text)
	}
}

// PairMargin is the column in which [Printer.Pairs] prints facts: behind the longest of their
// names, and the same for all lists whose names are short.
func PairMargin(list [][2]string) int {
	const indent, usual = 2, 12
	widest := usual
	for _, pair := range list {
		widest = max(widest, utf8.RuneCountInString(pair[0])+1)
	}
	return indent + widest
}

// Hanging moves all lines of a text but the first to a column.
func Hanging(text string, column int) string {
	return strings.ReplaceAll(text, "\n", "\n"+strings.Repeat(" ", column))
}

// Wrap breaks text into lines of at most width characters, between words.
func Wrap(text string, width int) string {
	var b strings.Builder
	column := 0
	for i, word := range strings.Fields(text) {
		size := len([]rune(word))
		switch {
		case i == 0:
		case column+1+size > max(width, 40):
			b.WriteByte('\n')
			column = 0
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += size
	}
	return b.String()
}

// Count is a number with its noun: "1 run", "2 runs".
func Count[N int | uint64](n N, noun string) string {
	if n == 1 {
		return fmt.Sprintf("1 %s", noun)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// JoinOr joins names: "check, fuzz or run".
func JoinOr(names []string) string {
	if last := len(names) - 1; last > 0 {
		return strings.Join(names[:last], ", ") + " or " + names[last]
	}
	return strings.Join(names, "")
}
