package report

import (
	"io"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/glarelab/glare/cmd/simrun/chromium"
)

// TestPageInChromium opens reports as a reader would, one of them with hostile names in it:
// nothing is reported to the console, no script runs, everything is there, and on a telephone
// nothing is wider than the screen.
func TestPageInChromium(t *testing.T) {
	ctx := chromium.Open(t, time.Minute)
	pages := map[string]*Report{"/": sample(t), "/hostile": hostile(t)}
	server := chromium.Serve(t, func(path string, w io.Writer) (kind string, err error) {
		if r := pages[path]; r != nil {
			err = r.HTML(w, r.Draw(reporter(io.Discard)), false)
		}
		return "text/html; charset=utf-8", err
	})
	messages := chromedp.Console(ctx)
	for _, width := range []int64{1400, 400} {
		for path, r := range pages {
			if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 900), chromedp.Navigate(server.URL+path), chromedp.WaitVisible(chromedp.CSS("footer"))); err != nil {
				t.Fatal(err)
			}
			for selector, want := range map[string]int{"details.finding": len(r.Findings), "script": 0, ".part": 5, "img[onerror]": 0} {
				if got := chromium.Count(t, ctx, selector); got != want {
					t.Errorf("%s has %d × %s, want %d", path, got, selector, want)
				}
			}
			if got := chromium.Evaluate[int](t, ctx, "document.documentElement.scrollWidth"); got > int(width) {
				t.Errorf("%s is %d wide on a screen of %d", path, got, width)
			}
			if path == "/" {
				broken := chromium.Evaluate[int](t, ctx, `[...document.querySelectorAll("details[open] img")].filter(i => !(i.complete && i.naturalWidth > 0)).length`)
				open := chromium.Evaluate[int](t, ctx, `document.querySelectorAll("details[open] img").length`)
				if broken != 0 || open == 0 {
					t.Errorf("%d of %d pictures are not there", broken, open)
				}
			}
		}
	}
	chromium.RequireQuiet(t, ctx, messages)
}
