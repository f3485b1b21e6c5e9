package diagram

import (
	"context"
	"io"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/glarelab/glare/cmd/simrun/chromium"
)

// TestHTMLInChromium opens the page as a reader would: nothing is reported to
// the console, everything is there, and the arrow keys step through the rows.
func TestHTMLInChromium(t *testing.T) {
	ctx := chromium.Open(t, 2*time.Minute)
	s := inFlight()
	if err := s.prepare(); err != nil { // counts below are of what is drawn
		t.Fatal(err)
	}
	server := chromium.Serve(t, func(path string, w io.Writer) (kind string, err error) {
		kind, draw, story := "text/html; charset=utf-8", HTML, s
		switch path {
		case "/picture":
			kind, draw = "image/svg+xml", SVG
		case "/federated":
			kind, draw, story = "image/svg+xml", SVG, federated()
		case "/hostile":
			story = hostile(attack)
		case "/crowded":
			story = lanes(7)
		}
		return kind, draw(w, story)
	})

	messages := chromedp.Console(ctx)
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1400, 900), chromedp.Navigate(server.URL+"/hostile"),
		chromedp.Navigate(server.URL), chromedp.WaitVisible(chromedp.CSS("#stepper"))); err != nil {
		t.Fatal(err)
	}
	for selector, want := range map[string]int{
		"svg g.arrow": len(s.Arrows), "svg g.row": len(s.Rows), "svg rect.band": len(s.Rows), "li.step": len(s.Rows),
		"svg circle.ring": 4, // three crossings and the legend
		".now, .later":    0,
	} {
		if got := chromium.Count(t, ctx, selector); got != want {
			t.Errorf("the page has %d × %s, want %d", got, selector, want)
		}
	}
	noOverlaps(t, ctx)

	stepThrough(t, ctx)
	chromium.Shoot(t, ctx, "html")
	for _, path := range []string{"/picture", "/federated"} {
		if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+path)); err != nil {
			t.Fatal(err)
		}
		noOverlaps(t, ctx)
		chromium.Shoot(t, ctx, path[1:])
	}
	// Of many devices the picture is not made as small as its room; it is moved within it.
	const widths = `[document.querySelector("#picture svg").getBoundingClientRect().width, document.body.scrollWidth]`
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1200, 900), chromedp.Navigate(server.URL+"/crowded")); err != nil {
		t.Fatal(err)
	}
	if got := chromium.Evaluate[[]int](t, ctx, widths); got[0] != 1300 || got[1] != 1200 {
		t.Errorf("the picture is %d pixels wide, on a page of %d; want 1300 and 1200", got[0], got[1])
	}
	chromium.RequireQuiet(t, ctx, messages)
}

// stepThrough lights rows by keys and by a click.
func stepThrough(t *testing.T, ctx context.Context) {
	t.Helper()
	now := `Array.from(document.querySelectorAll("li.now, rect.band.now")).map(e => e.dataset.row).join(" ")`
	// The last row that the veil does not hide, by what the browser has drawn.
	unveiled := `(() => {
		const veil = document.querySelector(".veil").getBoundingClientRect();
		const bands = Array.from(document.querySelectorAll("rect.band")).filter(b => b.getBoundingClientRect().bottom <= veil.top + 1);
		return bands.length + (veil.height > 1 ? " of " + document.querySelectorAll("rect.band").length : "");
	})()`
	for _, press := range []struct{ key, want, unveiled string }{
		{kb.ArrowDown, "1 1", "1 of 24"},
		{kb.ArrowDown, "2 2", "2 of 24"},
		{kb.ArrowUp, "1 1", "1 of 24"},
		{kb.End, "24 24", "24 of 24"},
		{kb.ArrowDown, "24 24", "24 of 24"},
		{kb.Home, "1 1", "1 of 24"},
		{kb.Escape, "", "24"},
	} {
		if err := chromedp.Do(ctx, chromedp.KeyEvent(press.key)); err != nil {
			t.Fatal(err)
		}
		if got := chromium.Evaluate[string](t, ctx, now); got != press.want {
			t.Errorf("after %q the rows %q are lit, want %q", press.key, got, press.want)
		}
		if got := chromium.Evaluate[string](t, ctx, unveiled); got != press.unveiled {
			t.Errorf("after %q the rows to %s are to be seen, want %s", press.key, got, press.unveiled)
		}
	}
	if err := chromedp.Do(ctx, chromedp.Click(chromedp.CSS("li.step:nth-child(5)"))); err != nil {
		t.Fatal(err)
	}
	if got := chromium.Evaluate[string](t, ctx, now); got != "5 5" {
		t.Errorf("after a click on step 5 the rows %q are lit", got)
	}
	if got := chromium.Count(t, ctx, ".arrow.touched"); got != 4 {
		t.Errorf("step 5 touches %d arrows, want 4: one read, three handed over", got)
	}
}

// noOverlaps fails where texts cover each other or leave the picture, by what the
// browser measures and not by what was planned.
func noOverlaps(t *testing.T, ctx context.Context) {
	t.Helper()
	overlaps := chromium.Evaluate[[]string](t, ctx, `(() => {
		const frame = document.querySelector("svg").getBoundingClientRect();
		const boxes = Array.from(document.querySelectorAll("svg text")).map(e => [e.textContent, e.getBoundingClientRect()]);
		const found = boxes.filter(([, p]) => p.left < frame.left || p.right > frame.right || p.bottom > frame.bottom).map(([a]) => a);
		boxes.forEach(([a, p], i) => boxes.slice(0, i).forEach(([b, q]) => {
			if (p.left < q.right - 1 && q.left < p.right - 1 && p.top < q.bottom - 3 && q.top < p.bottom - 3) found.push(a + " | " + b);
		}));
		return found;
	})()`)
	if len(overlaps) > 0 {
		t.Errorf("texts cover each other or leave the picture: %q", overlaps)
	}
}
