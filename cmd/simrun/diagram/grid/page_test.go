package grid

import (
	"context"
	"fmt"
	"io"
	"iter"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/glarelab/glare/cmd/simrun/chromium"
)

// visit is a browser that has pages of this package before it.
type visit struct {
	*testing.T
	ctx  context.Context
	url  string
	said iter.Seq2[chromedp.ConsoleMessage, error]
}

// visitPages serves a page with one table, one with two, and those with hostile texts and with
// many columns.
func visitPages(t *testing.T) *visit {
	ctx := chromium.Open(t, 2*time.Minute)
	server := chromium.Serve(t, func(path string, w io.Writer) (kind string, err error) {
		text := ""
		if path == "/hostile" {
			text = attack + strings.Repeat("W", 90) // a word that nothing breaks
		}
		m := testMatrix(text)
		switch path {
		case "/two":
			other := m.Grids[0]
			m.Grids[0].Name, other.Title, other.Name = "one", "Other", "the other"
			m.Grids = append(m.Grids, other)
		case "/wide", "/hostile":
			widen(&m.Grids[0])
		}
		return "text/html; charset=utf-8", m.HTML(w)
	})
	return &visit{t, ctx, server.URL, chromedp.Console(ctx)}
}

// widen repeats the last column.
func widen(g *Grid) {
	for i := range 12 {
		g.Columns = append(g.Columns, fmt.Sprint("column ", i))
		for r := range g.Cells {
			g.Cells[r] = append(g.Cells[r], g.Cells[r][1])
		}
	}
}

func (v *visit) do(steps ...chromedp.Action[chromedp.Void]) {
	v.Helper()
	if err := chromedp.Do(v.ctx, steps...); err != nil {
		v.Fatal(err)
	}
}

// open opens a page anew, at an address.
func (v *visit) open(address string) {
	v.Helper()
	v.do(chromedp.Navigate("about:blank"), chromedp.Navigate(v.url+address), chromedp.WaitReady(chromedp.CSS("button.cell")))
}

// until waits for what a page does in its own time.
func (v *visit) until(expression string) {
	v.Helper()
	for range 100 {
		if chromium.Evaluate[bool](v.T, v.ctx, expression) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	v.Errorf("never: %s", expression)
}

// want demands what an expression comes to.
func (v *visit) want(expression, want string) {
	v.Helper()
	if got := chromium.Evaluate[string](v.T, v.ctx, expression); got != want {
		v.Errorf("%s is\n%s\nwant\n%s", expression, got, want)
	}
}

// centre is the middle of a cell, in the window.
func (v *visit) centre(where string) (x, y float64) {
	v.Helper()
	at := chromium.Evaluate[[]float64](v.T, v.ctx, `(() => {
		const box = document.querySelector("button.cell[data-where='`+where+`']").getBoundingClientRect();
		return [box.left + box.width / 2, box.top + box.height / 2];
	})()`)
	return at[0], at[1]
}

// What the page is asked for.
const (
	card     = `(document.getElementById("card").hidden ? "" : Array.from(document.getElementById("card").children, (c) => c.textContent).join("|"))`
	story    = `(document.getElementById("story").open ? document.getElementById("story-title").textContent : "")`
	noticed  = `document.getElementById("notice").textContent`
	detailed = "two × second|✗ in some runs they do not get to talk|failing|known|"
	clicks   = "Enter or a click shows the story."
	// covers reports whether the card lies over the cell that it is about, or outside the window.
	covers = `(() => {
		const a = document.getElementById("card").getBoundingClientRect(), b = document.querySelector("[aria-describedby=card]").getBoundingClientRect();
		return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom ||
			a.left < 0 || a.top < 0 || a.right > innerWidth || a.bottom > innerHeight;
	})()`
	layout = `JSON.stringify(Array.from(document.querySelectorAll("body > :not(#card), header p, main p, td"), (e) => e.getBoundingClientRect()))`
)

// Whoever reaches a cell by keys sees its details beside it, is told of them, and gets rid of
// them by Escape. Nothing else moves.
func TestDetailsAtFocus(t *testing.T) {
	v := visitPages(t)
	for _, width := range []int64{1400, 400} {
		v.do(chromedp.EmulateViewport(width, 700))
		v.open("/")
		before := chromium.Evaluate[string](t, v.ctx, layout)
		v.do(chromedp.KeyEvent(kb.Tab))
		v.want(card, "one × first|✓ proved: nothing goes wrong in any run|proven|known|"+clicks)
		v.do(chromedp.KeyEvent(kb.ArrowRight), chromedp.KeyEvent(kb.ArrowDown))
		v.want(card, detailed+clicks)
		v.want(`document.activeElement.textContent.slice(0, 13) + "; " + document.activeElement.ariaLabel + "; " +
			document.querySelectorAll("[aria-describedby]").length`, "✗ silent drop; alice two, bob second: silent drop; 1")
		if chromium.Evaluate[bool](t, v.ctx, covers) {
			t.Errorf("at %d pixels the card covers its cell", width)
		}
		v.want(layout, before)
		v.do(chromedp.KeyEvent(kb.Escape))
		v.want(card, "")
		v.want(`document.activeElement.dataset.where`, "two × second")
		v.do(chromedp.KeyEvent(kb.ArrowUp))
		v.want(card, "one × second|△ proved, but for what is excused because a fault destroyed what it needs|excused|known")
		v.do(chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.Enter))
		v.want(card, "")
		v.want(story, "two × second")
	}
	chromium.RequireQuiet(t, v.ctx, v.said)
}

