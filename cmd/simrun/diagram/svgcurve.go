package diagram

import (
	"fmt"
	"strings"
)

// curves writes the chances of a bad end as a line down the margin, from none at its left to
// certainty at its right.
func (p *painter) curves() {
	s := p.story
	if len(s.Chances) == 0 {
		return
	}
	left, right := p.curve, p.curve+curveWidth
	p.Markup(`<g class="chances">` + "\n")
	p.Text((left+right)/2, p.headY-12, "aside middle", "bad end")
	p.Text(left, p.headY+4, "aside middle", "0")
	p.Text(right, p.headY+4, "aside middle", "100 %")
	for _, x := range [2]int{left, right} {
		p.Line(x, p.top-6, x, p.bottom, "scale")
	}
	var points []string
	for i, chance := range s.Chances {
		y := p.top
		if i > 0 {
			y = p.rows[i-1].y
		}
		x := left + curveWidth*chance/1000
		if i > 0 { // it changes with the step, and not before
			points = append(points, fmt.Sprintf("%d %d", left+curveWidth*s.Chances[i-1]/1000, y))
		}
		points = append(points, fmt.Sprintf("%d %d", x, y))
	}
	p.Markup(`<path d="M%s" class="chance"/>`+"\n", strings.Join(points, "L"))
	p.Markup("</g>\n")
}

// veil writes what a page draws over the steps that are still to come.
func (p *painter) veil() {
	p.Markup(`<rect x="0" y="%d" width="%d" height="0" class="veil" data-bottom="%d"/>`+"\n", p.bottom, p.width, p.bottom+2)
}
