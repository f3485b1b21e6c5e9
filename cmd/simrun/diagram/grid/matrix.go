package grid

import (
	"fmt"

	"github.com/glarelab/glare/cmd/simrun/diagram"
)

// Matrix is a page of tables, behind whose cells there are stories.
type Matrix struct {
	Title   string
	Summary string   // one sentence, above the tables of a page
	Lead    []string // what else there is to say of them
	Grids   []Grid
	// Stories are the stories of all cells.
	Stories []Story
	Notes   []Note // what follows the tables
}

// Grid is one table.
type Grid struct {
	Title   string
	Name    string // in the addresses of its cells, if there are several tables; or ""
	Lead    []string
	Corner  string   // what the rows and columns are: "faults \ readings"
	Columns []string // their headings
	Rows    []string
	Cells   [][]Cell // by row, then by column
}

// Cell is one answer.
type Cell struct {
	Class   Class
	Text    string   // in a table: "VIOLATED seamless"
	Words   string   // what a page has in its place, with the text in the details: "silent drop"; or ""
	Name    string   // whom it is about, said aloud: "alice android, bob nheko"; or "", its row and column
	Mark    string   // where there is little room: "✗ 14"
	Facts   []string // what else is known
	Stories []int    // indices of its stories
}

// Class says in which colour and with which sign a cell is drawn.
type Class uint8

// The classes, from good to bad.
const (
	Proven     Class = iota // nothing goes wrong
	Pardoned                // nothing goes wrong but what destroying a call excuses
	Rough                   // people get to talk, and something else goes wrong
	Failing                 // sometimes people do not get to talk
	Hopeless                // in no run in which both call they get to talk
	Unknown                 // nothing is decided
	Impossible              // the question does not come up
)

// classes are the names of the classes in style sheets, and their signs and words.
var classes = [...]struct{ name, sign, word string }{
	Proven:     {"proven", "✓", "proved: nothing goes wrong in any run"},
	Pardoned:   {"excused", diagram.ExcusedMark, "proved, but for what is excused because a fault destroyed what it needs"},
	Rough:      {"rough", "~", "they get to talk, but something else goes wrong"},
	Failing:    {"failing", "✗", "in some runs they do not get to talk"},
	Hopeless:   {"hopeless", "✗✗", `in no run in which both pressed "call" are both in a call at the end`},
	Unknown:    {"unknown", "?", "undecided"},
	Impossible: {"impossible", "–", "cannot be"},
}

// Sign is the class as a sign, so that it does not rest on a colour.
func (c Class) Sign() string { return classes[c].sign }

// Word is the class in words.
func (c Class) Word() string { return classes[c].word }

func (c Class) String() string { return classes[c].name }

// Story is one story behind a cell.
type Story struct {
	Label string   // "seamless, 14 steps"
	Facts []string // below the picture: the token, the causes
	Token string   // that replays it
	Story diagram.Story
}

// Note is something said below the tables.
type Note struct {
	Title string
	Lead  []string
	Rows  [][]string // the first is the header; or none
}

// check refuses a page whose cells or stories are not there.
func (m *Matrix) check() error {
	for _, g := range m.Grids {
		if len(g.Cells) != len(g.Rows) {
			return fmt.Errorf("grid: table %q has %d rows and %d headings for them", g.Title, len(g.Cells), len(g.Rows))
		}
		for _, row := range g.Cells {
			if len(row) != len(g.Columns) {
				return fmt.Errorf("grid: table %q has a row of %d cells under %d headings", g.Title, len(row), len(g.Columns))
			}
			for _, c := range row {
				if int(c.Class) >= len(classes) {
					return fmt.Errorf("grid: table %q has a cell of the class %d", g.Title, c.Class)
				}
				for _, t := range c.Stories {
					if t < 0 || t >= len(m.Stories) {
						return fmt.Errorf("grid: table %q has a cell with the story %d, and there are %d", g.Title, t, len(m.Stories))
					}
				}
			}
		}
	}
	return nil
}

// classesUsed is the legend: of each class that a cell has its sign and its words.
func (m *Matrix) classesUsed() [][3]string {
	var list [][3]string
	for c := range classes {
		if m.has(Class(c)) {
			list = append(list, [3]string{classes[c].name, classes[c].sign, classes[c].word})
		}
	}
	return list
}

func (m *Matrix) has(class Class) bool {
	for _, g := range m.Grids {
		for _, row := range g.Cells {
			for _, c := range row {
				if c.Class == class {
					return true
				}
			}
		}
	}
	return false
}
