package diagram

import (
	"embed"
	"io"
	"strconv"

	"github.com/glarelab/glare/cmd/simrun/diagram/markup"
)

//go:embed assets
var assets embed.FS

// asset is the text of an embedded file.
func asset(name string) string { return markup.Asset(assets, "assets/"+name) }

// SVG draws the story as a picture that stands alone: title, verdict, prose, lanes with
// slanted arrows, legend, and how to have the run back. It follows the reader's light or dark scheme
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
	legend := p.legend(below + 26)
	l.height = below + 26 + legend.height
	p.open()
	p.bands()
	p.lanes()
	p.arrows()
	p.steps()
	p.curves()
	if steps {
		p.panel()
	} else {
		p.veil()
	}
	p.WriteString(legend.markup)
	p.WriteString("</svg>\n")
	return p.String()
}

// painter writes a picture from its layout.
type painter struct {
	*layout
	markup.Painter
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
	p.Markup(`<svg xmlns="http://www.w3.org/2000/svg" class="glare" width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-labelledby="glare-title glare-desc">`+"\n",
		p.width, p.height, p.width, p.height)
	p.Markup("<title id=\"glare-title\">%s</title>\n<desc id=\"glare-desc\">", markup.Escape(s.Title))
	for _, paragraph := range append([]string{s.About}, s.Lead...) {
		p.Markup("%s\n", markup.Escape(paragraph))
	}
	for i, r := range s.Rows {
		p.Markup("%d. %s\n", i+1, markup.Escape(r.Action))
		for _, m := range r.Marks {
			p.Markup("   %s\n", markup.Escape(m))
		}
	}
	p.Markup("%s</desc>\n<style>\n%s</style>\n", markup.Escape(s.Verdict.Headline()), s.style())
	p.Rect(0, 0, p.width, p.height, 0, "paper")
	y := margin + 14
	for _, line := range p.title {
		p.Text(margin, y, "title", line)
		y += 26
	}
	p.lines(margin, y, lineHeight, "lead", p.about)
	p.lines(margin, p.headY-14-12-lineHeight*len(p.lead)+12, lineHeight, "lead", p.lead)
}

// bands writes a band for each row, under everything else: a fault's is
// tinted, a marked one has an edge, and a page lights the one of the current step.
func (p *painter) bands() {
	for i, r := range p.story.Rows {
		class := "band"
		if r.Fault {
			class = "band fault"
		}
		p.Markup(`<rect x="%d" y="%d" width="%d" height="%d" class="%s" data-row="%d"/>`+"\n",
			margin/2, p.rows[i].top, p.width-margin, p.rows[i].height, class, i+1)
		if len(r.Marks) > 0 {
			p.Rect(margin/2, p.rows[i].top, p.width-margin, p.rows[i].height, 3, "marked")
		}
	}
}

// steps writes for each row its number, its name and what changed in it.
func (p *painter) steps() {
	for i, r := range p.story.Rows {
		row := p.rows[i]
		p.Markup(`<g class="row" data-row="%d">`+"\n", i+1)
		x := margin + 20
		p.Text(x, row.y+4, "number", strconv.Itoa(i+1))
		x += 10
		if p.story.timed() {
			if r.AtMS >= 0 {
				p.Text(x+clockWidth-10, row.y+4, "clock", clock(r.AtMS))
			}
			x += clockWidth
		}
		y := row.y + 12 - row.lines()/2
		for _, line := range row.action {
			p.Text(x, y, "action", line)
			y += lineHeight
		}
		for _, line := range row.rules {
			p.Text(x, y-1, "rule", line)
			y += lineHeight - 2
		}
		if !p.layout.steps && len(r.Marks) > 0 {
			p.Text(margin, row.top+row.height-6, "mark words", marksText(r.Marks))
		}
		for _, line := range row.marks {
			p.Text(x, y-1, "mark", line)
			y += lineHeight - 2
		}
		for _, n := range r.States {
			side, anchor := p.story.noteSide(n.Lane), "state start "
			if side < 0 {
				anchor = "state end "
			}
			if n.Deed {
				p.Markup(`<circle cx="%d" cy="%d" r="8" class="decides"/>`+"\n", p.x[n.Lane], row.y)
			}
			p.Text(p.x[n.Lane]+side*12, row.y+4, anchor+p.hue(n.Call), markup.Clip(markup.Visible(n.Text), nameMost))
		}
		p.dot(p.x[r.Lane], row.y, r.Fault)
		p.Markup("</g>\n")
	}
}

// dot marks whose action it is; a fault is a triangle.
func (p *painter) dot(x, y int, fault bool) {
	if !fault {
		p.Markup(`<circle cx="%d" cy="%d" r="4" class="dot"/>`+"\n", x, y)
		return
	}
	p.Markup(`<path d="M%d %dl9 16h-18z" class="danger"/>`+"\n", x, y-10)
	p.Text(x, y+4, "bang", "!")
}
