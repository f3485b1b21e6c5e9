package web

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"github.com/glarelab/glare/cmd/simrun/explorer"
)

// theCore is built once for all tests.
var theCore = sync.OnceValues(func() (*Core, error) { return BuildCore(context.Background()) })

// thePage is a page that begins at a link.
func thePage(t testing.TB, link string) *Page {
	t.Helper()
	core, err := theCore()
	if err != nil {
		t.Fatal(err)
	}
	o := explorer.New("test").OpenLink(link)
	if o.Facts == nil {
		t.Fatal(o.Error)
	}
	f := o.Facts
	return &Page{Link: link, Title: f.Title, Sentence: f.Verdict.Sentence, Picture: f.Ladder, Core: core}
}

// visit is a tab of a browser in which a page is open.
type visit struct {
	testing.TB
	ctx      context.Context
	messages func() []string // of the console, so far
	requests func() []string // to addresses, so far
}

// serve serves a page under some path of a host, as any web host may.
func serve(t testing.TB, p *Page) string {
	t.Helper()
	list, err := p.Files()
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.StripPrefix("/some/path", Handler(list)))
	t.Cleanup(server.Close)
	return server.URL + "/some/path/"
}

// browse starts a headless browser. Where there is none the test is skipped, but not in
// CI, where a skip would go unseen for ever.
func browse(t testing.TB) *visit {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		const missing = "no chromium in PATH: NOBODY HAS LOOKED AT THE EXPLORER; install chromium to run this test"
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
	ctx, cancel := context.WithTimeout(browser, 4*time.Minute)
	t.Cleanup(cancel)
	v := &visit{TB: t, ctx: ctx}
	var mu sync.Mutex
	var messages, requests []string
	copied := func(list *[]string) func() []string {
		return func() []string {
			mu.Lock()
			defer mu.Unlock()
			return append([]string{}, *list...)
		}
	}
	v.messages, v.requests = copied(&messages), copied(&requests)
	said, asked := chromedp.Console(ctx), chromedp.Events(ctx, network.RequestWillBeSent)
	go func() {
		for m, err := range said {
			if err != nil {
				return
			}
			mu.Lock()
			messages = append(messages, m.String())
			mu.Unlock()
		}
	}()
	go func() {
		for r, err := range asked {
			if err != nil {
				return
			}
			mu.Lock()
			requests = append(requests, r.Request.URL)
			mu.Unlock()
		}
	}()
	if _, err := chromedp.Run(ctx, func(ctx context.Context, t *chromedp.Target) (cdp.Empty, error) {
		return cdp.Call(ctx, t, network.Enable, network.EnableParams{})
	}); err != nil {
		t.Fatal(err)
	}
	return v
}

// do does something in the tab.
func (v *visit) do(actions ...chromedp.Action[chromedp.Void]) {
	v.Helper()
	if err := chromedp.Do(v.ctx, actions...); err != nil {
		v.Fatal(err)
	}
}

// value is what an expression on the page comes to.
func value[T any](v *visit, expression string) T {
	v.Helper()
	got, err := chromedp.Run(v.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		v.Fatalf("%s: %v", expression, err)
	}
	return got
}

// until waits for an expression on the page to be true.
func (v *visit) until(what, expression string) {
	v.Helper()
	for began := time.Now(); time.Since(began) < time.Minute; time.Sleep(30 * time.Millisecond) {
		if value[bool](v, "!!("+expression+")") {
			return
		}
	}
	v.Fatalf("waited in vain for %s; the page says: %.1500s", what, value[string](v, "document.body.innerText"))
}

// settled waits until the page knows what lies ahead.
func (v *visit) settled() {
	v.Helper()
	v.until("what lies ahead", `document.querySelector(".chance") && !document.querySelector(".fromhere button.cancel")`)
}

// open opens an address and waits until the page can be used.
func (v *visit) open(url string) {
	v.Helper()
	v.do(chromedp.Navigate("about:blank"), chromedp.Navigate(url))
	v.until("the page", "document.documentElement.dataset.usable")
}

