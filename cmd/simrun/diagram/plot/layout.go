package plot

import (
	"strings"

	"github.com/glarelab/glare/cmd/simrun/diagram/markup"
)

// The measures of a picture, in pixels.
const (
	margin    = 24  // around everything
	least     = 860 // its width at least
	fieldWide = 460 // the width of the field in which the lines are, at least
	fieldHigh = 300
	titleFont = 17
	textFont  = 12
	tickFont  = 11
	titleLine = 23
	textLine  = 16
	room      = 17 // between the labels of two lines
	reach     = 34 // from the end of a line to its label
	labelMost = 44 // characters of a name
)

// px is the width of so many characters: those of the typeface are 0.6 of its size, of
// some machines' a little more.
func px(n, font int) int { return (n*font*61 + 99) / 100 }

// layout is where everything stands. It is worked out once, before anything is drawn.
type layout struct {
	plot                     *Plot
	title, lead, foot        []string
	labels                   []string
	labelY                   []int
	shares, lengths          []int // the ticks
	longest                  int
	left, right, top, bottom int // of the field
	width, height            int
}

func newLayout(p *Plot) *layout {
	longest, most := p.longest()
	l := &layout{plot: p, shares: shareTicks(most), lengths: lengthTicks(longest), longest: max(longest, 1)}
	ticks, labels := 0, 0
	for _, share := range l.shares {
		ticks = max(ticks, len(percentText(share)))
	}
	for _, line := range p.Lines {
		text := strings.TrimSpace(markup.Clip(markup.Visible(line.Label), labelMost) + "  " + markup.Visible(line.Ends))
		l.labels = append(l.labels, text)
		labels = max(labels, reach+px(markup.Cells(text), textFont)+margin)
	}
	l.left = margin + px(ticks, tickFont) + 10
	l.width = max(l.left+fieldWide+labels, least)
	l.right = l.width - labels
	l.title = wrapped(titleFont, l.width, p.Title)
	l.lead = wrapped(textFont, l.width, p.Lead...)
	l.foot = wrapped(tickFont, l.width, p.Foot...)
	l.top = margin + titleLine*len(l.title) + textLine*len(l.lead) + 46
	l.bottom = l.top + fieldHigh
	l.height = l.bottom + 66 + textLine*len(l.foot) + margin/2
	var ends []int
	for i := range p.Lines {
		_, y := l.end(&p.Lines[i])
		ends = append(ends, y)
	}
	l.labelY = spread(ends, room, l.top, l.bottom)
	return l
}

// wrapped breaks texts into lines that fit into a picture's width, of which those of one
// text are about as long as each other.
func wrapped(font, width int, texts ...string) []string {
	var lines []string
	for _, text := range texts {
		lines = append(lines, evenly(markup.Wrap(markup.Visible(text), (width-2*margin)/px(1, font)))...)
	}
	return lines
}

// evenly breaks lines anew, into as many, of which none is much shorter than the others.
func evenly(lines []string) []string {
	text := strings.Join(lines, " ")
	longest := 20
	for word := range strings.SplitSeq(text, " ") {
		longest = max(longest, markup.Cells(word)) // which would be broken
	}
	for n := markup.Cells(lines[0]) - 1; n >= longest; n-- {
		narrower := markup.Wrap(text, n)
		if len(narrower) > len(lines) {
			break
		}
		lines = narrower
	}
	return lines
}

// x is where a length stands.
func (l *layout) x(at int) int { return l.left + scaled(at, l.right-l.left, l.longest) }

// y is where a share stands.
func (l *layout) y(share int) int {
	return l.bottom - scaled(share, fieldHigh, l.shares[len(l.shares)-1])
}

// scaled is how much of so many pixels a part of a whole takes, to the nearest one.
func scaled(part, pixels, whole int) int {
	return int((2*int64(part)*int64(pixels) + int64(whole)) / (2 * int64(whole)))
}

// end is where a line ends, from which its label is reached; one without points has none
// but its label.
func (l *layout) end(line *Line) (x, y int) {
	if n := len(line.Points); n > 0 {
		return l.x(line.Points[n-1].At), l.y(line.Points[n-1].Share)
	}
	return l.right, l.bottom
}
