package diagram

import (
	"strconv"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/diagram/markup"
)

// Sizes of the picture in pixels.
const (
	margin     = 24
	noteFont   = 11 // states, labels, rules
	stepFont   = 12 // actions, prose
	lineHeight = 16
	rowHeight  = 36  // of a row with one line of text
	spanWidth  = 8   // of the bar that shows a device's call
	spanThin   = 4   // of each bar where there are several calls
	spanGap    = 2   // between such bars
	labelMost  = 30  // columns of a label before it is clipped
	nameMost   = 22  // columns of a lane's name, a state or a screen's words
	stepMost   = 38  // columns of an action before it wraps
	proseLeast = 640 // width that the prose has even where there are few lanes
	clockWidth = 72  // of the column of times, where there are any
	curveWidth = 64  // of the curve of chances, where there are any
)

// px is the width of n columns of a monospaced font, rounded up. 0.61 em is
// what the widest of the usual ones takes.
func px(n, font int) int { return (n*font*61 + 99) / 100 }

// row is where one row of the story stands.
type row struct {
	top, height int
	y           int // the height at which its arrows start and end
	action      []string
	rules       []string
	marks       []string
}

// lines is the height of what is written about the row.
func (r *row) lines() int {
	return lineHeight*len(r.action) + (lineHeight-2)*(len(r.rules)+len(r.marks))
}

// layout is where everything stands. It is worked out once, before anything is
// drawn.
type layout struct {
	story         *Story
	steps         bool // the names of the steps stand in the picture
	width, height int
	left          int   // where the lanes begin
	right         int   // where they end
	x             []int // of each lane's line
	half          []int // half the width of each screen's bar
	rows          []row
	title, about  []string
	lead          []string
	verdict       panel // where the steps stand in the picture
	curve         int   // where the curve of chances begins
	headY         int   // baseline of the lanes' names
	top, bottom   int   // of the rows
	boxes         []label
	signs         []sign
	notes         []label // the states beside the lanes
	calls         map[string]int
}

// newLayout places the lanes, then the rows, then the labels. Without steps the
// names of the actions and the prose are left out, for a page that shows them
// beside the picture.
func newLayout(s *Story, steps bool) *layout {
	l := &layout{story: s, steps: steps, calls: map[string]int{}}
	for i, call := range s.calls() {
		l.calls[call] = i
	}
	l.left = margin + l.gutter()
	l.placeLanes()
	l.width = l.right + margin
	if len(s.Chances) > 0 {
		l.curve = l.right + 34
		l.width = l.curve + curveWidth + margin
	}
	if steps {
		l.width = max(l.width, proseLeast)
	}
	y := margin
	if steps {
		l.title = markup.Wrap(markup.Visible(s.Title), (l.width-2*margin)*100/(20*61))
		y += 26 * len(l.title)
		if s.About != "" {
			l.about = markup.Wrap(markup.Visible(s.About), (l.width-2*margin)*100/(stepFont*61))
		}
		y += lineHeight * len(l.about)
		l.verdict = newPanel(&s.Verdict, y+4, l.width-2*margin)
		y = l.verdict.y + l.verdict.height + 12
		for _, paragraph := range s.Lead {
			l.lead = append(l.lead, markup.Wrap(markup.Visible(paragraph), min(110, (l.width-2*margin)*100/(stepFont*61)))...)
		}
		y += lineHeight*len(l.lead) + 12
	}
	l.headY = y + 14
	l.top = l.headY + 18
	l.placeRows()
	l.height = l.bottom + margin
	l.placeLabels()
	return l
}

// gutter is the width of what stands left of the lanes: number, time, action.
func (l *layout) gutter() int {
	width := 30
	if l.story.timed() {
		width += clockWidth
	}
	if !l.steps {
		return width
	}
	columns := 0
	for _, r := range l.story.Rows {
		columns = max(columns, markup.Cells(markup.Visible(r.Action)), markup.Cells(rulesOf(r))*noteFont/stepFont)
		for _, m := range r.Marks {
			columns = max(columns, markup.Cells(markText(m))*noteFont/stepFont)
		}
	}
	return width + px(min(columns, stepMost), stepFont) + 20
}