// A pointer shows the details of the cell on which it rests, can go to the card without losing
// it, and leaves it behind.
func TestDetailsAtHover(t *testing.T) {
	v := visitPages(t)
	v.do(chromedp.EmulateViewport(1400, 700))
	v.open("/")
	x, y := v.centre("two × second")
	move := func(x, y float64) { v.do(chromedp.MouseEvent(chromedp.MouseMoved, x, y)) }
	move(x, y)
	v.until(card + ` === "` + detailed + clicks + `"`)
	if chromium.Evaluate[bool](t, v.ctx, covers) {
		t.Error("the card covers its cell")
	}
	if chromium.Evaluate[bool](t, v.ctx, `document.getElementById("card").getBoundingClientRect().left < document.querySelector("[aria-describedby=card]").getBoundingClientRect().right`) {
		t.Error("the card lies in the column of its cell, though there is room beside it")
	}
	over := chromium.Evaluate[[]float64](t, v.ctx, `(() => { const box = document.getElementById("card").getBoundingClientRect(); return [box.left + 9, box.top + 9]; })()`)
	move(over[0], over[1])
	time.Sleep(400 * time.Millisecond) // as long as a card outlasts its pointer, twice
	v.want(card, detailed+clicks)
	move(1390, 690)
	v.until(card + ` === ""`)
	move(x, y)
	v.until(card + ` !== ""`)
	v.do(chromedp.KeyEvent(kb.Escape))
	v.want(card, "")
	chromium.RequireQuiet(t, v.ctx, v.said)
}

// On a phone a tap shows the details, another one the story.
func TestDetailsAtTap(t *testing.T) {
	v := visitPages(t)
	v.do(chromedp.EmulateViewport(400, 700, chromedp.EmulateTouch))
	v.open("/")
	tap := func() {
		x, y := v.centre("two × second")
		for _, p := range []input.DispatchTouchEventParams{
			{Type: input.DispatchTouchEventTypeTouchStart, TouchPoints: []*input.TouchPoint{{X: x, Y: y}}}, {Type: input.DispatchTouchEventTypeTouchEnd, TouchPoints: []*input.TouchPoint{}},
		} {
			v.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
				_, err := cdp.Call(ctx, t, input.DispatchTouchEvent, p)
				return err
			}))
		}
	}
	tap()
	v.until(card + ` === "` + detailed + `Another tap shows the story."`)
	v.want(story, "")
	tap()
	v.until(story + ` === "two × second"`)
	chromium.RequireQuiet(t, v.ctx, v.said)
}

// Without scripts a cell says what it says as text.
func TestPageWithoutScripts(t *testing.T) {
	v := visitPages(t)
	scripts := func(off bool) {
		v.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
			_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: off})
			return err
		}))
	}
	const seen = `document.querySelector(".cell.failing[data-where]").innerText.replace(/\s+/g, " ")`
	scripts(true)
	v.open("/")
	v.want(seen, "✗ silent drop failing")
	scripts(false)
	v.open("/")
	v.want(seen, "✗ silent drop")
	chromium.RequireQuiet(t, v.ctx, v.said)
}

// Choosing a cell gives the page an address that opens the same, the way back closes it, and
// closing it is a way back.
func TestAddressOfCell(t *testing.T) {
	v := visitPages(t)
	v.open("/")
	const hash, pair = `location.hash`, "#pair=two%C3%97second"
	v.do(chromedp.Click(chromedp.CSS("button.cell.failing")))
	v.want(hash, pair)
	chromium.Evaluate[string](t, v.ctx, `(history.back(), "")`)
	v.until(story + ` === "" && location.hash === ""`)
	chromium.Evaluate[string](t, v.ctx, `(history.forward(), "")`)
	v.until(story + ` === "two × second"`)
	v.do(chromedp.KeyEvent(kb.Escape))
	v.until(story + ` === "" && location.hash === ""`)
	entries := chromium.Evaluate[int](t, v.ctx, `history.length`)
	v.do(chromedp.Click(chromedp.CSS("button.cell.failing")), chromedp.Click(chromedp.CSS("#close")))
	v.until(story + ` === "" && location.hash === ""`)
	if now := chromium.Evaluate[int](t, v.ctx, `history.length`); now != entries {
		t.Errorf("%d entries in the history, after closing once more %d", entries, now)
	}

	for _, address := range []string{pair, "#pair=two×second", "#pair=%74wo%c3%97second"} {
		v.open("/" + address)
		v.want(story, "two × second")
		if n := chromium.Count(t, v.ctx, "dialog g.row"); n != 3 {
			t.Errorf("%s: the story has %d rows, want 3", address, n)
		}
	}
	v.do(chromedp.Click(chromedp.CSS("#copy")))
	v.until(`document.getElementById("copied").textContent !== ""`)
	if said := chromium.Evaluate[string](t, v.ctx, `document.getElementById("copied").textContent`); said != "copied" && said != v.url+"/"+pair {
		t.Errorf("after copying: %q", said)
	}
	v.do(chromedp.KeyEvent(kb.Escape))
	v.until(story + ` === "" && location.hash === ""`)
	v.want(`document.activeElement.dataset.where`, "two × second")
	chromium.RequireQuiet(t, v.ctx, v.said)
}

