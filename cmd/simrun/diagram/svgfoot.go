package diagram

import (
	"strconv"

	"github.com/glarelab/glare/cmd/simrun/diagram/markup"
)

// panel writes the panel before the picture: what is violated, and the two
// facts that conflict side by side.
func (p *painter) panel() {
	v := &p.verdict
	verdict := &p.story.Verdict
	p.Markup(`<g class="verdict %s">`+"\n", verdict.class())
	p.Rect(margin, v.y, v.width, v.height, 6, "panel")
	p.Rect(margin, v.y, 6, v.height, 3, "edge")
	p.Text(margin+20, v.y+26, "headline", verdict.mark())
	p.lines(margin+42, v.y+26, 22, "headline", v.head)
	p.lines(margin+20, v.messageY, lineHeight, "prose", v.message)
	if verdict.hasFacts() {
		half := (v.width - 92) / 2
		for i, fact := range v.facts {
			x := margin + 20 + i*(half+52)
			p.Rect(x, v.factsY, half, v.factsHeight, 4, "fact")
			p.lines(x+12, v.factsY+20, lineHeight, "prose", fact)
		}
		p.Text(margin+20+half+26, v.factsY+v.factsHeight/2+5, "but", "but")
	}
	p.lines(margin+20, v.finalY, lineHeight, "outcome", v.outcome)
	p.lines(margin+20, v.testedY, lineHeight, "outcome", v.tested)
	p.Markup("</g>\n")
}

// lines writes lines of text under each other.
func (p *painter) lines(x, y, step int, class string, lines []string) {
	for _, line := range lines {
		p.Text(x, y, class, line)
		y += step
	}
}

// foot is the legend, drawn before its height is known to the rest.
type foot struct {
	markup string
	height int
}

// legend explains what this picture uses, and only that.
func (p *painter) legend(y int) foot {
	sub := &painter{layout: p.layout}
	x, height := margin, margin
	item := func(text string, draw func(x, y int)) {
		text = markup.Clip(text, 40)
		width := 44 + px(markup.Cells(text), noteFont) + 18
		if x > margin && x+width > p.width-margin {
			x, y, height = margin, y+20, height+20
		}
		draw(x, y)
		sub.Text(x+44, y+4, "legend", text)
		x += width
	}
	shaft := func(class, call string, filled bool) func(x, y int) {
		return func(x, y int) {
			sub.Markup(`<g class="%s %s">`+"\n", class, sub.hue(call))
			sub.Line(x, y, x+36, y, "shaft")
			sub.point(x, y, x+40, y, filled)
			sub.Markup("</g>\n")
		}
	}
	sub.Markup(`<g class="foot">` + "\n")
	for _, call := range p.story.calls() {
		item("call "+markup.Visible(call), shaft("message", call, true))
	}
	var replies, lost, pending, faults bool
	for _, a := range p.story.Arrows {
		replies = replies || a.Kind != Message
		lost = lost || a.Lost
		pending = pending || !a.Lost && a.ToRow < 0
	}
	for _, r := range p.story.Rows {
		faults = faults || r.Fault
	}
	if replies {
		item("reply or echo to the sender", shaft("reply", "", false))
	}
	if n := len(p.story.crossings()); n > 0 {
		item("messages that cross ("+strconv.Itoa(n)+")", func(x, y int) {
			sub.Markup(`<circle cx="%d" cy="%d" r="8" class="ring"/>`+"\n", x+22, y)
		})
	}
	if lost {
		item("lost", func(x, y int) {
			sub.Markup(`<path d="M%d %dl12 12m0 -12l-12 12" class="lost"/>`+"\n", x+16, y-6)
		})
	}
	if pending {
		item("still under way at the end", func(x, y int) {
			sub.Markup(`<circle cx="%d" cy="%d" r="4" class="pending"/>`+"\n", x+22, y)
		})
	}
	if p.story.decides() {
		item("decides between crossed calls", func(x, y int) {
			sub.Markup(`<circle cx="%d" cy="%d" r="8" class="decides"/>`+"\n", x+22, y)
			sub.dot(x+22, y, false)
		})
	}
	if p.story.marked() {
		item("the end depended on it", func(x, y int) {
			sub.Rect(x, y-8, 40, 16, 3, "marked")
		})
	}
	if faults {
		item("fault", func(x, y int) { sub.dot(x+22, y, true) })
	}
	height += sub.replay(y + 24)
	sub.Markup("</g>\n")
	return foot{sub.String(), height}
}

// replay writes how to have the run back, and returns how high that is.
func (p *painter) replay(y int) int {
	if p.story.Replay == "" {
		return 0
	}
	lines := replayLines(p.story.Replay, (p.width-2*margin)*100/(stepFont*61))
	p.lines(margin, y, lineHeight, "replay", lines)
	return 14 + lineHeight*len(lines)
}

// replayLines are a command in lines of at most n columns, as a shell takes them: each but
// the last ends in a backslash.
func replayLines(command string, n int) []string {
	rest := []rune(markup.Visible(command))
	var lines []string
	for len(rest) > n {
		lines = append(lines, string(rest[:n-1])+`\`)
		rest = rest[n-1:]
	}
	return append(lines, string(rest))
}
