package diagram

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/diagram/markup"
)

// drawn is a story in a format, as a string.
func drawn(t testing.TB, format string, s Story) string {
	t.Helper()
	var b bytes.Buffer
	if err := formats[format](&b, s); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// The two invites of the in-flight story cross, and so do the hang-ups and the
// answers: the picture rings three places, the text marks three cells.
func TestCrossingsAreSeen(t *testing.T) {
	s := inFlight()
	if err := s.prepare(); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range s.crossings() {
		got = append(got, s.Arrows[c.one].Label+" × "+s.Arrows[c.other].Label)
	}
	want := "[m.call.invite b × m.call.invite a m.call.hangup b × m.call.hangup a m.call.answer a × m.call.answer b]"
	if fmt.Sprint(got) != want {
		t.Errorf("crossings %v, want %s", got, want)
	}
	l := newLayout(&s, true)
	for _, c := range s.crossings() {
		x, y, ok := l.meet(c)
		if !ok || x <= l.x[2] || x >= l.x[3] || y <= l.top || y >= l.bottom {
			t.Errorf("crossing %v meets at %d, %d: %v; want a point between hs1 and bob", c, x, y, ok)
		}
	}
	for _, format := range []string{"80.txt", "120.txt"} {
		picture, _, _ := strings.Cut(drawn(t, format, s), "“…”")
		if n := strings.Count(picture, "╳"); n != 3 {
			t.Errorf("%s marks %d crossings, want 3", format, n)
		}
	}
}

// Messages that do not pass each other are not called crossing: the second is
// handed over only after the first was read.
func TestNoCrossingInSequence(t *testing.T) {
	s := lanes(3)
	for range 3 {
		s.Rows = append(s.Rows, s.Rows[0])
	}
	s.Arrows = []Arrow{
		{From: 0, FromRow: 0, To: 1, ToRow: 2, Label: "m.call.invite a", Call: "a"},
		{From: 1, FromRow: 2, To: 0, ToRow: 3, Label: "m.call.invite b", Call: "b"},
	}
	if got := s.crossings(); len(got) != 0 {
		t.Errorf("crossings %v of messages that follow each other", got)
	}
	s.Arrows[0], s.Arrows[1] = s.Arrows[1], s.Arrows[0] // nor in the other order
	if got := s.crossings(); len(got) != 0 {
		t.Errorf("crossings %v of messages that follow each other", got)
	}
	s.Arrows[0].FromRow = 1
	if got := s.crossings(); len(got) != 1 {
		t.Errorf("crossings %v of messages that pass each other, want one", got)
	}
}

// Messages cross too if one is lost, or never accepted, before the other comes
// near on paper; not if the sender of the one knew before the other was handed
// over.
func TestLostMessagesCross(t *testing.T) {
	invite := func(from, fromRow, to, toRow int, call string, lost bool) Arrow {
		return Arrow{From: from, FromRow: fromRow, To: to, ToRow: toRow, Label: "m.call.invite " + call, Call: call, Lost: lost}
	}
	const alice, hs1, bob = 0, 1, 2
	story := func(arrows ...Arrow) Story {
		s := lanes(3)
		for len(s.Rows) < 10 {
			s.Rows = append(s.Rows, s.Rows[0])
		}
		s.Arrows = arrows
		return s
	}
	for name, test := range map[string]struct {
		story Story
		want  int
	}{
		"met before the loss":     {story(invite(alice, 0, hs1, 6, "a", true), invite(bob, 1, hs1, 2, "b", false), invite(hs1, 2, alice, 4, "b", false)), 1},
		"refused before it comes": {story(invite(alice, 0, hs1, 3, "a", true), invite(bob, 1, hs1, 5, "b", false), invite(hs1, 5, alice, 8, "b", false)), 1},
		"refused, then the other": {story(invite(alice, 0, hs1, 3, "a", true), invite(bob, 4, hs1, 5, "b", false), invite(hs1, 5, alice, 8, "b", false)), 0},
		"swallowed, then another": {story(invite(alice, 0, hs1, 1, "a", false), invite(hs1, 1, bob, 2, "a", true), invite(bob, 4, hs1, 5, "b", false), invite(hs1, 5, alice, 8, "b", false)), 1},
		"neither is accepted":     {story(invite(alice, 0, hs1, -1, "a", false), invite(bob, 1, hs1, -1, "b", false)), 1},
		"both are refused":        {story(invite(alice, 0, hs1, 5, "a", true), invite(bob, 1, hs1, 6, "b", true)), 1},
		"sent again":              {story(invite(alice, 0, hs1, 1, "a", true), invite(alice, 1, hs1, 5, "a", false), invite(bob, 2, hs1, 3, "b", false), invite(hs1, 3, alice, 7, "b", false)), 1},
		"read before it is lost":  {story(invite(alice, 0, hs1, 1, "a", false), invite(hs1, 1, bob, 3, "a", false), invite(bob, 4, hs1, 6, "b", true)), 0},
		"one caller only":         {story(invite(alice, 0, hs1, 3, "a", true), invite(alice, 1, hs1, 4, "b", true)), 0},
	} {
		if err := test.story.prepare(); err != nil {
			t.Fatal(err)
		}
		found := test.story.crossings()
		if len(found) != test.want {
			t.Errorf("%s: crossings %v, want %d", name, found, test.want)
		}
		l := newLayout(&test.story, true)
		for _, c := range found {
			if x, y, ok := l.meet(c); !ok || x <= l.x[0] || x >= l.x[2] || y <= l.top || y > l.bottom {
				t.Errorf("%s: meets at %d, %d: %v", name, x, y, ok)
			}
		}
		for format, sign := range map[string]string{"80.txt": "╳", "120.txt": "╳", "svg": " cross</title>"} {
			picture, _, _ := strings.Cut(drawn(t, format, test.story), "╳ messages")
			if n := strings.Count(picture, sign); n != test.want {
				t.Errorf("%s: %s marks %d crossings, want %d\n%s", name, format, n, test.want, picture)
			}
		}
		if n := strings.Count(drawn(t, "mmd", test.story), ", crosses "); n != 2*test.want {
			t.Errorf("%s: mermaid marks %d arrows, want %d", name, n, 2*test.want)
		}
	}
}

// with is the story with other arrows.
func (s Story) with(arrows []Arrow) *Story {
	s.Arrows = arrows
	return &s
}

// Text stays within its width where the lanes allow it, and every label of the
// in-flight story can be read in full or in brief.
func TestTextFitsTheWidth(t *testing.T) {
	stories := map[string]Story{"in-flight": inFlight(), "federated": federated()}
	for n := 3; n <= 6; n++ {
		stories[fmt.Sprint(n, " lanes")] = lanes(n)
	}
	for name, s := range stories {
		for _, width := range []int{80, 100, 120, 160} {
			var b bytes.Buffer
			if err := Text(&b, s, Options{Width: width}); err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(b.String()) {
				line = strings.TrimSuffix(line, "\n")
				if markup.Cells(line) > width || strings.HasSuffix(line, " ") {
					t.Errorf("%s at %d columns: %q has %d columns", name, width, line, markup.Cells(line))
				}
			}
			for i := range s.Arrows {
				if a := &s.Arrows[i]; a.Kind == Message && !strings.Contains(b.String(), " "+markup.Brief(a.Label)+" ") && !strings.Contains(b.String(), " "+a.Label+" ") {
					t.Errorf("%s at %d columns: no label of %q", name, width, a.Label)
				}
			}
		}
	}
}

// Without colour there is no escape sequence; with it the same text is there.
func TestColorOnlyAddsEscapes(t *testing.T) {
	plain, colored := drawn(t, "80.txt", inFlight()), drawn(t, "color.txt", inFlight())
	if strings.Contains(plain, "\x1b") {
		t.Error("an escape sequence without colour")
	}
	var b strings.Builder
	for i, part := range strings.Split(colored, "\x1b[") {
		if i > 0 {
			_, part, _ = strings.Cut(part, "m")
		}
		b.WriteString(part)
	}
	if b.String() != plain {
		t.Error("the coloured text, less its escapes, is not the plain text")
	}
}

// What cannot be seen, or only seems to be something else, is written out.
func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"alice":                      "alice",
		"Zoë 名前 😀":                   "Zoë 名前 😀",
		"a\u202eb":                   "a[U+202E]b",
		"a\nb\x00\x7f":               "a[U+000A]b[U+0000][U+007F]",
		"a\xffb":                     "a[0xFF]b",
		"e\u0301":                    "e[U+0301]",
		"a\u00a0b\u200d\ufeff\u2028": "a[U+00A0]b[U+200D][U+FEFF][U+2028]",
		"\ufffd":                     "\ufffd",
	} {
		if got := markup.Visible(in); got != want {
			t.Errorf("markup.Visible(%q) = %q, want %q", in, got, want)
		}
		if markup.Visible(want) != want {
			t.Errorf("markup.Visible(%q) is not stable", want)
		}
	}
}

