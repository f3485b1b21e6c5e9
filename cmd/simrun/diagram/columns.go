package diagram

import (
	"strings"

	"github.com/glarelab/glare/cmd/simrun/diagram/markup"
)

// grid is where everything of a text diagram stands: columns of the lanes,
// lines of the rows, and the way of each arrow. An arrow leaves along its own
// line to a free column of the gap beside it, goes down that column, and enters
// along a line of the row in which it is read.
type grid struct {
	story   *Story
	x       []int // of each device's or server's line; of each screen's bar
	from    []int // first column of each device's notes
	notes   []int // width of each device's notes
	width   int
	gap     int // columns between two lanes
	level   level
	top     []int // first line of each row
	height  int
	leaves  []int // line of each arrow's start
	arrives []int // line of each arrow's end
	turns   []int // column in which each arrow goes down, -1 for straight ones
	labels  []span
}

// span is a stretch of one line that holds a label and a space on either side.
type span struct{ y, x0, x1 int }

// stops lists the lanes that have a line.
func (s *Story) stops() []int {
	var stops []int
	for i, lane := range s.Lanes {
		if lane.Kind != Screen {
			stops = append(stops, i)
		}
	}
	return stops
}

// level is how much of a label is written.
type level int

// The levels of labels, from the longest to the shortest.
const (
	full  level = iota // "m.call.invite a", "ok invite a"
	short              // "invite a", "ok invite a"
	terse              // "invite a", "ok a"
	tiny               // "inv a", "ok a"
)

// initials are how many letters of a kind of message a tiny label has.
const initials = 3

// kind is the first word of an arrow's label, in brief.
func (a *Arrow) kind() string {
	word, _, _ := strings.Cut(markup.Brief(caption(a)), " ")
	return word
}

// initial is what a tiny label has of that.
func (a *Arrow) initial() string {
	letters := []rune(a.kind())
	return string(letters[:min(initials, len(letters))])
}

// words is the label of an arrow at a level.
func (l level) words(a *Arrow) string {
	text := caption(a)
	switch {
	case l == tiny:
		return strings.TrimRight(a.initial()+" "+markup.Visible(a.Call), " ")
	case l == terse && a.Kind != Message:
		kind, _, _ := strings.Cut(text, " ")
		return kind + " " + markup.Visible(a.Call)
	}
	if l != full {
		text = markup.Brief(text)
	}
	return text
}

// caption is the label of an arrow as this grid has room for it.
func (g *grid) caption(a *Arrow) string { return markup.ClipLabel(g.level.words(a), max(g.gap-4, 1)) }

// columns places the lanes for a given gap.
func (g *grid) columns() {
	s := g.story
	g.x, g.from, g.notes = make([]int, len(s.Lanes)), make([]int, len(s.Lanes)), make([]int, len(s.Lanes))
	for _, r := range s.Rows {
		for _, n := range r.States {
			g.notes[n.Lane] = max(g.notes[n.Lane], min(markup.Cells(markup.Visible(n.Text)), nameMost))
		}
		for _, n := range r.Screens {
			for _, lane := range s.stops() {
				if s.screenOf(lane) == n.Lane {
					g.notes[lane] = max(g.notes[lane], min(markup.Cells(quoted(n.Text)), nameMost))
				}
			}
		}
	}
	x := 0
	for i, lane := range s.stops() {
		screen := s.screenOf(lane)
		if screen >= 0 {
			g.notes[lane] = max(g.notes[lane], min(markup.Cells(markup.Visible(s.Lanes[screen].Name)), 14))
		}
		if i > 0 {
			x += 1 + g.gap
		}
		if s.noteSide(lane) < 0 && (i == 0 || screen >= 0) {
			if screen >= 0 {
				g.x[screen] = x
				x += 2
			}
			g.from[lane] = x
			x += g.notes[lane] + 1
			g.x[lane] = x
			continue
		}
		g.x[lane] = x
		if s.noteSide(lane) < 0 { // written into the gap
			g.from[lane] = max(x-1-g.notes[lane], 0)
			continue
		}
		g.from[lane] = x + 2
		if screen >= 0 {
			x += 2 + g.notes[lane] + 1
			g.x[screen] = x
		} else if i == len(s.stops())-1 {
			x += 2 + g.notes[lane]
		}
	}
	g.width = x + 1
}

// quoted is what a user sees, in the marks that tell it from a state.
func quoted(text string) string { return "“" + markup.Visible(text) + "”" }
