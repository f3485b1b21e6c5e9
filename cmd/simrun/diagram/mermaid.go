package diagram

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/glarelab/glare/cmd/simrun/diagram/markup"
)

// Mermaid draws the story as a Mermaid sequence diagram, which code forges show
// as a picture where one pastes it: messages, what users see, faults and what decided.
// Mermaid draws messages level: each stands where it is read, and says which one it
// crossed. It fails only on a story that contradicts itself or when w does.
func Mermaid(w io.Writer, s Story) error { return writeMermaid(w, s, false) }

// MermaidFull is [Mermaid] with every step, its rules, states and replies, and where each
// message was handed over.
func MermaidFull(w io.Writer, s Story) error { return writeMermaid(w, s, true) }

func writeMermaid(w io.Writer, s Story, full bool) error {
	if err := s.prepare(); err != nil {
		return err
	}
	if !full {
		s.Arrows = slices.DeleteFunc(s.Arrows, func(a Arrow) bool { return a.Kind != Message })
	}
	m := &mermaid{story: &s, full: full, crossed: map[int][]int{}}
	for _, c := range s.crossings() {
		m.crossed[c.one] = append(m.crossed[c.one], c.other)
		m.crossed[c.other] = append(m.crossed[c.other], c.one)
	}
	m.open()
	m.verdict()
	for i := range s.Rows {
		m.row(i)
	}
	m.pending()
	if s.Replay != "" {
		m.write("  %%%% %s\n", quote(s.Replay))
	}
	_, err := io.WriteString(w, m.b.String())
	return err
}

// mermaid writes a Mermaid diagram.
type mermaid struct {
	story   *Story
	full    bool
	crossed map[int][]int // the arrows that an arrow crosses
	b       strings.Builder
}

func (m *mermaid) write(format string, args ...any) { fmt.Fprintf(&m.b, format, args...) }

// quote makes a string safe in a Mermaid text: what could end the text, start a
// comment or a directive, or be taken for markup becomes an entity.
func quote(s string) string {
	var b strings.Builder
	for _, r := range markup.Visible(s) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(" .,()=_-/'’“”…—×·✓✗→", r) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "#%d;", r)
		}
	}
	if b.Len() == 0 {
		return "#8203;" // nothing at all would be a syntax error
	}
	return b.String()
}

// open writes the head: title, prose, participants.
func (m *mermaid) open() {
	m.write("sequenceDiagram\n")
	m.write("  accTitle: %s\n", quote(m.story.Title))
	for _, paragraph := range append([]string{m.story.About}, m.story.Lead...) {
		if paragraph != "" {
			m.write("  %%%% %s\n", quote(paragraph))
		}
	}
	for i, lane := range m.story.Lanes {
		kind := "participant"
		if lane.Kind == Screen {
			kind = "actor"
		}
		m.write("  %s p%d as %s\n", kind, i, quote(m.story.heading(i)))
	}
}

// row writes what ends in a row, what it did, and what users see then.
func (m *mermaid) row(i int) {
	r := &m.story.Rows[i]
	for k := range m.story.Arrows {
		if a := &m.story.Arrows[k]; a.ToRow == i {
			m.arrow(k, a)
		}
	}
	if m.full {
		m.step(i)
	} else {
		m.turn(r)
	}
	for _, n := range r.Screens {
		m.note(n.Lane, markup.Clip(markup.Visible(n.Text), nameMost))
	}
}

// turn writes of a row only what it decided: a fault, a mark, a deed.
func (m *mermaid) turn(r *Row) {
	var lines []string
	if r.Fault {
		lines = markup.Wrap("FAULT "+markup.Visible(r.Action), noteMost)
	}
	for _, mark := range r.Marks {
		lines = append(lines, markup.Wrap(markText(mark), noteMost)...)
	}
	for _, n := range r.States {
		if n.Deed {
			lines = append(lines, markup.Clip(markup.Visible(n.Text), nameMost))
		}
	}
	if len(lines) > 0 {
		m.note(r.Lane, lines...)
	}
}

