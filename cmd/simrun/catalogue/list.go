package catalogue

import (
	"fmt"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/model/names"
)

// KindNames lists the kinds in the plural, as list takes them.
func KindNames() []string {
	var list []string
	for _, k := range Kinds() {
		list = append(list, k.Many)
	}
	return list
}

// KindNamed is the kind that the arguments name, in the plural or the singular.
func KindNamed(args []string) (Kind, error) {
	if len(args) != 1 {
		return Kind{}, fmt.Errorf("list: expected one kind of things: %s", strings.Join(KindNames(), ", "))
	}
	for _, k := range Kinds() {
		if args[0] == k.Many || args[0] == k.One {
			return k, nil
		}
	}
	return Kind{}, names.Unknown("kind of things", args[0], KindNames())
}

// ListKinds prints the kinds of things.
func ListKinds(p *term.Printer) error {
	rows := [][]string{{"kind", "text"}}
	for _, k := range Kinds() {
		if p.JSON() {
			if err := p.Emit(map[string]string{"kind": k.Many, "text": k.About}); err != nil {
				return err
			}
		}
		rows = append(rows, []string{k.Many, k.About})
	}
	if !p.JSON() {
		p.Printf("%s\n", p.Table(rows))
	}
	return nil
}

// List prints all things of a kind.
func List(p *term.Printer, k Kind) error {
	catalogue, err := New()
	if err != nil {
		return err
	}
	items := catalogue.of(k)
	if p.JSON() {
		for _, item := range items {
			if err := p.Emit(item.only(k.brief)); err != nil {
				return err
			}
		}
		return nil
	}
	rows := [][]string{append([]string{k.One}, k.columns...)}
	for _, item := range items {
		row := []string{item.Name}
		for _, label := range k.columns {
			row = append(row, item.cell(label))
		}
		rows = append(rows, row)
	}
	p.Printf("%s\n", p.Table(rows))
	return nil
}

// cell is what a table says of an item under a label.
func (item *Item) cell(label string) string {
	if label == exercise {
		return exercisedBy(item)
	}
	f := item.fact(label)
	return f.cell()
}

// exercise is the label of the cells that [exercisedBy] fills.
const exercise = "exercised by, or why not"

// cell is the fact as a table has it: of long lists the beginning.
func (f *fact) cell() string {
	const enough = 3
	switch {
	case f.form == itemNames && len(f.List) > enough+1:
		return strings.Join(f.List[:enough], ", ") + fmt.Sprintf(" and %d more", len(f.List)-enough)
	case f.form == lines: // what follows the colon is for show
		var heads []string
		for _, line := range f.List {
			head, _, _ := strings.Cut(line, ": ")
			heads = append(heads, head)
		}
		return strings.Join(heads, " ")
	default:
		return f.text()
	}
}
