package diagram

import (
	"embed"
	"fmt"
	"io"
	"strconv"
	"strings"
)

//go:embed assets
var assets embed.FS

// asset is the text of an embedded file.
func asset(name string) string {
	text, err := assets.ReadFile("assets/" + name)
	if err != nil {
		panic("diagram: the program was built without assets/" + name)
	}
	return string(text)
}

// SVG draws the story as a picture that stands alone: title, prose, lanes with
// slanted arrows, verdict, legend. It follows the reader's light or dark scheme
// where the viewer tells it. It fails only on a story that contradicts itself
// or when w does.
func SVG(w io.Writer, s Story) error {
	if err := s.prepare(); err != nil {
		return err
	}
	_, err := io.WriteString(w, picture(&s, true))
	return err
}

// picture is the SVG, with the names of the steps or, for a page that shows
// them beside it, without.
func picture(s *Story, steps bool) string {
	s = s.bare()
	l := newLayout(s, steps)
	p := &painter{layout: l}
	below := l.bottom + 8
	if len(s.Rows) > 12 {
		below += 24
	}
	var verdict panel
	if steps {
		verdict = newPanel(&s.Verdict, below+12, l.width-2*margin)
		below = verdict.y + verdict.height
	}
	legend := p.legend(below + 26)
	l.height = below + 26 + legend.height
	p.open()
	p.bands()
	p.lanes()
	p.arrows()
	p.steps()
	if steps {
		p.verdict(&verdict)
	}
	p.b.WriteString(legend.markup)
	p.b.WriteString("</svg>\n")
	return p.b.String()
}

// painter writes a picture from its layout. What it writes through write is
// markup; whatever comes from the story goes through esc first.
type painter struct {
	*layout
	b strings.Builder
}

func (p *painter) write(format string, args ...any) { fmt.Fprintf(&p.b, format, args...) }

// text writes one line of an already visible string.
func (p *painter) text(x, y int, class, s string) {
	p.write(`<text x="%d" y="%d" class="%s">%s</text>`+"\n", x, y, class, esc(s))
}

// line writes a straight line.
func (p *painter) line(x0, y0, x1, y1 int, class string) {
	p.write(`<line x1="%d" y1="%d" x2="%d" y2="%d" class="%s"/>`+"\n", x0, y0, x1, y1, class)
}

// rect writes a rectangle with round corners.
func (p *painter) rect(x, y, width, height, round int, class string) {
	p.write(`<rect x="%d" y="%d" width="%d" height="%d" rx="%d" class="%s"/>`+"\n", x, y, width, height, round, class)
}

// hue is the class that gives a call its colour and its dashes.
func (l *layout) hue(call string) string {
	if i, ok := l.calls[call]; ok {
		return "c" + strconv.Itoa(i%6)
	}
	return "c-none"
}

// open writes the head, the accessible description, the title and the prose.
func (p *painter) open() {
	s := p.story
	p.write(`<svg xmlns="http://www.w3.org/2000/svg" class="glare" width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-labelledby="glare-title glare-desc">`+"\n",
		p.width, p.height, p.width, p.height)
	p.write("<title id=\"glare-title\">%s</title>\n<desc id=\"glare-desc\">", esc(s.Title))
	for _, paragraph := range s.Lead {
		p.write("%s\n", esc(paragraph))
	}
	for i, r := range s.Rows {
		p.write("%d. %s\n", i+1, esc(r.Action))
		for _, m := range r.Marks {
			p.write("   %s\n", esc(m))
		}
	}
	p.write("%s</desc>\n<style>\n%s</style>\n", esc(s.Verdict.headline()), s.style())
	p.rect(0, 0, p.width, p.height, 0, "paper")
	y := margin + 14
	for _, line := range p.title {
		p.text(margin, y, "title", line)
		y += 26
	}
	for _, line := range p.lead {
		p.text(margin, y, "lead", line)
		y += lineHeight
	}
}

// bands writes a band for each row, under everything else: a fault's is
// tinted, a marked one has an edge, and a page lights the one of the current step.
func (p *painter) bands() {
	for i, r := range p.story.Rows {
		class := "band"
		if r.Fault {
			class = "band fault"
		}
		p.write(`<rect x="%d" y="%d" width="%d" height="%d" class="%s" data-row="%d"/>`+"\n",
			margin/2, p.rows[i].top, p.width-margin, p.rows[i].height, class, i+1)
		if len(r.Marks) > 0 {
			p.rect(margin/2, p.rows[i].top, p.width-margin, p.rows[i].height, 3, "marked")
		}
	}
}

// steps writes for each row its number, its name and what changed in it.
func (p *painter) steps() {
	for i, r := range p.story.Rows {
		row := p.rows[i]
		p.write(`<g class="row" data-row="%d">`+"\n", i+1)
		x := margin + 20
		p.text(x, row.y+4, "number", strconv.Itoa(i+1))
		x += 10
		if p.story.timed() {
			if r.AtMS >= 0 {
				p.text(x+clockWidth-10, row.y+4, "clock", clock(r.AtMS))
			}
			x += clockWidth
		}
		y := row.y + 12 - row.lines()/2
		for _, line := range row.action {
			p.text(x, y, "action", line)
			y += lineHeight
		}
		for _, line := range row.rules {
			p.text(x, y-1, "rule", line)
			y += lineHeight - 2
		}
		for _, line := range row.marks {
			p.text(x, y-1, "mark", line)
			y += lineHeight - 2
		}
		for _, n := range r.States {
			side, anchor := p.story.noteSide(n.Lane), "state start "
			if side < 0 {
				anchor = "state end "
			}
			p.text(p.x[n.Lane]+side*12, row.y+4, anchor+p.hue(n.Call), clip(visible(n.Text), nameMost))
		}
		p.dot(p.x[r.Lane], row.y, r.Fault)
		p.write("</g>\n")
	}
}

// dot marks whose action it is; a fault is a triangle.
func (p *painter) dot(x, y int, fault bool) {
	if !fault {
		p.write(`<circle cx="%d" cy="%d" r="4" class="dot"/>`+"\n", x, y)
		return
	}
	p.write(`<path d="M%d %dl9 16h-18z" class="danger"/>`+"\n", x, y-10)
	p.text(x, y+4, "bang", "!")
}
