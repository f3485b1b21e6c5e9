package cli

import (
	"errors"

	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
)

// Present gives a story in the form that was asked for: JSON, a diagram, or
// text; its verdict is how the program ends.
func Present(p *story.Reporter, t *story.Story, line story.ToldJSON, d Picture, length string, lead []string) error {
	p.End(story.StatusOf(p.Printer, t))
	var err error
	if d.Format != "" {
		err = DrawStory(p, d, t, lead)
	}
	switch {
	case p.JSON():
		return errors.Join(p.Emit(line), err)
	case d.Format == "" || err != nil: // a story that cannot be drawn is told
		p.Show(t, length)
	case d.File != "":
		p.Printf("%s\nDrawn:  %s\n", term.Wrap(t.Sentence(), p.Width), d.File)
		story.ShowSkipped(p.Printer, p.Out, t)
	default: // the output is the picture
		story.ShowSkipped(p.Printer, p.Stderr, t)
	}
	return err
}
