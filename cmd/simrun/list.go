package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"github.com/glarelab/glare/model/names"
)

func newListCommand(p *program) *cobra.Command {
	var about strings.Builder
	for _, k := range kinds() {
		fmt.Fprintf(&about, "  %-11s %s\n", k.many, k.about)
	}
	return &cobra.Command{
		Use:   "list [KIND]",
		Short: "List all of a kind: scenarios, readings, knobs, faults, properties …",
		Long: "List prints a table of all things of a kind, and alone of all kinds:\n\n" + about.String() + `
The list of clauses says of each what exercises it: the rules that implement it,
the corpus cases in whose transcript such a rule fires, and the properties that
judge it; where nothing does, it says why. Show tells everything about one thing.`,
		Example: `  simrun list scenarios
  simrun list clauses --format json`,
		ValidArgs: kindNames(),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return p.listKinds()
			}
			k, err := findKind(args)
			if err != nil {
				return err
			}
			return p.list(k)
		},
	}
}

func kindNames() []string {
	var list []string
	for _, k := range kinds() {
		list = append(list, k.many)
	}
	return list
}

// findKind is the kind that the arguments name, in the plural or the singular.
func findKind(args []string) (kind, error) {
	if len(args) != 1 {
		return kind{}, fmt.Errorf("list: expected one kind of things: %s", strings.Join(kindNames(), ", "))
	}
	for _, k := range kinds() {
		if args[0] == k.many || args[0] == k.one {
			return k, nil
		}
	}
	return kind{}, names.Unknown("kind of things", args[0], kindNames())
}

// listKinds prints the kinds of things.
func (p *printer) listKinds() error {
	rows := [][]string{{"kind", "text"}}
	for _, k := range kinds() {
		if p.json() {
			if err := p.emit(map[string]string{"kind": k.many, "text": k.about}); err != nil {
				return err
			}
		}
		rows = append(rows, []string{k.many, k.about})
	}
	if !p.json() {
		p.printf("%s\n", p.table(rows))
	}
	return nil
}

// list prints all things of a kind.
func (p *printer) list(k kind) error {
	catalogue, err := newCatalogue()
	if err != nil {
		return err
	}
	items := catalogue.of(k)
	if p.json() {
		for _, t := range items {
			if err := p.emit(t.only(k.brief)); err != nil {
				return err
			}
		}
		return nil
	}
	rows := [][]string{append([]string{k.one}, k.columns...)}
	for _, t := range items {
		row := []string{t.name}
		for _, label := range k.columns {
			row = append(row, t.cell(label))
		}
		rows = append(rows, row)
	}
	p.printf("%s\n", p.table(rows))
	return nil
}

// cell is what a table says of an item under a label.
func (t *item) cell(label string) string {
	if label == exercise {
		return exercisedBy(t)
	}
	f := t.fact(label)
	return f.cell()
}

// exercise is the label of the cells that [exercisedBy] fills.
const exercise = "exercised by, or why not"

// cell is the fact as a table has it: of long lists the beginning.
func (f *fact) cell() string {
	const enough = 3
	switch {
	case f.form == itemNames && len(f.list) > enough+1:
		return strings.Join(f.list[:enough], ", ") + fmt.Sprintf(" and %d more", len(f.list)-enough)
	case f.form == lines: // what follows the colon is for show
		var heads []string
		for _, line := range f.list {
			head, _, _ := strings.Cut(line, ": ")
			heads = append(heads, head)
		}
		return strings.Join(heads, " ")
	default:
		return f.text()
	}
}

// table lays out rows, the first of which is the header, in the program's width:
// columns that hold little keep what they need, and the others share the rest.
func (p *printer) table(rows [][]string) string {
	const gap = 3
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], text.RuneWidthWithoutEscSequences(cell))
		}
	}
	left, open := p.width-gap*len(widths), len(widths)
	order := make([]int, len(widths))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(x, y int) int { return widths[x] - widths[y] })
	w := table.NewWriter()
	var configs []table.ColumnConfig
	for _, i := range order { // narrow columns first, so that wide ones get what they leave
		widths[i] = min(widths[i], max(left/open, 12))
		left, open = left-widths[i], open-1
		configs = append(configs, table.ColumnConfig{Number: i + 1, WidthMax: widths[i], WidthMaxEnforcer: text.WrapSoft})
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