// placeLanes gives each lane its x, from left to right: room for what is
// written beside it, and between two lanes room for a label.
func (l *layout) placeLanes() {
	s := l.story
	gap := 170
	for i := range s.Arrows {
		gap = max(gap, px(markup.Cells(caption(&s.Arrows[i])), noteFont)+90)
	}
	notes, screens := make([]int, len(s.Lanes)), make([]int, len(s.Lanes))
	for i := range s.Lanes {
		screens[i] = px(max(markup.Cells("connecting…"), markup.Cells(s.heading(i))), noteFont) + 20
	}
	for _, r := range s.Rows {
		for _, n := range r.States {
			notes[n.Lane] = max(notes[n.Lane], px(min(markup.Cells(markup.Visible(n.Text)), nameMost), noteFont)+20)
		}
		for _, n := range r.Screens {
			screens[n.Lane] = max(screens[n.Lane], px(min(markup.Cells(markup.Visible(n.Text)), nameMost), noteFont)+20)
		}
	}
	l.x, l.half = make([]int, len(s.Lanes)), make([]int, len(s.Lanes))
	x := l.left
	for i, lane := range s.Lanes {
		name := px(markup.Cells(s.heading(i)), stepFont) / 2
		before, after := name, name
		switch {
		case lane.Kind == Screen:
			l.half[i] = screens[i] / 2
			before, after = l.half[i], l.half[i]
		case s.noteSide(i) < 0:
			before = max(name, notes[i])
		default:
			after = max(name, notes[i])
		}
		if i > 0 && lane.Kind != Screen && s.Lanes[i-1].Kind != Screen {
			x = max(x, l.x[i-1]+gap) // what is written between them may stand in the gap
			if lane.Kind == Device && s.noteSide(i) < 0 && s.Lanes[i-1].Kind == Device {
				x += before
			}
		} else {
			x += before
		}
		l.x[i] = x
		x += after + l.apart()
	}
	l.right = max(x-l.apart(), l.left)
}

// apart is how far two lanes stand apart at least: of several devices of one user the names
// would else touch each other.
func (l *layout) apart() int {
	if l.story.crowded() {
		return 28
	}
	return 12
}

// crowded reports whether a story has more than two devices.
func (s *Story) crowded() bool {
	devices := 0
	for _, lane := range s.Lanes {
		if lane.Kind == Device {
			devices++
		}
	}
	return devices > 2
}

// placeRows stacks the rows, each as high as what is written in it.
func (l *layout) placeRows() {
	y := l.top + 8
	for _, r := range l.story.Rows {
		p := row{top: y, height: rowHeight, y: y + rowHeight/2}
		if l.steps {
			p.action = markup.Wrap(markup.Visible(r.Action), stepMost)
			if rules := rulesOf(r); rules != "" {
				p.rules = markup.Wrap(rules, stepMost*stepFont/noteFont)
			}
			for _, m := range r.Marks {
				p.marks = append(p.marks, markup.Wrap(markText(m), stepMost*stepFont/noteFont)...)
			}
			p.height = max(p.height, 12+p.lines())
			p.y = y + p.height/2
		} else if len(r.Marks) > 0 {
			p.height += lineHeight
		}
		l.rows = append(l.rows, p)
		y += p.height
	}
	l.bottom = y + 16
}

// clock is a virtual time in seconds, as it is shown.
func clock(ms int64) string {
	thousandths := strconv.FormatInt(1000+ms%1000, 10)[1:]
	return strconv.FormatInt(ms/1000, 10) + "." + thousandths + " s"
}

// rulesOf is the rules of a row on one line.
func rulesOf(r Row) string { return markup.Visible(strings.Join(r.Rules, " · ")) }

// end is the point at which an arrow stops. A message that never arrives stops
// in the gap, short of its lane.
func (l *layout) end(a *Arrow) (x, y int) {
	x, y = l.x[a.To], l.bottom
	if a.ToRow >= 0 {
		y = l.rows[a.ToRow].y
	}
	if a.Lost || a.ToRow < 0 {
		x -= (x - l.x[a.From]) / 4
	}
	return x, y
}

// caption is what is written along an arrow. Replies and echoes say which of
// the two they are, and only in brief what they answer.
func caption(a *Arrow) string {
	label := markup.Told(markup.Visible(a.Label))
	switch a.Kind {
	case Reply:
		label = "ok " + markup.Brief(label)
	case Echo:
		label = "echo " + markup.Brief(label)
	}
	return markup.ClipLabel(label, labelMost)
}
