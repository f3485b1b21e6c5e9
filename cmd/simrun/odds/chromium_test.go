package odds

import (
	"bytes"
	"context"
	"io"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/glarelab/glare/cmd/simrun/chromium"
)

// In a browser no text of a plot covers another or leaves the picture, by what the browser
// measures; in the dark the paper is dark.
func TestPlotInChromium(t *testing.T) {
	ctx := chromium.Open(t, 2*time.Minute)
	p := to(&bytes.Buffer{})
	o := Options{Within: 300 * time.Millisecond, Runs: 1000, Sample: true}
	pictures := map[string]string{
		"/few":  drawn(t, p, asked(t, p, "glare", []string{"literal", "robust"}, []string{"lte", "lan"}, o), ""),
		"/many": drawn(t, p, asked(t, p, "glare", []string{"literal", "literal-sent", "robust", "alice=literal,bob=robust"}, []string{"lte", "lan"}, o), ""),
	}
	server := chromium.Serve(t, func(path string, w io.Writer) (kind string, err error) {
		_, err = io.WriteString(w, pictures[path])
		return "image/svg+xml", err
	})
	for path := range pictures {
		for scheme, paper := range map[string]string{"light": "rgb(255, 255, 255)", "dark": "rgb(20, 24, 30)"} {
			prefer(t, ctx, scheme)
			if err := chromedp.Do(ctx, chromedp.EmulateViewport(1000, 640), chromedp.Navigate(server.URL+path)); err != nil {
				t.Fatal(err)
			}
			if got := chromium.Evaluate[string](t, ctx, `getComputedStyle(document.querySelector(".paper")).fill`); got != paper {
				t.Errorf("%s, %s: the paper is %s", path, scheme, got)
			}
			overlaps := chromium.Evaluate[[]string](t, ctx, `(() => {
				const frame = document.documentElement.getBoundingClientRect();
				const boxes = Array.from(document.querySelectorAll("text")).map(e => [e.textContent, e.getBoundingClientRect()]);
				const found = boxes.filter(([, p]) => p.left < frame.left || p.right > frame.right || p.bottom > frame.bottom).map(([a]) => a);
				boxes.forEach(([a, p], i) => boxes.slice(0, i).forEach(([b, q]) => {
					if (p.left < q.right - 1 && q.left < p.right - 1 && p.top < q.bottom - 3 && q.top < p.bottom - 3) found.push(a + " | " + b);
				}));
				return found;
			})()`)
			if len(overlaps) > 0 {
				t.Errorf("%s: texts cover each other or leave the picture: %q", path, overlaps)
			}
			chromium.Shoot(t, ctx, "odds-"+path[1:]+"-"+scheme)
		}
	}
}

// prefer sets light or dark.
func prefer(t *testing.T, ctx context.Context, scheme string) {
	t.Helper()
	features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}
	_, err := chromedp.Run(ctx, func(ctx context.Context, to *chromedp.Target) (cdp.Empty, error) {
		return cdp.Call(ctx, to, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features})
	})
	if err != nil {
		t.Fatal(err)
	}
}