// Replies and echoes that nobody reads are not drawn; the caller's story keeps
// them.
func TestUnreadRepliesAreNotDrawn(t *testing.T) {
	s := inFlight()
	before := len(s.Arrows)
	svg := drawn(t, "svg", s)
	if got := strings.Count(svg, `<g class="arrow`); got != before-6 {
		t.Errorf("the SVG has %d arrows of %d, want all but the 6 replies and echoes that nobody reads", got, before)
	}
	if len(s.Arrows) != before || s.Arrows[before-1].Kind != Echo {
		t.Error("drawing changed the story")
	}
}

func TestWrapAndClip(t *testing.T) {
	for _, text := range []string{"", "a", "one two three", "名前名前名前名前", "averylongwordthatdoesnotfit at all", "  two  spaces "} {
		for n := 2; n < 12; n++ {
			for _, line := range markup.Wrap(text, n) {
				if markup.Cells(line) > n {
					t.Errorf("markup.Wrap(%q, %d) has the line %q", text, n, line)
				}
			}
			if got := strings.ReplaceAll(strings.Join(markup.Wrap(text, n), ""), " ", ""); got != strings.ReplaceAll(text, " ", "") {
				t.Errorf("markup.Wrap(%q, %d) keeps only %q", text, n, got)
			}
			if got := markup.Clip(text, n); markup.Cells(got) > n || markup.Cells(text) <= n && got != text {
				t.Errorf("markup.Clip(%q, %d) = %q", text, n, got)
			}
		}
	}
}

