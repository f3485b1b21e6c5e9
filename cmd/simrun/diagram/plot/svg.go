package plot

import (
	_ "embed"
	"fmt"
	"io"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/diagram/markup"
)

//go:embed assets/plot.css
var style string

// SVG draws the plot as a picture that stands alone. It follows the reader's light or dark
// scheme where the viewer tells it. It fails only on a plot that cannot be drawn or when w
// does.
func SVG(w io.Writer, plot *Plot) error {
	if err := plot.check(); err != nil {
		return err
	}
	p := &painter{layout: newLayout(plot)}
	p.open()
	p.field()
	for i := range plot.Lines { // below all lines, so that none is hidden
		p.band(i)
	}
	for i := range plot.Lines {
		p.line(i)
	}
	for i := range plot.Lines {
		p.marks(i)
	}
	p.Markup("</svg>\n")
	_, err := io.WriteString(w, p.String())
	return err
}

// painter writes a picture from its layout.
type painter struct {
	*layout
	markup.Painter
}

// open writes the head, what is told to those who do not see the picture, and the texts
// above and below.
func (p *painter) open() {
	p.Markup(`<svg xmlns="http://www.w3.org/2000/svg" class="plot" width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-labelledby="plot-title plot-desc">`+"\n",
		p.width, p.height, p.width, p.height)
	p.Markup("<title id=\"plot-title\">%s</title>\n<desc id=\"plot-desc\">", markup.Escape(p.plot.Title))
	for _, text := range p.plot.Lead {
		p.Markup("%s\n", markup.Escape(text))
	}
	for _, line := range p.plot.Lines {
		p.Markup("%s:\n", markup.Escape(line.Label))
		for _, q := range line.Points {
			p.Markup("  %s\n", markup.Escape(q.Text))
		}
	}
	p.Markup("%s</desc>\n<style>\n%s</style>\n", markup.Escape(strings.Join(p.plot.Foot, " ")), style)
	p.Rect(0, 0, p.width, p.height, 0, "paper")
	y := margin + titleFont
	for _, text := range p.title {
		p.Text(margin, y, "title", text)
		y += titleLine
	}
	for _, text := range p.lead {
		p.Text(margin, y, "lead", text)
		y += textLine
	}
	y = p.bottom + 66
	for _, text := range p.foot {
		p.Text(margin, y, "foot", text)
		y += textLine
	}
}

// field writes the scales of both directions, and what they are of.
func (p *painter) field() {
	p.Text(p.left, p.top-16, "axis-name", markup.Visible(p.plot.Up))
	for i, share := range p.shares {
		class := "grid"
		if i == 0 {
			class = "axis"
		}
		p.Line(p.left, p.y(share), p.right, p.y(share), class)
		p.Text(p.left-10, p.y(share)+4, "tick end", percentText(share))
	}
	for _, at := range p.lengths {
		p.Line(p.x(at), p.bottom, p.x(at), p.bottom+5, "axis")
		p.Text(p.x(at), p.bottom+19, "tick middle", fmt.Sprint(at))
	}
	p.Text((p.left+p.right)/2, p.bottom+39, "axis-name middle", markup.Visible(p.plot.Across))
}

// band writes where a line lies that was not found exactly.
func (p *painter) band(i int) {
	line := &p.plot.Lines[i]
	if !line.ranged() {
		return
	}
	var over, under []string
	for k, q := range line.Points {
		over = append(over, p.place(q.At, q.High))
		back := line.Points[len(line.Points)-1-k]
		under = append(under, p.place(back.At, back.Low))
	}
	p.Markup(`<polygon class="band c%d" points="%s"/>`+"\n", i, strings.Join(append(over, under...), " "))
}

// place is where a share stands, as SVG has points.
func (p *painter) place(at, share int) string { return fmt.Sprintf("%d,%d", p.x(at), p.y(share)) }

// line writes a line with its points and its label.
func (p *painter) line(i int) {
	line := &p.plot.Lines[i]
	p.Markup(`<g class="series c%d">`+"\n", i)
	var points []string
	for _, q := range line.Points {
		points = append(points, p.place(q.At, q.Share))
	}
	if len(points) > 0 {
		x, y := p.end(line)
		p.Line(x+7, y, p.right+reach-6, p.labelY[i], "leader")
		p.Markup(`<polyline class="line" points="%s"/>`+"\n", strings.Join(points, " "))
	}
	p.Text(p.right+reach, p.labelY[i]+4, "label", p.labels[i])
	p.Markup("</g>\n")
}

// marks writes the points of a line. Where several lines have the same point it has the
// mark of the first, which says so of all: marks above each other are none.
func (p *painter) marks(i int) {
	for _, q := range p.plot.Lines[i].Points {
		var texts []string
		first := i
		for k, line := range p.plot.Lines {
			for _, other := range line.Points {
				if p.place(other.At, other.Share) == p.place(q.At, q.Share) {
					first = min(first, k)
					texts = append(texts, markup.Escape(line.Label+": "+other.Text))
				}
			}
		}
		if first == i {
			p.Markup(`<path class="point c%d" d="%s"><title>%s</title></path>`+"\n", i, mark(i, p.x(q.At), p.y(q.Share)), strings.Join(texts, "\n"))
		}
	}
}

// mark is the outline of a point of line i: a disc, a square, a diamond or a triangle.
func mark(i, x, y int) string {
	switch i % 4 {
	case 0:
		return fmt.Sprintf("M%d %da4 4 0 1 0 8 0a4 4 0 1 0 -8 0z", x-4, y)
	case 1:
		return fmt.Sprintf("M%d %dh7v7h-7z", x-3, y-3)
	case 2:
		return fmt.Sprintf("M%d %dl5 5l-5 5l-5 -5z", x, y-5)
	default:
		return fmt.Sprintf("M%d %dl5 9h-10z", x, y-6)
	}
}
