package cli

import (
	"errors"

	"github.com/glarelab/glare/cmd/simrun/diagram"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
)

// Answer is what a command says about one run, in each form that may be asked for.
type Answer struct {
	Story   *story.Story
	Line    any                  // of JSON
	Picture func() diagram.Story // what is drawn
	Text    func()               // prints it
}

// Told is a story itself as an answer; its verdict is how the program ends.
func Told(p *story.Reporter, t *story.Story, line story.ToldJSON, length string, lead []string) *Answer {
	p.End(story.StatusOf(p.Printer, t))
	return &Answer{
		Story: t, Line: line,
		Picture: func() diagram.Story { return p.Picture(t, lead) },
		Text:    func() { p.Show(t, length) },
	}
}

// Present gives an answer in the form that was asked for: JSON, a picture, or text.
func Present(p *term.Printer, a *Answer, d Picture) error {
	var err error
	if d.Format != "" {
		err = Draw(p, d, a.Picture())
	}
	switch {
	case p.JSON():
		return errors.Join(p.Emit(a.Line), err)
	case d.Format == "" || err != nil: // what cannot be drawn is told
		a.Text()
	case d.File != "":
		p.Printf("%s\nDrawn:  %s\n", term.Wrap(a.Story.Sentence(), p.Width), d.File)
		story.ShowSkipped(p, p.Out, a.Story)
	default: // the output is the picture
		story.ShowSkipped(p, p.Stderr, a.Story)
	}
	return err
}
