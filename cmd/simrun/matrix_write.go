package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/diagram"
)

// writeMatrix writes a page in the format asked for. What was interrupted, or cannot
// be written to its file, is printed.
func (p *program) writeMatrix(o *matrixFlags, page *matrixPage) error {
	if page.undone > 0 && (o.file != "" || o.picture != "") {
		known := *o // on the standard output
		known.file, known.picture = "", ""
		if known.format.format != "json" {
			known.format.format = "text"
		}
		o = &known
	}
	if page.undone > 0 {
		if o.file != "" || o.picture != "" {
			p.log.Warn("interrupted: what is known follows, and no file was written")
		}
		o.file, o.picture = "", "" // what is there already may be whole
	}
	var b, picture bytes.Buffer
	var pictureErr error
	if o.picture != "" {
		if err := page.Heat(&picture, 0); err != nil {
			return fmt.Errorf("drawing: %w", err)
		}
		pictureErr = writeFile(o.picture, picture.Bytes())
	}
	switch o.format.format {
	case "json":
		for _, object := range page.objects {
			object.Tested = p.tested()
			line, err := json.Marshal(object)
			if err != nil {
				return fmt.Errorf("writing JSON: %w", err)
			}
			fmt.Fprintf(&b, "%s\n", line)
		}
	case "markdown":
		b.WriteString(page.markdown(relativePicture(o)))
	case "html":
		html := page.Matrix
		if page.recipe != "" {
			recipe := strings.NewReplacer(goesOn, " ", "\n", "; ").Replace(page.recipe)
			html.Lead = append(slices.Clone(html.Lead), recipeLead+" "+recipe)
		}
		if err := html.HTML(&b); err != nil {
			return fmt.Errorf("drawing: %w", err)
		}
	default:
		b.WriteString(p.matrixText(page))
		if !p.quiet {
			fmt.Fprintf(&b, "Tested with %s.\n", p.tested().text())
		}
	}
	if o.file == "" {
		p.printf("%s", b.Bytes())
	} else if err := p.writeOut(o.file, b.Bytes()); err != nil {
		p.printf("%s", b.Bytes()) // it may have taken hours
		return errors.Join(err, pictureErr)
	}
	if pictureErr != nil {
		return pictureErr
	}
	// A page on the standard output is to stay one.
	if o.picture != "" && (o.file != "" || o.format.format == "text" || o.format.format == "json") {
		return p.written(o.picture, picture.Len())
	}
	return nil
}

// relativePicture is how a page names its picture: beside itself.
func relativePicture(o *matrixFlags) string {
	if o.picture == "" || o.file == "" || filepath.Dir(o.picture) != filepath.Dir(o.file) {
		return ""
	}
	return filepath.Base(o.picture)
}

// wordColumns is how many columns a table of text may have in which words stand.
// Of more there are only signs.
const wordColumns = 5

// matrixText is a page as text: the tables, and of each cell in which something is
// violated the token of its gravest story.
func (p *printer) matrixText(page *matrixPage) string {
	var b strings.Builder
	wide := slices.ContainsFunc(page.Grids, func(g diagram.Grid) bool { return len(g.Columns) > wordColumns })
	if !p.quiet && (page.brief || wide) {
		b.WriteString(p.matrixLegend(page, wide))
	}
	for i := range page.Grids {
		g := &page.Grids[i]
		fmt.Fprintf(&b, "%s\n\n", g.Title)
		if !p.quiet {
			for _, line := range g.Lead {
				fmt.Fprintf(&b, "%s\n\n", wrap(line, p.width))
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
		fmt.Fprintf(&b, "%s\n\n", p.table(rows))
	}
	if !p.quiet {
		if !page.brief {
			b.WriteString(p.matrixNotes(page))
		}
		if !page.brief || !wide {
			b.WriteString(p.matrixStories(page))
		}
	}
	fmt.Fprintf(&b, "%s\n", matrixSummary(page))
	if !p.quiet && page.brief {
		b.WriteString("How runs end, stories, and where knobs were read: --format html -o FILE, or markdown.\n")
	}
	return b.String()
}

// matrixLegend says what the signs of a page mean, if it has signs, and how a cell
// is searched again.
func (p *printer) matrixLegend(page *matrixPage, signs bool) string {
	var b strings.Builder
	if signs {
		for _, c := range page.usedClasses() {
			fmt.Fprintf(&b, "%-2s  %s\n", c.Sign(), c.Word())
		}
		b.WriteString("The number beside it is that of the steps of a shortest story of the gravest that goes wrong.\n\n")
	}
	if page.recipe != "" {
		fmt.Fprintf(&b, "%s\n\n  %s\n\n", wrap(recipeLead, p.width), strings.ReplaceAll(page.recipe, "\n", "\n  "))
	}
	return b.String()
}

// matrixNotes are what follows the tables.
func (p *printer) matrixNotes(page *matrixPage) string {
	var b strings.Builder
	for _, note := range page.Notes {
		fmt.Fprintf(&b, "%s\n\n", note.Title)
		for _, line := range note.Lead {
			fmt.Fprintf(&b, "%s\n\n", wrap(line, p.width))
		}
		if len(note.Rows) > 0 {
			fmt.Fprintf(&b, "%s\n\n", p.table(note.Rows))
		}
	}
	return b.String()
}

// matrixStories are the stories of a page with their tokens.
func (p *printer) matrixStories(page *matrixPage) string {
	var b strings.Builder
	told := page.told()
	if len(told) > 0 {
		b.WriteString("Stories, the gravest of each, unless it is the story of one above; to see one: simrun replay TOKEN\n\n")
	}
	for _, t := range told {
		fmt.Fprintf(&b, "%s\n%s\n\n", wrap(page.storyOf(t)+".", p.width), t.broken[0].story.token)
	}
	return b.String()
}

// matrixSummary counts the verdicts.
func matrixSummary(page *matrixPage) string {
	counts := map[string]int{}
	for _, t := range page.trials {
		counts[t.verdictWord()]++
	}
	excused := ""
	if n := counts[excusedVerdict]; n > 0 {
		excused = fmt.Sprintf("%d excused, ", n)
	}
	text := fmt.Sprintf("%s: %d proved, %s%d violated, %d undecided.", count(len(page.trials), "combination"),
		counts["proved"], excused, counts["violated"], counts["undecided"])
	if page.undone > 0 {
		text += fmt.Sprintf(" Interrupted: %d were not explored to the end.", page.undone)
	}
	return text
}
