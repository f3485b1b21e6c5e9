package story

import (
	"bytes"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/diagram"
	"github.com/glarelab/glare/cmd/simrun/term"
)

// Sketch draws a story for somebody who has never seen one: without replies and
// echoes, without the steps that nobody notices, and without the list of steps.
func Sketch(p *term.Printer, t *Story) error {
	var b bytes.Buffer
	s := plainStory(Picture(t.Trace, "", nil))
	if err := diagram.Text(&b, s, diagram.Options{Width: p.Width, Color: p.Color}); err != nil {
		return err
	}
	blocks := strings.Split(b.String(), "\n\n")
	p.Printf("\n%s\n", blocks[min(1, len(blocks)-1)])
	p.Printf("  time runs down · ░ calling ▓ connecting, and “…” what the user sees · ╳ invites cross · ✕ lost\n\n")
	return nil
}

// plainStory is a story without replies and echoes, and without the rows in which
// then nothing is to be seen.
func plainStory(s diagram.Story) diagram.Story {
	var arrows []diagram.Arrow
	seen := make([]bool, len(s.Rows))
	for _, a := range s.Arrows {
		if a.Kind != diagram.Message {
			continue
		}
		arrows = append(arrows, a)
		seen[a.FromRow] = true
		if a.ToRow >= 0 {
			seen[a.ToRow] = true
		}
	}
	var rows []diagram.Row
	place := make([]int, len(s.Rows)) // of the old rows among the new
	for i, row := range s.Rows {
		place[i] = len(rows)
		if seen[i] || row.Fault || len(row.States)+len(row.Screens) > 0 {
			rows = append(rows, row)
		}
	}
	for i := range arrows {
		arrows[i].FromRow = place[arrows[i].FromRow]
		if arrows[i].ToRow >= 0 {
			arrows[i].ToRow = place[arrows[i].ToRow]
		}
	}
	s.Rows, s.Arrows, s.Chances = rows, arrows, nil
	return s
}