// screen sets the size of the window, and light or dark.
func (v *visit) screen(width, height int64, scheme string) {
	v.Helper()
	features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}
	_, err := chromedp.Run(v.ctx, func(ctx context.Context, t *chromedp.Target) (cdp.Empty, error) {
		return cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features})
	})
	if err != nil {
		v.Fatal(err)
	}
	v.do(chromedp.EmulateViewport(width, height))
}

// shoot keeps a screenshot for a person to look at, in the directory that EXPLORER_SHOTS
// names, if it does.
func (v *visit) shoot(name string) {
	v.Helper()
	dir := os.Getenv("EXPLORER_SHOTS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(v.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644)
	}
	if err != nil {
		v.Error(err)
	}
}

// clean demands that the console is empty, and that nothing was asked of anybody but the
// page's own host.
func (v *visit) clean(host string) {
	v.Helper()
	for _, m := range v.messages() {
		v.Errorf("the console says: %s", m)
	}
	for _, r := range v.requests() {
		if !strings.HasPrefix(r, host) && !strings.HasPrefix(r, "data:") && !strings.HasPrefix(r, "blob:") && r != "about:blank" {
			v.Errorf("a request to %s", r)
		}
	}
}

// TestShots takes pictures of the page for a person to look at; see EXPLORER_SHOTS.
func TestShots(t *testing.T) {
	if os.Getenv("EXPLORER_SHOTS") == "" {
		t.Skip("nobody asked for screenshots")
	}
	v := browse(t)
	url := serve(t, thePage(t, "case="+explorer.FirstCase))
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{1400, 400} {
			height := int64(950)
			if width < 1000 {
				height = 860
			}
			v.screen(width, height, scheme)
			for name, link := range map[string]string{
				"pivot": "", "end": "case=calls-instead-of-answering&at=17", "start": "scenario=glare", "game": "play=two-sends", "broken": "case=declinde",
				"excused": "case=winner-lost-between-servers", "sampled": "scenario=redial&reading=robust", "faults": "scenario=federated-glare&reading=robust&faults=send-fail=1,fed-reorder=1",
			} {
				v.open(url + "#" + link)
				if name != "broken" {
					v.settled()
				}
				time.Sleep(300 * time.Millisecond)
				v.shoot(fmt.Sprintf("%s-%d-%s", name, width, scheme))
			}
			v.open(url)
			v.settled()
			value[any](v, `document.querySelectorAll(".more")[2].click()`)
			value[any](v, `document.querySelectorAll("details").forEach((d) => d.open = true)`)
			v.choose("hs1 acknowledges bob m.call.invite b")
			v.stands("Step 8 of 8")
			value[any](v, `document.querySelectorAll(".more")[0].click()`)
			v.until("a detail", `document.querySelector(".detail")`)
			v.shoot(fmt.Sprintf("detail-%d-%s", width, scheme))
			v.open(url)
			v.settled()
			for key, wait := range map[string]string{"l": ".stories", "s": "dialog .two", "y": "dialog textarea", "?": "dialog .keys"} {
				v.do(chromedp.KeyEvent(key))
				v.until("the dialog", `document.querySelector("`+wait+`")`)
				time.Sleep(300 * time.Millisecond)
				v.shoot(fmt.Sprintf("dialog-%s-%d-%s", map[string]string{"?": "help"}[key]+strings.Trim(key, "?"), width, scheme))
				v.do(chromedp.KeyEvent("\u001b"))
				v.until("no dialog", `!document.querySelector("dialog")`)
			}
			v.do(chromedp.KeyEvent("l"))
			v.until("library", `document.querySelector("dialog .chips button:nth-child(2)")`)
			value[any](v, `document.querySelector("dialog .chips button:nth-child(2)").click()`)
			v.until("pairs", `document.querySelector(".pairs")`)
			v.shoot(fmt.Sprintf("pairs-%d-%s", width, scheme))
		}
	}
	v.clean(url)
}
