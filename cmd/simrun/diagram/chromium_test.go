package diagram

import (
	"bytes"
	"context"
	"io"
	"iter"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestHTMLInChromium opens the page as a reader would: nothing is reported to
// the console, everything is there, and the arrow keys step through the rows.
func TestHTMLInChromium(t *testing.T) {
	ctx := chromium(t)
	s := inFlight()
	if err := s.prepare(); err != nil { // counts below are of what is drawn
		t.Fatal(err)
	}
	server := serve(t, func(path string, w io.Writer) (kind string, err error) {
		kind, draw, story := "text/html; charset=utf-8", HTML, s
		switch path {
		case "/picture":
			kind, draw = "image/svg+xml", SVG
		case "/federated":
			kind, draw, story = "image/svg+xml", SVG, federated()
		case "/hostile":
			story = hostile(attack)
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
		if got := count(t, ctx, selector); got != want {
			t.Errorf("the page has %d × %s, want %d", got, selector, want)
		}
	}
	noOverlaps(t, ctx)

	stepThrough(t, ctx)
	shoot(t, ctx, "html.png")
	for _, path := range []string{"/picture", "/federated"} {
		if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+path)); err != nil {
			t.Fatal(err)
		}
		noOverlaps(t, ctx)
		shoot(t, ctx, path[1:]+".png")
	}
	requireQuiet(t, ctx, messages)
}

// stepThrough lights rows by keys and by a click.
func stepThrough(t *testing.T, ctx context.Context) {
	t.Helper()
	now := `Array.from(document.querySelectorAll("li.now, rect.band.now")).map(e => e.dataset.row).join(" ")`
	for _, press := range []struct{ key, want string }{
		{kb.ArrowDown, "1 1"},
		{kb.ArrowDown, "2 2"},
		{kb.ArrowUp, "1 1"},
		{kb.End, "24 24"},
		{kb.ArrowDown, "24 24"},
		{kb.Home, "1 1"},
		{kb.Escape, ""},
	} {
		if err := chromedp.Do(ctx, chromedp.KeyEvent(press.key)); err != nil {
			t.Fatal(err)
		}
		if got := evaluate[string](t, ctx, now); got != press.want {
			t.Errorf("after %q the rows %q are lit, want %q", press.key, got, press.want)
		}
	}
	if err := chromedp.Do(ctx, chromedp.Click(chromedp.CSS("li.step:nth-child(5)"))); err != nil {
		t.Fatal(err)
	}
	if got := evaluate[string](t, ctx, now); got != "5 5" {
		t.Errorf("after a click on step 5 the rows %q are lit", got)
	}
	if got := count(t, ctx, ".arrow.touched"); got != 4 {
		t.Errorf("step 5 touches %d arrows, want 4: one read, three handed over", got)
	}
}

// count is how many elements of a page there are.
func count(t *testing.T, ctx context.Context, selector string) int {
	t.Helper()
	return evaluate[int](t, ctx, `document.querySelectorAll("`+selector+`").length`)
}

// requireQuiet fails if anything was reported to the console.
func requireQuiet(t *testing.T, ctx context.Context, messages iter.Seq2[chromedp.ConsoleMessage, error]) {
	t.Helper()
	// The last message is the test's own, so that the reading ends.
	evaluate[string](t, ctx, `(console.log("done"), "")`)
	for m, err := range messages {
		if err != nil {
			t.Fatal(err)
		}
		if m.Text == "done" {
			break
		}
		t.Errorf("the console says: %v", m)
	}
}

// serve serves pages, each drawn whole before it is sent: a browser that goes on to
// another one may close the connection.
func serve(t *testing.T, draw func(path string, w io.Writer) (kind string, err error)) *httptest.Server {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var page bytes.Buffer
		kind, err := draw(r.URL.Path, &page)
		if err != nil {
			t.Error(err)
		}
		w.Header().Set("Content-Type", kind)
		_, _ = w.Write(page.Bytes())
	}))
	t.Cleanup(server.Close)
	return server
}

// noOverlaps fails where texts cover each other or leave the picture, by what the
// browser measures and not by what was planned.
func noOverlaps(t *testing.T, ctx context.Context) {
	t.Helper()
	overlaps := evaluate[[]string](t, ctx, `(() => {
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

// evaluate runs an expression on the page.
func evaluate[T any](t *testing.T, ctx context.Context, expression string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// shoot keeps a screenshot for a person to look at, in the directory that
// DIAGRAM_SHOTS names, if it does.
func shoot(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	dir := os.Getenv("DIAGRAM_SHOTS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name), png, 0o644)
	}
	if err != nil {
		t.Error(err)
	}
}

// chromium starts a headless browser. Where there is none the test is skipped,
// but not in CI, where a skip would go unseen for ever.
func chromium(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		const missing = "no chromium in PATH: NOBODY HAS LOOKED AT THE HTML DIAGRAM; install chromium to run this test"
		if os.Getenv("CI") == "true" {
			t.Fatal(missing)
		}
		t.Skip(missing)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("no-first-run", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	browser, quit := chromedp.NewContext(allocator)
	t.Cleanup(quit)
	if err := chromedp.Do(browser); err != nil { // starts it; a timeout here would end it
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(browser, 2*time.Minute)
	t.Cleanup(cancel)
	return ctx
}
