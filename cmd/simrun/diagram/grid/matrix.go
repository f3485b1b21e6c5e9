package grid

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/diagram"
	"github.com/glarelab/glare/cmd/simrun/diagram/markup"
)

// Matrix is a page of tables, behind whose cells there are stories.
type Matrix struct {
	Title string
	Lead  []string
	Grids []Grid
	// Stories are the stories of all cells.
	Stories []Story
	Notes   []Note // what follows the tables
}

// Grid is one table.
type Grid struct {
	Title   string
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

//go:embed assets
var assets embed.FS

// asset is the text of an embedded file.
func asset(name string) string {
	text, err := assets.ReadFile("assets/" + name)
	if err != nil {
		panic("grid: the program was built without assets/" + name)
	}
	return string(text)
}

// matrixPage is the frame of the file. Its text escapes whatever is put in.
var matrixPage = template.Must(template.New("matrix").Funcs(markup.PageFuncs).Parse(asset("matrix.html")))

// HTML writes one file that shows the tables and, when a cell is chosen, its
// stories, and needs nothing else. Like the page of one story it lets no script
// run but its own. Without scripts the tables can be read.
func (m *Matrix) HTML(w io.Writer) error {
	if err := m.check(); err != nil {
		return err
	}
	drawn := diagram.Style()
	style, script := "\n"+asset("matrix.css")+drawn, "\n"+asset("matrix.js")
	var pictures []template.HTML
	for i := range m.Stories {
		// The page has the pictures' style once, and one picture at a time.
		svg, err := diagram.Embedded(m.Stories[i].Story)
		if err != nil {
			return fmt.Errorf("%s: %w", m.Stories[i].Label, err)
		}
		pictures = append(pictures, template.HTML(svg))
	}
	return matrixPage.Execute(w, map[string]any{
		"Policy": "default-src 'none'; script-src " + markup.Hash(script) + "; style-src " + markup.Hash(style) +
			"; img-src data:; base-uri 'none'; form-action 'none'",
		"Title": markup.Visible(m.Title), "Lead": markup.VisibleAll(m.Lead), "Style": template.CSS(style), "Script": template.JS(script),
		"Grids": m.shownGrids(), "Classes": m.classesUsed(), "Stories": m.shownStories(pictures), "Notes": m.shownNotes(),
	})
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

// shownCell is a cell as the page has it.
type shownCell struct {
	Class, Sign, Text, Where, Stories string
	Facts                             []string
}

type shownRow struct {
	Head  string
	Cells []shownCell
}

type shownGrid struct {
	Title, Corner string
	Lead, Columns []string
	Rows          []shownRow
}

func (m *Matrix) shownGrids() []shownGrid {
	var list []shownGrid
	for _, g := range m.Grids {
		shown := shownGrid{Title: markup.Visible(g.Title), Corner: markup.Visible(g.Corner), Lead: markup.VisibleAll(g.Lead), Columns: markup.VisibleAll(g.Columns)}
		for r, cells := range g.Cells {
			row := shownRow{Head: markup.Visible(g.Rows[r])}
			for c := range cells {
				cell := &cells[c]
				var stories []string
				for _, t := range cell.Stories {
					stories = append(stories, fmt.Sprint(t))
				}
				row.Cells = append(row.Cells, shownCell{
					Class: cell.Class.String(), Sign: cell.Class.Sign(), Text: markup.Visible(cell.Text), Facts: markup.VisibleAll(cell.Facts),
					Where: markup.Visible(g.Rows[r] + " × " + g.Columns[c]), Stories: strings.Join(stories, " "),
				})
			}
			shown.Rows = append(shown.Rows, row)
		}
		list = append(list, shown)
	}
	return list
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

type shownStory struct {
	Label, Headline, Message, Token string
	Facts                           []string
	Picture                         template.HTML
}

func (m *Matrix) shownStories(pictures []template.HTML) []shownStory {
	list := make([]shownStory, len(m.Stories))
	for i := range m.Stories {
		t := &m.Stories[i]
		list[i] = shownStory{
			Label: markup.Visible(t.Label), Headline: markup.Visible(t.Story.Verdict.Headline()), Message: markup.Visible(t.Story.Verdict.Message),
			Token: markup.Visible(t.Token), Facts: markup.VisibleAll(t.Facts), Picture: pictures[i],
		}
	}
	return list
}

func (m *Matrix) shownNotes() []Note {
	var list []Note
	for _, n := range m.Notes {
		shown := Note{Title: markup.Visible(n.Title), Lead: markup.VisibleAll(n.Lead)}
		for _, row := range n.Rows {
			shown.Rows = append(shown.Rows, markup.VisibleAll(row))
		}
		list = append(list, shown)
	}
	return list
}
