package grid

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/glarelab/glare/cmd/simrun/chromium"
	"github.com/glarelab/glare/cmd/simrun/diagram"
	"github.com/glarelab/glare/cmd/simrun/diagram/markup"
)

// attack is a string that tries to break out of every format at once.
const attack = "end</text></script><script>alert(1)</script>]]>--> \"'&\n\x1b[31m\u202e\u200b\xff\x00"

// told is a story in which so many messages cross the picture.
func told(messages int, hostileText string) diagram.Story {
	s := diagram.Story{
		Title: "A story" + hostileText, Lanes: []diagram.Lane{{Kind: diagram.Device, Name: "alice"}, {Kind: diagram.Server, Name: "hs1"}},
		Verdict: diagram.Verdict{Message: "it ends" + hostileText},
	}
	for i := range messages {
		s.Rows = append(s.Rows, diagram.Row{Action: "alice sends" + hostileText, AtMS: -1})
		s.Arrows = append(s.Arrows, diagram.Arrow{To: 1, FromRow: i, ToRow: i, Label: "m.call.invite a" + hostileText, Call: "a"})
	}
	return s
}

// testMatrix is a page with a cell of every class.
func testMatrix(hostileText string) *Matrix {
	m := &Matrix{
		Title: "Matrix" + hostileText, Summary: "What comes of it" + hostileText, Lead: []string{"what was explored" + hostileText},
		Stories: []Story{
			{Label: "seamless, 24 steps" + hostileText, Facts: []string{"causes: none" + hostileText}, Token: "glare1-x" + hostileText, Story: told(3, hostileText)},
			{Label: "a run", Story: told(2, "")},
		},
		Notes: []Note{{Title: "Notes", Lead: []string{"said below"}, Rows: [][]string{{"head"}, {"cell" + hostileText}}}},
	}
	grid := Grid{Title: "Table" + hostileText, Corner: "rows × columns", Columns: []string{"first", "second"}, Rows: []string{"one", "two", "three", "four"}}
	for r := range grid.Rows {
		var row []Cell
		for c := range grid.Columns {
			class := min(Class(2*r+c), Impossible)
			row = append(row, Cell{Class: class, Text: class.String() + hostileText, Mark: "7", Facts: []string{"known" + hostileText}})
		}
		grid.Cells = append(grid.Cells, row)
	}
	grid.Cells[1][1].Stories = []int{0, 1}
	grid.Cells[1][1].Words, grid.Cells[1][1].Name = "silent drop"+hostileText, "alice two, bob second"+hostileText
	grid.Cells[0][0].Stories = []int{1}
	m.Grids = []Grid{grid}
	return m
}

// A reader opens the page, chooses a cell and sees its story, goes on to another
// one, and closes it; no script goes wrong, and what is hostile stays text.
func TestMatrixInChromium(t *testing.T) {
	ctx := chromium.Open(t, 2*time.Minute)
	server := chromium.Serve(t, func(path string, w io.Writer) (kind string, err error) {
		text := ""
		if path == "/hostile" {
			text = attack
		}
		return "text/html; charset=utf-8", testMatrix(text).HTML(w)
	})
	messages := chromedp.Console(ctx)
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1400, 900)); err != nil {
		t.Fatal(err)
	}
	cell := `button.cell.failing`
	for _, path := range []string{"/hostile", "/"} {
		if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+path), chromedp.WaitVisible(chromedp.CSS(cell))); err != nil {
			t.Fatal(err)
		}
		if n := chromium.Count(t, ctx, "dialog[open]"); n != 0 {
			t.Error("a story is open before a cell is chosen")
		}
		if err := chromedp.Do(ctx, chromedp.Click(chromedp.CSS(cell)), chromedp.WaitVisible(chromedp.CSS("dialog svg"))); err != nil {
			t.Fatal(err)
		}
		for selector, want := range map[string]int{
			"button.cell": 8, "dialog[open] svg": 1, "dialog g.row": 3, "dialog g.arrow": 3, "#tabs button": 2,
			"#facts li": 3, "button.chosen": 1, "svg": 1,
		} {
			if got := chromium.Count(t, ctx, selector); got != want {
				t.Errorf("%s: %d × %s, want %d", path, got, selector, want)
			}
		}
		if style := chromium.Evaluate[string](t, ctx, `getComputedStyle(document.querySelector("dialog .glare .paper")).fill`); style == "rgb(0, 0, 0)" {
			t.Error("the picture has lost its style")
		}
		chromium.Shoot(t, ctx, "matrix")
		if err := chromedp.Do(ctx, chromedp.Click(chromedp.CSS("#tabs button:nth-child(2)"))); err != nil {
			t.Fatal(err)
		}
		if got := chromium.Count(t, ctx, "dialog g.row"); got != 2 {
			t.Errorf("%s: the second story has %d rows, want %d", path, got, 2)
		}
		if err := chromedp.Do(ctx, chromedp.KeyEvent(kb.Escape)); err != nil {
			t.Fatal(err)
		}
		if n := chromium.Count(t, ctx, "dialog[open]"); n != 0 {
			t.Errorf("%s: Escape does not close the story", path)
		}
		// A story closes on the way back; that ends before another page is opened.
		(&visit{T: t, ctx: ctx}).until(`location.hash === ""`)
	}
	if got := chromium.Evaluate[string](t, ctx, `(document.querySelector("button.cell").focus(), "")`); got != "" {
		t.Error(got)
	}
	if err := chromedp.Do(ctx, chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.ArrowRight)); err != nil {
		t.Fatal(err)
	}
	if got := chromium.Evaluate[string](t, ctx, `document.activeElement.dataset.where`); got != "two × second" {
		t.Errorf("the arrow keys lead to %q", got)
	}
	chromium.RequireQuiet(t, ctx, messages)
}

