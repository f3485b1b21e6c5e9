package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
)

// writeMatrix writes a page in the format asked for. What was interrupted is
// printed as far as it goes, and no file is written of it.
func (p *program) writeMatrix(m *matrixRun, page *matrixPage) error {
	o := m.options
	if page.undone > 0 && (o.file != "" || o.picture != "") {
		p.printf("%s\n", matrixSummary(page))
		return nil
	}
	if o.picture != "" {
		var b bytes.Buffer
		if err := page.Heat(&b, 0); err != nil {
			return fmt.Errorf("drawing: %w", err)
		}
		if err := writeFile(o.picture, b.Bytes()); err != nil {
			return err
		}
	}
	var b bytes.Buffer
	switch o.format.format {
	case "json":
		for _, object := range page.objects {
			line, err := json.Marshal(object)
			if err != nil {
				return fmt.Errorf("writing JSON: %w", err)
			}
			fmt.Fprintf(&b, "%s\n", line)
		}
	case "markdown":
		b.WriteString(page.markdown(relativePicture(o)))
	case "html":
		if err := page.HTML(&b); err != nil {
			return fmt.Errorf("drawing: %w", err)
		}
	default:
		b.WriteString(p.matrixText(page))
	}
	if o.file != "" {
		return writeFile(o.file, b.Bytes())
	}
	p.printf("%s", b.Bytes())
	return nil
}

// relativePicture is how a page names its picture: beside itself.
func relativePicture(o *matrixOptions) string {
	if o.picture == "" || o.file == "" || filepath.Dir(o.picture) != filepath.Dir(o.file) {
		return ""
	}
	return filepath.Base(o.picture)
}

// matrixText is a page as text: the tables, and of each cell in which something is
// violated the token of its gravest story.
func (p *program) matrixText(page *matrixPage) string {
	var b strings.Builder
	for i := range page.Grids {
		g := &page.Grids[i]
		fmt.Fprintf(&b, "%s\n\n", g.Title)
		if !p.flags.quiet {
			for _, line := range g.Lead {
				fmt.Fprintf(&b, "%s\n\n", wrap(line, p.width))
			}
		}
		rows := [][]string{append([]string{g.Corner}, g.Columns...)}
		for r, cells := range g.Cells {
			row := []string{g.Rows[r]}
			for c := range cells {
				text := cells[c].Text
				if len(g.Columns) > 5 { // too many for words
					text = strings.TrimSpace(cells[c].Class.Sign() + " " + cells[c].Mark)
				}
				row = append(row, text)
			}
			rows = append(rows, row)
		}
		fmt.Fprintf(&b, "%s\n\n", p.table(rows))
	}
	if !p.flags.quiet {
		b.WriteString(p.matrixNotes(page))
	}
	fmt.Fprintf(&b, "%s\n", matrixSummary(page))
	return b.String()
}

// matrixNotes are what follows the tables.
func (p *program) matrixNotes(page *matrixPage) string {
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
	told := page.told()
	if len(told) > 0 {
		b.WriteString("Stories, the gravest of each, unless it is the story of one above; to see one: simrun replay TOKEN\n\n")
	}
	for _, t := range told {
		fmt.Fprintf(&b, "%s\n%s\n\n", wrap(storyOf(t)+".", p.width), t.broken[0].story.token)
	}
	return b.String()
}

// matrixSummary counts the verdicts.
func matrixSummary(page *matrixPage) string {
	counts := map[string]int{}
	for _, t := range page.trials {
		counts[t.verdict().String()]++
	}
	text := fmt.Sprintf("%s: %d proved, %d violated, %d undecided.", count(len(page.trials), "combination"),
		counts["proved"], counts["violated"], counts["undecided"])
	if page.undone > 0 {
		text += fmt.Sprintf(" Interrupted: %d were not explored.", page.undone)
	}
	return text
}
