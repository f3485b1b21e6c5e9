package diagram

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/diagram/markup"
)

// Options are the choices of a text diagram.
type Options struct {
	Width int  // columns to stay within, 0 for as many as it takes; at least 72 are useful
	Color bool // with the escape sequences of terminals
}

// Text draws the story in columns of text: the rows top down, devices and
// servers as lines, messages as lines between them that really cross. Where
// the width allows it the name of each step stands beside its row, otherwise
// in a list below. A picture that cannot be narrower than the width is as wide
// as it must be. It fails only on a story that contradicts itself or when w does.
func Text(w io.Writer, s Story, o Options) error {
	if err := s.prepare(); err != nil {
		return err
	}
	t := &texter{story: &s, Options: o, prose: 100}
	if o.Width > 0 {
		t.prose = max(o.Width, 20)
	}
	t.comments()
	t.verdict()
	t.b.WriteString("\n")
	if len(s.Rows) > 0 {
		t.picture()
		t.legend()
	}
	if s.Replay != "" {
		t.b.WriteString("Replay it:  " + markup.Visible(s.Replay) + "\n")
	}
	_, err := io.WriteString(w, t.b.String())
	return err
}

// texter writes a text diagram.
type texter struct {
	story *Story
	Options
	prose int   // columns of wrapped text
	level level // of the labels
	b     strings.Builder
}

// say writes wrapped text under an indent, the first line after a lead.
func (t *texter) say(lead, text string, paint paint) {
	indent := strings.Repeat(" ", markup.Cells(lead))
	if lead == "# " {
		indent = lead
	}
	for i, line := range markup.Wrap(markup.Visible(text), max(t.prose-markup.Cells(lead), 10)) {
		if i > 0 {
			lead = indent
		}
		line = strings.TrimRight(lead+line, " ")
		if t.Color && paint != plain {
			line = turn(plain, paint) + line + turn(paint, plain)
		}
		t.b.WriteString(line + "\n")
	}
}

// comments writes title, what was run, and prose.
func (t *texter) comments() {
	t.say("# ", t.story.Title, strong)
	if t.story.About != "" {
		t.say("# ", t.story.About, dim)
	}
	for _, paragraph := range t.story.Lead {
		t.say("# ", paragraph, plain)
	}
}

// lead is what stands before the name of a row: its number, its time, and the
// signs of a marked row and of a fault.
func (t *texter) lead(i int, times bool) string {
	r := &t.story.Rows[i]
	number := strconv.Itoa(i + 1)
	lead := strings.Repeat(" ", len(strconv.Itoa(len(t.story.Rows)))-len(number)) + number
	if times && t.story.timed() {
		time := ""
		if r.AtMS >= 0 {
			time = clock(r.AtMS)
		}
		lead += strings.Repeat(" ", max(11-len(time), 1)) + time
	}
	signs := []rune("   ")
	if len(r.Marks) > 0 {
		signs[0] = '◆'
	}
	if r.Fault {
		signs[1] = '!'
	}
	return lead + string(signs)
}

// beside is what stands left of a row: only its number, or where there are
// columns for it its name and its rules too.
func (t *texter) beside(i, columns int) []string {
	lead := t.lead(i, columns > 0)
	if columns == 0 {
		return []string{lead}
	}
	r := &t.story.Rows[i]
	text := markup.Wrap(markup.Visible(r.Action), columns)
	if rules := rulesOf(*r); rules != "" {
		text = append(text, markup.Wrap("  "+rules, columns)...)
	}
	for _, m := range r.Marks {
		text = append(text, markup.Wrap(markText(m), columns)...)
	}
	for j := range text {
		text[j] = lead + text[j]
		lead = strings.Repeat(" ", markup.Cells(lead))
	}
	return text
}

