package main

import (
	"bytes"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/diagram"
)

var diagramFormats = []string{"text", "mermaid", "svg", "html"}

// picture says whether and where a story is to be drawn.
type picture struct {
	format string // one of diagramFormats, or "" for no picture
	file   string // "" for the output
}

// pictureFlags adds --diagram and -o.
func (p *printer) pictureFlags(c *cobra.Command, d *picture) {
	c.Flags().StringVar(&d.format, "diagram", "", "draw the run instead of printing its transcript: `text`, mermaid, svg or html")
	c.Flags().StringVarP(&d.file, "output", "o", "", "write the diagram to `FILE`")
	complete(c, "diagram", func() []string { return diagramFormats })
}

// check finds out whether the picture can be drawn, before there is a story.
func (d *picture) check(p *program) error {
	switch {
	case d.format == "" && d.file != "":
		return fmt.Errorf("-o %s: say what to draw there: --diagram text, mermaid, svg or html", d.file)
	case d.format == "":
		return nil
	case p.json() && d.file == "":
		return fmt.Errorf("--diagram %s beside --format json: say with -o FILE where the diagram goes", d.format)
	}
	if err := oneOf("--diagram", d.format, diagramFormats); err != nil || d.file == "" {
		return err
	}
	return checkOutput("-o", d.file)
}

// draw draws a story to where the picture goes.
func (p *reporter) draw(d picture, t *story, lead []string) error {
	return p.drawn(d, p.picture(t, lead))
}

// drawn draws a picture to where it goes.
func (p *printer) drawn(d picture, s diagram.Story) error {
	var b bytes.Buffer
	if err := p.drawTo(&b, d, s); err != nil {
		return fmt.Errorf("drawing: %w", err)
	}
	if d.file == "" {
		p.printf("%s", b.Bytes())
		return nil
	}
	return writeFile(d.file, b.Bytes())
}

func (p *printer) drawTo(w io.Writer, d picture, s diagram.Story) error {
	switch d.format {
	case "mermaid":
		return diagram.Mermaid(w, s)
	case "svg":
		return diagram.SVG(w, s)
	case "html":
		return diagram.HTML(w, s)
	default:
		return diagram.Text(w, s, diagram.Options{Width: p.width, Color: p.color && d.file == ""})
	}
}
