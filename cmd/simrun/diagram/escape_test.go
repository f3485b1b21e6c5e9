package diagram

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/glarelab/glare/cmd/simrun/diagram/markup"
)

// elements are all that may occur in a picture and on a page.
var elements = strings.Fields("svg title desc style text line rect circle path g " +
	"html head meta link body header footer pre h1 h2 p a span main section div button output ol li b code script")

// read parses a picture or a page strictly, fails on any element or attribute
// that this package does not write, and returns the text outside of scripts
// and styles.
func read(t testing.TB, what, markup string) string {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(markup))
	var text strings.Builder
	inside, scripts := "", 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%s is not well-formed: %v\n%s", what, err, markup)
		}
		switch token := token.(type) {
		case xml.StartElement:
			inside = token.Name.Local
			if !slices.Contains(elements, inside) {
				t.Fatalf("%s has an element %q", what, inside)
			}
			if inside == "script" {
				scripts++
			}
			for _, a := range token.Attr {
				if strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "style" || a.Name.Local == "src" ||
					a.Name.Local == "href" && a.Value != "#verdict" && a.Value != "data:," {
					t.Fatalf("%s has an attribute %s=%q", what, a.Name.Local, a.Value)
				}
			}
		case xml.CharData:
			if inside != "script" && inside != "style" {
				text.Write(token)
			}
		case xml.Comment:
			t.Fatalf("%s has a comment %q", what, token)
		}
	}
	if scripts > 1 {
		t.Fatalf("%s has %d scripts", what, scripts)
	}
	return text.String()
}

// statement is every line that a Mermaid diagram may have. Nothing in it can
// end a text, start a comment or a directive, or be markup other than a break.
var statement = func() *regexp.Regexp {
	text := `(?:[\pL\pN .,()=_\-/'’“”…—×·✓✗→]|#[0-9]+;|<br/>)+`
	return regexp.MustCompile(`^(?:sequenceDiagram|  accTitle: ` + text + `|  %% ` + text +
		`|  (?:participant|actor) p\d+ as ` + text + `|  Note over p\d+(?:,p\d+)?: ` + text +
		`|  p\d+(?:->>|-->>|-x|-\))p\d+: ` + text + `)$`)
}()

// checkFormats draws a story in every format and fails where something of the
// story got out of its place.
func checkFormats(t testing.TB, s Story) {
	t.Helper()
	title := markup.Visible(s.Title)
	if text := read(t, "SVG", drawn(t, "svg", s)); !strings.Contains(text, title) {
		t.Errorf("the text of the SVG lacks the title %q", title)
	}
	if text := read(t, "HTML", drawn(t, "html", s)); !strings.Contains(text, title) {
		t.Errorf("the text of the HTML lacks the title %q", title)
	}
	for line := range strings.Lines(drawn(t, "mmd", s)) {
		if !statement.MatchString(strings.TrimSuffix(line, "\n")) {
			t.Errorf("not a Mermaid statement: %q", line)
		}
	}
	for _, format := range []string{"80.txt", "120.txt"} {
		for _, r := range drawn(t, format, s) {
			if r != '\n' && (!unicode.IsPrint(r) || unicode.IsMark(r)) {
				t.Fatalf("%s has the character %U", format, r)
			}
		}
	}
}

// Hostile names stay text in every format.
func TestHostileNames(t *testing.T) {
	for _, payload := range []string{
		attack, "", " ", "</title>", "<!--", "]]>", "&lt;", "\"><svg onload=alert(1)>", "'-alert(1)-'",
		"end", "%%{init: {\"theme\":\"dark\"}}%%", "#35;", "a;b", "wrap:x", "\x1b]0;t\a", "\u2066\u202e", "\xf0\x28",
		strings.Repeat("x", 500), strings.Repeat("\u0300", 300), strings.Repeat("名", 200), strings.Repeat("a b ", 100), "🏳️‍🌈",
	} {
		t.Run(fmt.Sprintf("%.20q", payload), func(t *testing.T) { checkFormats(t, hostile(payload)) })
	}
}

