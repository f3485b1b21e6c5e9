package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/chromium"
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
	return &Page{Link: link, Title: f.Title, Sentence: f.Verdict.Sentence, Picture: f.Ladder, Rules: checker.EveryHash(), Core: core}
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

// browse starts a browser that remembers what its console says and what it asks for.
func browse(t testing.TB) *visit {
	t.Helper()
	ctx := chromium.Open(t, 4*time.Minute)
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
	return chromium.Evaluate[T](v, v.ctx, expression)
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
