package web

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/glarelab/glare/cmd/simrun/explorer"
)

// BenchmarkPage measures the page: what it weighs, how long it takes until it can be
// used, and how fast the core is in the browser beside this machine.
func BenchmarkPage(b *testing.B) {
	v := browse(b)
	page := thePage(b, "case="+explorer.FirstCase+"&at=7") // as the command has it
	url := serve(b, page)
	html, err := page.HTML(false)
	if err != nil {
		b.Fatal(err)
	}
	packed, err := pack(html)
	if err != nil {
		b.Fatal(err)
	}
	usable := 0.0
	for b.Loop() {
		v.open(url)
		usable = value[float64](v, "Number(document.documentElement.dataset.usable)")
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(len(page.Core.Packed)+len(packed))/1e6, "MB-compressed")
	b.ReportMetric(usable, "ms-to-usable")
	for _, what := range []string{"walk", "search"} {
		there, here := inBrowser(v, what), natively(b, what)
		unit := map[string]string{"walk": "steps", "search": "states"}[what]
		b.ReportMetric(there/1e6, "M"+unit+"/s-in-browser")
		b.ReportMetric(here/1e6, "M"+unit+"/s-native")
	}
	if b.N > 0 && usable == 0 {
		b.Error("the page says nothing of when it can be used")
	}
}

// inBrowser is how much of a piece of work a worker of its own does in a second; the best of
// twelve, since the first ones compile and other programs disturb.
func inBrowser(v *visit, what string) float64 {
	v.Helper()
	value[any](v, fmt.Sprintf(`(() => {
		const worker = new Worker(URL.createObjectURL(new Blob([document.getElementById("worker").textContent], {type: "text/javascript"})));
		let began = 0, left = 3;
		window.measured = 0;
		const next = () => { began = performance.now(); worker.postMessage({kind: "work", id: left, text: JSON.stringify({ask: "measure", with: {what: %q}})}); };
		worker.onmessage = ({data}) => {
			if (data.kind === "answer") {
				window.best = Math.max(window.best ?? 0, JSON.parse(data.text).value / (performance.now() - began) * 1000);
				if (--left === 0) { window.measured = window.best; window.best = 0; worker.terminate(); return; }
			}
			if (data.kind !== "progress") next();
		};
		fetch(%q).then((a) => a.arrayBuffer()).then((packed) => worker.postMessage({kind: "start", packed}, [packed]));
	})()`, what, CoreName))
	v.until("the measure of "+what, "window.measured")
	return value[float64](v, "window.measured")
}

// natively is the same here.
func natively(b *testing.B, what string) float64 {
	e, best := explorer.New("test"), 0.0
	for range 3 {
		began := time.Now()
		n, err := e.Measure(context.Background(), what)
		if err != nil {
			b.Fatal(err)
		}
		best = max(best, float64(n)/time.Since(began).Seconds())
	}
	return best
}
