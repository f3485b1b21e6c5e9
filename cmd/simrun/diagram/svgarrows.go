package diagram

import (
	"strconv"

	"github.com/glarelab/glare/cmd/simrun/diagram/markup"
)

// arrows writes the messages: first a glow under those that cross, then the
// arrows, then a ring where two cross, and the labels on top.
func (p *painter) arrows() {
	s := p.story
	crossings := s.crossings()
	glows := make([]bool, len(s.Arrows))
	for _, c := range crossings {
		glows[c.one], glows[c.other] = true, true
	}
	for i := range s.Arrows {
		if a := &s.Arrows[i]; glows[i] {
			x, y := p.end(a)
			p.since(a.FromRow + 1)
			p.Line(p.x[a.From], p.rows[a.FromRow].y, x, y, "glow "+p.hue(a.Call))
			p.Markup("</g>\n")
		}
	}
	for i := range s.Arrows {
		p.arrow(i)
	}
	for _, c := range crossings {
		if x, y, ok := p.meet(c); ok {
			one, other := &s.Arrows[c.one], &s.Arrows[c.other]
			p.since(max(one.FromRow, other.FromRow) + 1)
			p.Markup(`<circle cx="%d" cy="%d" r="8" class="ring"><title>%s and %s cross</title></circle>`+"\n</g>\n",
				x, y, markup.Escape(one.Label), markup.Escape(other.Label))
		}
	}
	for i, box := range p.boxes {
		a := &s.Arrows[i]
		class := "label " + p.hue(a.Call)
		if a.Kind != Message {
			class = "label aside"
		}
		p.since(a.FromRow + 1)
		p.Rect(box.x-box.half, box.y-labelHalf+1, 2*box.half, 2*labelHalf-2, 3, "chip")
		p.Text(box.x, box.y+4, class, box.text)
		p.Markup("</g>\n")
	}
}

// kinds names the kinds of arrows in style sheets.
var kinds = [...]string{Message: "message", Reply: "reply", Echo: "echo"}

// arrow writes one arrow with its head, or with the sign of its loss.
func (p *painter) arrow(i int) {
	a := &p.story.Arrows[i]
	x0, y0 := p.x[a.From], p.rows[a.FromRow].y
	x1, y1 := p.end(a)
	to := ""
	if a.ToRow >= 0 {
		to = ` data-to="` + strconv.Itoa(a.ToRow+1) + `"`
	}
	p.Markup(`<g class="arrow %s %s" data-from="%d"%s><title>%s</title>`+"\n",
		kinds[a.Kind], p.hue(a.Call), a.FromRow+1, to, markup.Escape(p.story.hop(a)))
	p.Line(x0, y0, x1, y1, "shaft")
	switch {
	case a.Lost:
		p.Markup(`<path d="M%d %dl12 12m0 -12l-12 12" class="lost"/>`+"\n", x1-6, y1-6)
	case a.ToRow < 0:
		p.Markup(`<circle cx="%d" cy="%d" r="4" class="pending"/>`+"\n", x1, y1)
	default:
		p.point(x0, y0, x1, y1, a.Kind == Message)
	}
	p.Markup("</g>\n")
}

// point writes the head of an arrow, filled for a message and open for the
// rest. It ends short of the lane, beside the dot of the action.
func (p *painter) point(x0, y0, x1, y1 int, filled bool) {
	dx, dy := x1-x0, y1-y0
	length := max(root(dx*dx+dy*dy), 1)
	// Along and across the arrow, in tenths of a pixel.
	at := func(back, aside int) string {
		return tenths(10*x1-10*(back*dx-aside*dy)/length) + " " + tenths(10*y1-10*(back*dy+aside*dx)/length)
	}
	if filled {
		p.Markup(`<path d="M%sL%sL%sz" class="point"/>`+"\n", at(4, 0), at(14, 4), at(14, -4))
		return
	}
	p.Markup(`<path d="M%sL%sL%s" class="open"/>`+"\n", at(11, 4), at(4, 0), at(11, -4))
}

// tenths writes a number of tenths as a decimal.
func tenths(n int) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	return sign + strconv.Itoa(n/10) + "." + strconv.Itoa(n%10)
}