// Of several tables the address says which one.
func TestAddressNamesTable(t *testing.T) {
	v := visitPages(t)
	v.open("/two#table=the%20other&pair=two%C3%97second")
	v.want(story, "two × second")
	v.want(`document.querySelector("button.chosen").closest("section").querySelector("h2").textContent`, "Other")
	v.open("/two#pair=two%C3%97second")
	v.want(story, "")
	chromium.RequireQuiet(t, v.ctx, v.said)
}

// An address that names no cell, whoever wrote it, gets a sentence and nothing else.
func TestHostileAddress(t *testing.T) {
	v := visitPages(t)
	for _, address := range []string{
		"#pair=three%C3%97third", "#pair=<img src=x onerror=alert(1)>", "#pair=%3Cscript%3Ealert(1)%3C/script%3E", "#%E0%A4%A", "#story", "#__proto__",
		"#pair=two%C3%97second%00",
	} {
		v.open("/" + address)
		v.want(story, "")
		v.want(noticed, "No such cell: the address names none of this page.")
		if n := chromium.Count(t, v.ctx, "img, body script:not(:last-child), dialog[open]"); n != 0 {
			t.Errorf("%s: %d elements that nobody put there", address, n)
		}
	}
	v.do(chromedp.Click(chromedp.CSS("button.cell.failing")))
	v.want(noticed+` + location.hash`, "#pair=two%C3%97second")
	chromium.Evaluate[string](t, v.ctx, `(location.hash = "#nowhere", "")`)
	v.until(story + ` === "" && ` + noticed + ` !== ""`)
	chromium.RequireQuiet(t, v.ctx, v.said)
}

// On a phone the table scrolls in its own place, with the headings of its rows in sight, and the
// story fits.
func TestPageOnPhone(t *testing.T) {
	v := visitPages(t)
	v.do(chromedp.EmulateViewport(400, 700))
	for _, path := range []string{"/", "/wide", "/two", "/hostile"} {
		v.open(path)
		if wide := chromium.Evaluate[int](t, v.ctx, `document.documentElement.scrollWidth`); wide > 400 {
			t.Errorf("%s is %d pixels wide", path, wide)
		}
		if path == "/wide" {
			v.do(chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(strings.Repeat(kb.ArrowRight, 8)))
			v.want(`JSON.stringify([document.querySelector(".grid .scroll").scrollLeft > 200, Math.round(document.querySelector("tbody th").getBoundingClientRect().left)])`, "[true,12]")
			v.do(chromedp.KeyEvent(strings.Repeat(kb.ArrowLeft, 5)))
			if chromium.Evaluate[bool](t, v.ctx, `document.activeElement.getBoundingClientRect().left < document.querySelector("tbody th").getBoundingClientRect().right`) {
				t.Error("the cell that has the focus lies below the heading of its row")
			}
			v.do(chromedp.KeyEvent(kb.Escape)) // the card may lie over the cell that is chosen next
		}
		v.do(chromedp.Click(chromedp.CSS("button.cell.failing")), chromedp.WaitVisible(chromedp.CSS("dialog svg")))
		chromium.Shoot(t, v.ctx, "phone"+strings.ReplaceAll(path, "/", "-"))
		if box := chromium.Evaluate[[]float64](t, v.ctx, `(() => { const b = document.querySelector("dialog").getBoundingClientRect(); return [b.left, b.right, b.top, b.bottom]; })()`); box[0] < 0 || box[1] > 400 || box[2] < 0 || box[3] > 700 {
			t.Errorf("%s: the story is at %v", path, box)
		}
		if wide := chromium.Evaluate[int](t, v.ctx, `document.querySelector("dialog").scrollWidth - document.querySelector("dialog").clientWidth`); wide > 0 {
			t.Errorf("%s: the story is %d pixels too wide", path, wide)
		}
	}
	chromium.RequireQuiet(t, v.ctx, v.said)
}