// shape decides between a step's name beside its row or in a list below, long
// or short labels, and wide or narrow gaps: the first that fits the width.
func (t *texter) shape() (g *grid, columns int) {
	s := t.story
	names := 0
	for _, r := range s.Rows {
		names = max(names, min(markup.Cells(markup.Visible(r.Action)), stepMost), min(markup.Cells(rulesOf(r))+2, stepMost))
		for _, m := range r.Marks {
			names = max(names, min(markup.Cells(markText(m)), stepMost))
		}
	}
	try := func(columns int, l level, gap int) bool {
		g = &grid{story: s, level: l, gap: gap}
		g.columns()
		lead := markup.Cells(t.lead(0, columns > 0)) + columns
		if columns > 0 {
			lead += 2
		}
		return t.Width <= 0 || lead+g.width <= t.Width
	}
	var widest [tiny + 1]int // label of each level
	turns := 1
	for i := range s.Arrows {
		for l := range widest {
			widest[l] = max(widest[l], markup.Cells(level(l).words(&s.Arrows[i])))
		}
		during := 0
		for j := range s.Arrows {
			if s.Arrows[j].FromRow <= s.Arrows[i].FromRow && s.Arrows[i].FromRow < s.end(&s.Arrows[j]) {
				during++
			}
		}
		turns = min(max(turns, during), 4)
	}
	for _, columns := range [2]int{names, 0} {
		for l := full; l <= terse; l++ {
			if (columns == 0 || l != terse) && try(columns, l, max(widest[l]+4, 8)+turns) {
				return g, columns
			}
		}
	}
	for l := terse; l <= tiny; l++ {
		for gap := max(widest[l]+3, 8) + turns; gap > 8; gap-- {
			if try(0, l, gap) && (l == tiny || widest[l] <= gap-4) {
				return g, 0
			}
		}
	}
	return g, 0
}

// picture writes the grid, and under it the list of the steps if they have no
// room beside it.
func (t *texter) picture() {
	g, columns := t.shape()
	t.level = g.level
	lead := make([][]string, len(t.story.Rows))
	least := make([]int, len(lead))
	for i := range lead {
		lead[i] = t.beside(i, columns)
		least[i] = len(lead[i])
	}
	g.place(least)
	c := g.draw()
	indent := markup.Cells(t.lead(0, columns > 0)) + columns
	if columns > 0 {
		indent += 2
	}
	for y := range c.lines {
		beside := ""
		i, found := slices.BinarySearch(g.top, y)
		if !found {
			i--
		}
		if i >= 0 && y-g.top[i] < len(lead[i]) {
			beside = lead[i][y-g.top[i]]
		}
		line := beside + strings.Repeat(" ", max(indent-markup.Cells(beside), 0))
		t.b.WriteString(strings.TrimRight(line+c.line(y, t.Color), " ") + "\n")
	}
	t.b.WriteString("\n")
	if columns > 0 {
		return
	}
	for i, r := range t.story.Rows {
		text := markup.Visible(r.Action)
		if rules := rulesOf(r); rules != "" {
			text += "  (" + rules + ")"
		}
		t.say(t.lead(i, true), text, plain)
		for _, m := range r.Marks {
			t.say(strings.Repeat(" ", markup.Cells(t.lead(i, true))), markText(m), strong)
		}
	}
	t.b.WriteString("\n")
}

// verdict writes what is violated and the two facts that conflict.
func (t *texter) verdict() {
	v := &t.story.Verdict
	color := map[string]paint{"ok": good, "bad": bad, "excused": amber}[v.class()]
	t.say(v.mark()+" ", v.Headline(), color)
	if v.Message != "" {
		t.say("  ", v.Message, plain)
	}
	if v.hasFacts() {
		t.say("  fact: ", v.Facts[0], plain)
		t.say("  but:  ", v.Facts[1], plain)
	}
	if v.Outcome != "" {
		t.say("  ends with ", v.Outcome, plain)
	}
	if v.Tested != "" {
		t.say("  tested with ", v.Tested, dim)
	}
}

// legend explains the signs that this picture uses, and only those.
func (t *texter) legend() {
	signs := []string{}
	add := func(used bool, sign string) {
		if used {
			signs = append(signs, sign)
		}
	}
	var screens, replies, lost, pending, faults bool
	for _, r := range t.story.Rows {
		screens = screens || len(r.Screens) > 0
		faults = faults || r.Fault
	}
	for _, a := range t.story.Arrows {
		replies = replies || a.Kind != Message
		lost = lost || a.Lost
		pending = pending || !a.Lost && a.ToRow < 0
	}
	add(screens, "“…” what the user sees: ░ calling ▒ ringing ▓ connecting █ in call")
	add(replies, "┄ reply or echo")
	add(len(t.story.crossings()) > 0, "╳ messages cross")
	add(lost, "✕ lost")
	add(pending, "○ still under way")
	if t.level == tiny {
		var short []string
		for i := range t.story.Arrows {
			a := &t.story.Arrows[i]
			if text := a.initial() + " " + a.kind(); a.initial() != a.kind() && !slices.Contains(short, text) {
				short = append(short, text)
			}
		}
		add(len(short) > 0, strings.Join(short, ", "))
	}
	add(faults, "! ▲ fault")
	add(t.story.marked(), "◆ the end depended on it")
	if len(signs) > 0 {
		t.say("", strings.Join(signs, " · "), dim)
		t.b.WriteString("\n")
	}
}