// The page loads nothing and has no markup but its own, whatever the texts hold;
// the picture is well-formed too.
func TestMatrixIsSafe(t *testing.T) {
	var page, heat strings.Builder
	m := testMatrix(attack)
	if err := m.HTML(&page); err != nil {
		t.Fatal(err)
	}
	if err := m.Heat(&heat, 0); err != nil {
		t.Fatal(err)
	}
	for what, text := range map[string]string{"page": page.String(), "heat map": heat.String()} {
		d := xml.NewDecoder(strings.NewReader(text))
		scripts := 0
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("the %s is not well-formed: %v", what, err)
			}
			if start, ok := token.(xml.StartElement); ok {
				if start.Name.Local == "script" {
					scripts++
				}
				for _, a := range start.Attr {
					if strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "src" || a.Name.Local == "href" && a.Value != "data:," {
						t.Errorf("the %s has %s=%q", what, a.Name.Local, a.Value)
					}
				}
			}
		}
		if want := map[string]int{"page": 1}[what]; scripts != want {
			t.Errorf("the %s has %d scripts, want %d", what, scripts, want)
		}
	}
}

// The same tables give the same bytes, and a heat map tells classes by more than
// their colours.
func TestHeat(t *testing.T) {
	draw := func() string {
		var b strings.Builder
		if err := testMatrix("").Heat(&b, 0); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	text := draw()
	if text != draw() {
		t.Error("two pictures of one table differ")
	}
	for class := Proven; class <= Impossible; class++ {
		for _, want := range []string{`class="` + class.String() + `"`, `class="middle">` + class.Sign() + " 7<", markup.Escape(class.Word())} {
			if !strings.Contains(text, want) {
				t.Errorf("no %q in the picture", want)
			}
		}
	}
}

// A page that contradicts itself is refused.
func TestMatrixCheck(t *testing.T) {
	for want, spoil := range map[string]func(*Matrix){
		"with the story 2": func(m *Matrix) { m.Grids[0].Cells[0][0].Stories = []int{2} },
		"row of 1 cells":   func(m *Matrix) { m.Grids[0].Cells[0] = m.Grids[0].Cells[0][:1] },
		"2 rows and 4":     func(m *Matrix) { m.Grids[0].Cells = m.Grids[0].Cells[:2] },
		"of the class 9":   func(m *Matrix) { m.Grids[0].Cells[0][0].Class = 9 },
		"arrow 0":          func(m *Matrix) { m.Stories[0].Story.Arrows[0].From = 99 },
	} {
		m := testMatrix("")
		spoil(m)
		if err := m.HTML(io.Discard); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v; want %q", err, want)
		}
	}
	if err := testMatrix("").Heat(io.Discard, 1); err == nil {
		t.Error("a table that is not there was drawn")
	}
}
