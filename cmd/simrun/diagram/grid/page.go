package grid

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/diagram"
	"github.com/glarelab/glare/cmd/simrun/diagram/markup"
)

//go:embed assets
var assets embed.FS

// asset is the text of an embedded file.
func asset(name string) string { return markup.Asset(assets, "assets/"+name) }

// matrixPage is the frame of the file. Its text escapes whatever is put in.
var matrixPage = markup.Frame(asset("matrix.html"))

// HTML writes one file that shows the tables and, when a cell is chosen, its
// stories, and needs nothing else. Like the page of one story it lets no script
// run but its own. Without scripts the tables can be read.
func (m *Matrix) HTML(w io.Writer) error {
	if err := m.check(); err != nil {
		return err
	}
	style, script := "\n"+asset("matrix.css")+diagram.Style(), "\n"+asset("details.js")+asset("matrix.js")
	plain := asset("plain.css")
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
		"Policy": "default-src 'none'; script-src " + markup.Hash(script) + "; style-src " + markup.Hash(style) + " " + markup.Hash(plain) +
			"; img-src data:; base-uri 'none'; form-action 'none'",
		"Title": markup.Visible(m.Title), "Summary": markup.Visible(m.Summary), "Lead": markup.VisibleAll(m.Lead),
		"Style": template.CSS(style), "Plain": template.CSS(plain), "Script": template.JS(script),
		"Grids": m.shownGrids(), "Worded": m.worded(), "Classes": m.classesUsed(), "Stories": m.shownStories(pictures), "Notes": m.shownNotes(),
	})
}

// shownCell is a cell as the page has it.
type shownCell struct {
	Class, Sign, Means string
	Text               string
	Verdict            string // the text of the cell, if it shows words in its place
	Where, Name        string
	Address, Stories   string
	Facts              []string
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
	for i := range m.Grids {
		g := &m.Grids[i]
		shown := shownGrid{Title: markup.Visible(g.Title), Corner: markup.Visible(g.Corner), Lead: markup.VisibleAll(g.Lead), Columns: markup.VisibleAll(g.Columns)}
		for r, cells := range g.Cells {
			row := shownRow{Head: markup.Visible(g.Rows[r])}
			for c := range cells {
				cell := cells[c].shown(row.Head, shown.Columns[c])
				cell.Address = m.address(i, row.Head, shown.Columns[c])
				row.Cells = append(row.Cells, cell)
			}
			shown.Rows = append(shown.Rows, row)
		}
		list = append(list, shown)
	}
	return list
}

// shown is a cell below its visible headings.
func (c *Cell) shown(row, column string) shownCell {
	cell := shownCell{
		Class: c.Class.String(), Sign: c.Class.Sign(), Means: c.Class.Word(), Text: markup.Visible(c.Text),
		Where: row + " × " + column, Name: markup.Visible(c.Name), Facts: markup.VisibleAll(c.Facts),
	}
	if c.Words != "" {
		cell.Text, cell.Verdict = markup.Visible(c.Words), cell.Text
	}
	if cell.Name == "" {
		cell.Name = cell.Where
	}
	var stories []string
	for _, t := range c.Stories {
		stories = append(stories, fmt.Sprint(t))
	}
	cell.Stories = strings.Join(stories, " ")
	return cell
}

// address is what follows the page's own address in that of a cell: the names that a reader
// sees, which stay when rows are added.
func (m *Matrix) address(grid int, row, column string) string {
	address := "pair=" + fragment(row+"×"+column)
	if len(m.Grids) > 1 {
		g := &m.Grids[grid]
		name := g.Name
		if name == "" {
			name = g.Title
		}
		address = "table=" + fragment(markup.Visible(name)) + "&" + address
	}
	return address
}

// fragment escapes all but what may stand in an address anywhere.
func fragment(text string) string {
	const plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
	var b strings.Builder
	for _, c := range []byte(text) {
		if strings.IndexByte(plain, c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// worded reports whether cells show words in place of their texts.
func (m *Matrix) worded() bool {
	for _, g := range m.Grids {
		for _, row := range g.Cells {
			if slices.ContainsFunc(row, func(c Cell) bool { return c.Words != "" }) {
				return true
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