// step writes the action of a row, with what it changed.
func (m *mermaid) step(i int) {
	r := &m.story.Rows[i]
	head := fmt.Sprintf("%d · %s", i+1, markup.Visible(r.Action))
	if r.AtMS >= 0 {
		head = clock(r.AtMS) + " · " + head
	}
	if r.Fault {
		head = "FAULT " + head
	}
	lines := markup.Wrap(head, noteMost)
	if len(r.Rules) > 0 {
		lines = append(lines, markup.Wrap(rulesOf(*r), noteMost)...)
	}
	for _, m := range r.Marks {
		lines = append(lines, markup.Wrap(markText(m), noteMost)...)
	}
	for k := range m.story.Arrows {
		if a := &m.story.Arrows[k]; a.FromRow == i && a.Kind == Message && m.story.Lanes[a.From].Kind == Device {
			lines = append(lines, "hands over "+markup.ClipLabel(markup.Told(markup.Visible(a.Label)), labelMost))
		}
	}
	for _, n := range r.States {
		if n.Lane == r.Lane {
			lines = append(lines, "→ "+markup.Clip(markup.Visible(n.Text), nameMost))
		}
	}
	m.note(r.Lane, lines...)
	for _, n := range r.States {
		if n.Lane != r.Lane {
			m.note(n.Lane, "→ "+markup.Clip(markup.Visible(n.Text), nameMost))
		}
	}
}

// noteMost is the number of columns after which a note wraps.
const noteMost = 44

// note writes a note over one lane.
func (m *mermaid) note(lane int, lines ...string) {
	m.write("  Note over p%d: %s\n", lane, quoteAll(lines))
}

// quoteAll joins lines with breaks.
func quoteAll(lines []string) string {
	quoted := make([]string, len(lines))
	for i, line := range lines {
		quoted[i] = quote(line)
	}
	return strings.Join(quoted, "<br/>")
}

// arrow writes a message where it is read or lost.
func (m *mermaid) arrow(k int, a *Arrow) {
	line := "->>"
	if a.Kind != Message {
		line = "-->>"
	}
	if a.Lost {
		line = "-x"
	}
	var text strings.Builder
	text.WriteString(quote(caption(a)))
	if m.full && a.FromRow != a.ToRow {
		fmt.Fprintf(&text, " (sent in %d)", a.FromRow+1)
	}
	if a.Lost {
		text.WriteString(" LOST")
	}
	m.write("  p%d%sp%d: %s%s\n", a.From, line, a.To, text.String(), m.crosses(k))
}

// crosses says which messages an arrow crosses.
func (m *mermaid) crosses(k int) string {
	var text strings.Builder
	for _, other := range m.crossed[k] {
		text.WriteString(", crosses " + quote(markup.ClipLabel(markup.Told(markup.Visible(m.story.Arrows[other].Label)), labelMost)))
	}
	return text.String()
}

// pending writes what is still under way when the story ends.
func (m *mermaid) pending() {
	for i := range m.story.Arrows {
		a := &m.story.Arrows[i]
		if a.ToRow >= 0 {
			continue
		}
		line, state := "-)", "still under way"
		if a.Lost {
			line, state = "-x", "LOST"
		}
		sent := ""
		if m.full {
			sent = fmt.Sprintf(" (sent in %d)", a.FromRow+1)
		}
		m.write("  p%d%sp%d: %s%s %s%s\n", a.From, line, a.To, quote(caption(a)), sent, state, m.crosses(i))
	}
}

// verdict writes a note across all lanes.
func (m *mermaid) verdict() {
	v := &m.story.Verdict
	if len(m.story.Lanes) == 0 {
		return
	}
	var lines []string
	say := func(text string) { lines = append(lines, markup.Wrap(markup.Visible(text), 70)...) }
	say(m.story.Title)
	say(v.mark() + " " + v.Headline())
	if v.Message != "" {
		say(v.Message)
	}
	if v.hasFacts() {
		say("fact: " + v.Facts[0])
		say("but: " + v.Facts[1])
	}
	if v.Outcome != "" {
		say("ends with " + v.Outcome)
	}
	if v.Tested != "" {
		say("tested with " + v.Tested)
	}
	across := "p0"
	if last := len(m.story.Lanes) - 1; last > 0 {
		across = fmt.Sprintf("p0,p%d", last)
	}
	m.write("  Note over %s: %s\n", across, quoteAll(lines))
}
