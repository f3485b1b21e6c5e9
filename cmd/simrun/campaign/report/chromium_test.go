package report

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// TestPageInChromium opens reports as a reader would, one of them with hostile names in it:
// nothing is reported to the console, no script runs, everything is there, and on a telephone
// nothing is wider than the screen.
func TestPageInChromium(t *testing.T) {
	ctx := chromium(t)
	pages := map[string]*Report{"/": sample(t), "/hostile": hostile(t)}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, asked *http.Request) {
		r := pages[asked.URL.Path]
		if r == nil {
			http.NotFound(w, asked)
			return
		}
		var b bytes.Buffer
		if err := r.HTML(&b, r.Draw(reporter(io.Discard)), false); err != nil {
			t.Error(err)
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(b.Bytes())
	}))
	t.Cleanup(server.Close)
	messages := chromedp.Console(ctx)
	for _, width := range []int64{1400, 400} {
		for path, r := range pages {
			if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 900), chromedp.Navigate(server.URL+path), chromedp.WaitVisible(chromedp.CSS("footer"))); err != nil {
				t.Fatal(err)
			}
			for selector, want := range map[string]int{"details.finding": len(r.Findings), "script": 0, ".part": 5, "img[onerror]": 0} {
				if got := evaluate[int](t, ctx, `document.querySelectorAll("`+selector+`").length`); got != want {
					t.Errorf("%s has %d × %s, want %d", path, got, selector, want)
				}
			}
			if got := evaluate[int](t, ctx, "document.documentElement.scrollWidth"); got > int(width) {
				t.Errorf("%s is %d wide on a screen of %d", path, got, width)
			}
			if path == "/" {
				broken := evaluate[int](t, ctx, `[...document.querySelectorAll("details[open] img")].filter(i => !(i.complete && i.naturalWidth > 0)).length`)
				open := evaluate[int](t, ctx, `document.querySelectorAll("details[open] img").length`)
				if broken != 0 || open == 0 {
					t.Errorf("%d of %d pictures are not there", broken, open)
				}
			}
		}
	}
	// The last message is the test's own, so that the reading ends.
	evaluate[string](t, ctx, `(console.log("done"), "")`)
	for message, err := range messages {
		if err != nil {
			t.Fatal(err)
		}
		if message.Text == "done" {
			break
		}
		t.Errorf("the console says: %v", message)
	}
}

func evaluate[T any](t *testing.T, ctx context.Context, script string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](script))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// chromium starts a browser without a window.
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
		if os.Getenv("CI") == "true" {
			t.Fatal("there is no chromium, and so nothing shows that the page works; install it")
		}
		t.Skip("there is no chromium in PATH: nobody has looked at the page")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("no-first-run", true), chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	browser, quit := chromedp.NewContext(allocator)
	t.Cleanup(quit)
	if err := chromedp.Do(browser); err != nil { // starts it; a timeout here would end it
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(browser, time.Minute)
	t.Cleanup(cancel)
	return ctx
}
