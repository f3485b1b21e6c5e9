package diagram

import (
	"slices"

	"github.com/glarelab/glare/cmd/simrun/diagram/markup"
)

// lanes writes the columns: names, lines, the bars of what users see, and along
// each device's line the calls that its states were about.
func (p *painter) lanes() {
	s := p.story
	for i, lane := range s.Lanes {
		name := s.heading(i)
		if lane.Kind != Screen {
			p.Line(p.x[i], p.top-6, p.x[i], p.bottom, "lane")
		}
		p.head(i, p.headY, name)
		if len(s.Rows) > 12 {
			p.head(i, p.bottom+20, name)
		}
		if lane.Kind == Screen {
			p.screen(i)
		} else {
			p.spans(i)
		}
	}
}

// head writes the name of a lane around a baseline, in a box if it is a machine.
func (p *painter) head(lane, y int, name string) {
	half := px(markup.Cells(name), stepFont)/2 + 10
	switch p.story.Lanes[lane].Kind {
	case Server:
		p.Rect(p.x[lane]-half, y-16, 2*half, 24, 2, "head server")
	case Device:
		p.Rect(p.x[lane]-half, y-16, 2*half, 24, 12, "head")
	}
	p.Text(p.x[lane], y, "name", name)
}

// screen writes what one user sees, a bar from each change to the next.
func (p *painter) screen(lane int) {
	text, top, since := "", p.top, 0
	bar := func(bottom int) {
		if since == 0 && bottom < p.top+rowHeight/2 {
			return // the first row changes it already
		}
		p.since(since)
		p.Rect(p.x[lane]-p.half[lane], top+1, 2*p.half[lane], max(bottom-top-2, 1), 5, "screen "+tone(text))
		p.Text(p.x[lane], top+22, "sees", markup.Clip(markup.Visible(text), nameMost))
		p.Markup("</g>\n")
	}
	for i, r := range p.story.Rows {
		for _, n := range r.Screens {
			if n.Lane == lane {
				bar(p.rows[i].top)
				text, top, since = n.Text, p.rows[i].top, i+1
			}
		}
	}
	bar(p.bottom)
}

// spans writes along a device's line the bars of its calls, each as long as the
// call is and in its colour, and thin ones side by side where there are several.
func (p *painter) spans(lane int) {
	live := p.story.live(lane)
	var calls []string
	top, since := 0, 0
	span := func(bottom int) {
		if len(calls) == 0 || bottom <= top {
			return
		}
		width := spanWidth
		if len(calls) > 1 {
			width = spanThin
		}
		x := p.x[lane] - (len(calls)*(width+spanGap)-spanGap)/2
		p.since(since)
		for _, call := range slices.Sorted(slices.Values(calls)) {
			p.Rect(x, top, width, bottom-top, 2, "span "+p.hue(call))
			x += width + spanGap
		}
		p.Markup("</g>\n")
	}
	for i, r := range p.story.Rows {
		if slices.ContainsFunc(r.States, func(n Note) bool { return n.Lane == lane }) {
			span(p.rows[i].y)
			calls, top, since = live[i], p.rows[i].y, i+1
		}
	}
	span(p.bottom)
}

// since opens a group that begins in a step, counted from 1; 0 is the start.
func (p *painter) since(step int) {
	if step == 0 {
		p.Markup("<g>\n")
		return
	}
	p.Markup(`<g data-from="%d">`+"\n", step)
}
