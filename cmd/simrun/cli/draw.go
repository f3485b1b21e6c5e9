package cli

import (
	"bytes"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/diagram"
	"github.com/glarelab/glare/cmd/simrun/files"
	"github.com/glarelab/glare/cmd/simrun/term"
)

// DiagramFormats lists the formats that --diagram takes.
var DiagramFormats = []string{"text", "mermaid", "mermaid-full", "svg", "html"}

// Picture says whether and where a story is to be drawn.
type Picture struct {
	Format string // one of [DiagramFormats], or "" for no picture
	File   string // "" for the output
}

// PictureFlags adds --diagram and -o.
func PictureFlags(p *term.Printer, c *cobra.Command, d *Picture) {
	c.Flags().StringVar(&d.Format, "diagram", "", "draw the run instead of printing its transcript: `text`, mermaid (brief; mermaid-full says all), svg or html")
	c.Flags().StringVarP(&d.File, "output", "o", "", "write the diagram to `FILE`")
	Complete(c, "diagram", func() []string { return DiagramFormats })
}

// Check finds out whether the picture can be drawn, before there is a story.
func (picture *Picture) Check(p *Program) error {
	switch {
	case picture.Format == "" && picture.File != "":
		return fmt.Errorf("-o %s: say what to draw there: --diagram text, mermaid, mermaid-full, svg or html", picture.File)
	case picture.Format == "":
		return nil
	case p.JSON() && picture.File == "":
		return fmt.Errorf("--diagram %s beside --format json: say with -o FILE where the diagram goes", picture.Format)
	}
	if err := OneOf("--diagram", picture.Format, DiagramFormats); err != nil || picture.File == "" {
		return err
	}
	return files.CheckOutput("-o", picture.File)
}

// Draw draws a picture to where it goes.
func Draw(p *term.Printer, d Picture, s diagram.Story) error {
	var b bytes.Buffer
	if err := drawTo(p, &b, d, s); err != nil {
		return fmt.Errorf("drawing: %w", err)
	}
	if d.File == "" {
		p.Printf("%s", b.Bytes())
		return nil
	}
	return files.WriteFile(d.File, b.Bytes())
}

func drawTo(p *term.Printer, w io.Writer, d Picture, s diagram.Story) error {
	switch d.Format {
	case "mermaid":
		return diagram.Mermaid(w, s)
	case "mermaid-full":
		return diagram.MermaidFull(w, s)
	case "svg":
		return diagram.SVG(w, s)
	case "html":
		return diagram.HTML(w, s)
	default:
		return diagram.Text(w, s, diagram.Options{Width: p.Width, Color: p.Color && d.File == ""})
	}
}
