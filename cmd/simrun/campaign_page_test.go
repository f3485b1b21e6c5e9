package main

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/glarelab/glare/cmd/simrun/chromium"
)

// An open page hears how far the work is, shows what is found without being loaded again, and
// says in the end how it stands; nothing is reported to the console.
func TestCampaignPageInChromium(t *testing.T) {
	ctx := chromium.Open(t, 3*time.Minute)
	plan, folder := planFile(t, "fuzz glare reading literal robust runs 60 shard 10"), filepath.Join(t.TempDir(), "d")
	address, page := freeAddress(t), freeAddress(t)
	server := start(t, "campaign", "serve", plan, "--dir", folder, "--listen", address, "--page", page)
	messages := chromedp.Console(ctx)
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(50 * time.Millisecond) {
		err := chromedp.Do(ctx, chromedp.Navigate("http://"+page+"/"), chromedp.WaitVisible(chromedp.CSS("#live")))
		if err == nil {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal(err, server.errs.String())
		}
	}
	ask := func(expression string) string {
		t.Helper()
		return chromium.Evaluate[string](t, ctx, expression)
	}
	await := func(what, expression, want string) {
		t.Helper()
		got := ""
		for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
			if got = ask(expression); strings.Contains(got, want) {
				return
			}
		}
		t.Errorf("%s: %q, want %q", what, got, want)
	}
	await("the line that is live", `document.getElementById("live").textContent`, "shards 0, of 12")
	await("the findings", `String(document.querySelectorAll("details.finding").length)`, "0")
	ask(`(window.stays = "the same page", "")`)
	worker := start(t, "campaign", "work", "--nats", "nats://"+address)
	await("the report", `document.querySelector(".verdict").textContent`, "All of 12 shards done")
	await("the bar", `String(document.querySelector("#report > progress").value)`, "12")
	if got := ask(`String(document.querySelectorAll("details.finding").length)`); got == "0" {
		t.Error("nothing was found, or it is not shown")
	}
	if got := ask("window.stays"); got != "the same page" {
		t.Error("the page was loaded again")
	}
	if status := worker.finish(t); status != 0 {
		t.Errorf("status %d, %s", status, worker.errs.String())
	}
	server.finish(t)
	chromium.RequireQuiet(t, ctx, messages)
}