// Any number of lanes is drawn, well-formed.
func TestLanes(t *testing.T) {
	for n := 3; n <= 7; n++ {
		s := lanes(n)
		checkFormats(t, s)
		if got := strings.Count(drawn(t, "svg", s), `<g class="arrow`); got != len(s.Arrows) {
			t.Errorf("%d lanes: the SVG has %d arrows, want %d", n, got, len(s.Arrows))
		}
	}
	checkFormats(t, inFlight())
	checkFormats(t, marked())
	checkFormats(t, federated())
	checkFormats(t, Story{})
}

// The page allows its own script and styles and nothing else, and loads nothing.
func TestPolicy(t *testing.T) {
	html := drawn(t, "html", inFlight())
	for _, want := range []string{"default-src &#39;none&#39;", "base-uri &#39;none&#39;", "script-src &#39;sha256-"} {
		if !strings.Contains(html, want) {
			t.Errorf("the policy lacks %q", want)
		}
	}
	for _, never := range []string{"unsafe", "url(", "@import", "//www", "https:"} {
		if strings.Contains(strings.ReplaceAll(html, "http://www.w3.org/2000/svg", ""), never) {
			t.Errorf("the page has %q", never)
		}
	}
}

// FuzzStory draws stories of any strings and any shape: what is accepted must be
// well-formed with nothing of it taken for markup, what is not must be refused
// by an error.
func FuzzStory(f *testing.F) {
	f.Add("glare", "m.call.invite a", "a", []byte{5, 1, 0, 2, 3, 3, 1, 2, 2, 1})
	f.Add(attack, attack, attack, []byte{6, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
	f.Add("\u202e", "]]>", "<script>", []byte{7})
	f.Add("`<b>`", "`a\"onclick=`", "``<\x00`", []byte{5, 1, 0, 2, 3, 3, 1, 2, 2, 1})
	f.Fuzz(func(t *testing.T, title, label, name string, picks []byte) {
		s := drawnFrom(title, label, name, picks)
		if s.check() == nil {
			checkFormats(t, s)
		}
		for format, draw := range formats {
			if err := draw(io.Discard, s); (err == nil) != (s.check() == nil) {
				t.Errorf("%s: error %v, the check says %v", format, err, s.check())
			}
		}
	})
}

// drawnFrom makes a story of some strings whose shape follows from bytes, often
// one that contradicts itself.
func drawnFrom(title, label, name string, picks []byte) Story {
	pick := func(n int) int {
		if len(picks) == 0 {
			return 0
		}
		b := picks[0]
		picks = picks[1:]
		return int(b) % n
	}
	s := lanes(3 + pick(5))
	s.Title, s.Lead, s.Arrows = title, []string{label, name}, nil
	for i := range s.Lanes {
		s.Lanes[i].Name = name
	}
	for range 1 + pick(8) {
		s.Rows = append(s.Rows, Row{
			Action: label, Lane: pick(len(s.Lanes)), Fault: pick(2) == 1, AtMS: int64(pick(99_999)) - 1, Rules: []string{name, label},
			States:  []Note{{Lane: 1 + pick(2), Text: label, Call: name}},
			Screens: []Note{{Lane: 0, Text: label}}[:pick(2)],
			Marks:   []string{label, name}[:pick(3)],
		})
	}
	for len(picks) > 0 && len(s.Arrows) < 40 {
		from := pick(len(s.Rows))
		s.Arrows = append(s.Arrows, Arrow{
			From: pick(len(s.Lanes)), FromRow: from, To: pick(len(s.Lanes)), ToRow: from + pick(6) - 1,
			Label: label, Call: name + fmt.Sprint(pick(3)), Kind: ArrowKind(pick(3)), Lost: pick(4) == 0,
		})
	}
	s.Verdict = Verdict{OK: len(label)%2 == 0, Property: name, Words: label, Message: title, Facts: [2]string{label, name}, Outcome: title}
	return s
}
