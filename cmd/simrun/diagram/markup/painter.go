package markup

import (
	"fmt"
	"strings"
)

// Painter writes an SVG picture. What it writes through Markup is markup; whatever else comes
// in goes through [Escape] first.
type Painter struct{ strings.Builder }

// Markup writes markup, formatted.
func (p *Painter) Markup(format string, args ...any) { fmt.Fprintf(p, format, args...) }

// Text writes one line of an already visible string.
func (p *Painter) Text(x, y int, class, s string) {
	p.Markup(`<text x="%d" y="%d" class="%s">%s</text>`+"\n", x, y, class, Escape(s))
}

// Line writes a straight line.
func (p *Painter) Line(x0, y0, x1, y1 int, class string) {
	p.Markup(`<line x1="%d" y1="%d" x2="%d" y2="%d" class="%s"/>`+"\n", x0, y0, x1, y1, class)
}

// Rect writes a rectangle with round corners.
func (p *Painter) Rect(x, y, width, height, round int, class string) {
	p.Markup(`<rect x="%d" y="%d" width="%d" height="%d" rx="%d" class="%s"/>`+"\n", x, y, width, height, round, class)
}
