package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// An open page hears how far the work is, shows what is found without being loaded again, and
// says in the end how it stands; nothing is reported to the console.
func TestCampaignPageInChromium(t *testing.T) {
	ctx := browser(t)
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
		text, err := chromedp.Run(ctx, chromedp.Evaluate[string](expression))
		if err != nil {
			t.Fatal(err)
		}
		return text
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
	ask(`(console.log("done"), "")`)
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

// browser starts a headless browser. Where there is none the test is skipped, but not in CI.
func browser(t *testing.T) context.Context {
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
			t.Fatal("there is no chromium, and so nothing shows that the live page works; install it")
		}
		t.Skip("there is no chromium in PATH: nobody has looked at the live page")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("no-first-run", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, quit := chromedp.NewContext(allocator)
	t.Cleanup(quit)
	if err := chromedp.Do(ctx); err != nil { // starts it; a timeout here would end it
		t.Fatal(err)
	}
	limited, cancel := context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(cancel)
	return limited
}
