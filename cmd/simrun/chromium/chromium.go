// Package chromium opens pages in a browser without a window, for the tests of those who
// make pages.
//
// Read [Open] and [Serve], then [Evaluate], [Count], [Shoot] and [RequireQuiet].
package chromium

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
)

// programs are the names under which systems install the browser.
var programs = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"}

// Open starts a browser, which ends with the test, or after a limit. Where there is none
// the test is skipped, but not in CI, where a skip would go unseen for ever.
func Open(t testing.TB, limit time.Duration) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(find(t)), chromedp.NoSandbox, chromedp.DisableGPU)
	for _, flag := range []string{"disable-quic", "no-first-run", "disable-background-networking", "disable-component-update", "disable-sync"} {
		options = append(options, chromedp.Flag(flag, true))
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	browser, quit := chromedp.NewContext(allocator)
	t.Cleanup(quit)
	if err := chromedp.Do(browser); err != nil { // starts it; a timeout here would end it
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(browser, limit)
	t.Cleanup(cancel)
	return ctx
}

// find is the path of the browser.
func find(t testing.TB) string {
	t.Helper()
	for _, name := range programs {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	const missing = "no chromium in PATH: NOBODY HAS LOOKED AT THE PAGE; install chromium to run this test"
	if os.Getenv("CI") == "true" {
		t.Fatal(missing)
	}
	t.Skip(missing)
	return ""
}

// Serve serves pages, each drawn whole before it is sent: a browser that goes on to another
// one may close the connection.
func Serve(t testing.TB, draw func(path string, w io.Writer) (kind string, err error)) *httptest.Server {
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

// Count is how many elements of the page a selector finds.
func Count(t testing.TB, ctx context.Context, selector string) int {
	t.Helper()
	return Evaluate[int](t, ctx, `document.querySelectorAll("`+selector+`").length`)
}

// Evaluate is what an expression on the page comes to.
func Evaluate[T any](t testing.TB, ctx context.Context, expression string) T {
	t.Helper()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// Shoot keeps a screenshot for a person to look at, in the directory that the environment
// variable SHOTS names, if it does.
func Shoot(t testing.TB, ctx context.Context, name string) {
	t.Helper()
	dir := os.Getenv("SHOTS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644)
	}
	if err != nil {
		t.Error(err)
	}
}

// RequireQuiet fails if anything was reported to the console, of which the messages are,
// from before the page was opened.
func RequireQuiet(t testing.TB, ctx context.Context, messages iter.Seq2[chromedp.ConsoleMessage, error]) {
	t.Helper()
	const last = "this was the last message" // the test's own, so that the reading ends
	Evaluate[string](t, ctx, `(console.log("`+last+`"), "")`)
	for m, err := range messages {
		if err != nil {
			t.Fatal(err)
		}
		if m.Text == last {
			break
		}
		t.Errorf("the console says: %v", m)
	}
}