// A story that contradicts itself is refused by every format, with the place.
func TestContradictionsAreRefused(t *testing.T) {
	for want, spoil := range map[string]func(*Story){
		"row 0 is of lane 9":             func(s *Story) { s.Rows[0].Lane = 9 },
		"changes the state of lane 0":    func(s *Story) { s.Rows[0].States[0].Lane = 0 },
		"changes the screen of lane 1":   func(s *Story) { s.Rows[0].Screens[0].Lane = 1 },
		"arrow 0 goes from lane 1 to":    func(s *Story) { s.Arrows[0].To = 1 },
		"arrow 1 goes from lane 3 to":    func(s *Story) { s.Arrows[1].To = -1 },
		"arrow 0 starts in row 24":       func(s *Story) { s.Arrows[0].FromRow = 24 },
		"arrow 0 ends in row 1":          func(s *Story) { s.Arrows[0].ToRow = 1 },
		"arrow 0 ends in row 99":         func(s *Story) { s.Arrows[0].ToRow = 99 },
		"lane 5 is a screen; the lane":   func(s *Story) { s.Lanes = append(s.Lanes, Lane{Screen, "nobody's"}) },
		"1001 rows and":                  func(s *Story) { s.Rows = make([]Row, MaxRows+1) },
		"must join two devices or serve": func(s *Story) { s.Arrows[0].From = 0 },
	} {
		s := inFlight()
		spoil(&s)
		for format, draw := range formats {
			if err := draw(new(bytes.Buffer), s); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: error %v, want one that says %q", format, err, want)
			}
		}
	}
}

// An error of the writer reaches the caller.
func TestWriterErrors(t *testing.T) {
	for format, draw := range formats {
		if err := draw(broken{}, inFlight()); !errors.Is(err, errBroken) {
			t.Errorf("%s: error %v, want %v", format, err, errBroken)
		}
	}
}

type broken struct{}

var errBroken = errors.New("disk full")

func (broken) Write([]byte) (int, error) { return 0, errBroken }

// The longest story that is accepted is drawn in the time that a person waits.
func BenchmarkLongest(b *testing.B) {
	s := inFlight()
	rows, arrows := s.Rows, s.Arrows
	for len(s.Rows)+len(rows) <= MaxRows {
		for _, a := range arrows {
			if len(s.Arrows) < MaxArrows {
				a.FromRow += len(s.Rows)
				if a.ToRow >= 0 {
					a.ToRow += len(s.Rows)
				}
				s.Arrows = append(s.Arrows, a)
			}
		}
		s.Rows = append(s.Rows, rows...)
	}
	for format, draw := range formats {
		b.Run(format, func(b *testing.B) {
			for b.Loop() {
				if err := draw(new(bytes.Buffer), s); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
