package web

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/explorer"
	"github.com/glarelab/glare/cmd/simrun/record"
)

// standing is where the page says that it stands: "Step 7 of 16".
func (v *visit) standing() string {
	v.Helper()
	return value[string](v, `document.querySelector(".stepper output").textContent`)
}

// stands waits until the page stands at a step.
func (v *visit) stands(where string) {
	v.Helper()
	v.until("the page to stand at "+where, `document.querySelector(".stepper output")?.textContent === "`+where+`"`)
	v.settled()
}

// chance is what the page says of a bad end, in thousandths.
func (v *visit) chance() int {
	v.Helper()
	return value[int](v, `Number(document.querySelector(".chance").dataset.chance)`)
}

// choose presses the button of an action.
func (v *visit) choose(name string) {
	v.Helper()
	v.press(`.act[data-name="` + name + `"]`)
}

// press presses what a selector finds, as a user would.
func (v *visit) press(selector string) {
	v.Helper()
	v.until(selector, `document.querySelector(`+quoted(selector)+`)`)
	v.do(chromedp.Click(chromedp.CSS(selector)))
}

func quoted(text string) string {
	b, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// copied opens what is to be copied, and reads it in a form.
func (v *visit) copied(form string) string {
	v.Helper()
	v.do(chromedp.KeyEvent("y"))
	v.until("the forms", `document.querySelector("dialog .chips")`)
	value[any](v, `[...document.querySelectorAll("dialog .chips button")].find((b) => b.textContent === "`+form+`").click()`)
	v.until("the text", `document.querySelector("dialog textarea[aria-label='As `+strings.ToLower(form)+`']")?.value`)
	time.Sleep(200 * time.Millisecond) // until the form that was there before is replaced
	text := value[string](v, `document.querySelector("dialog textarea").value`)
	v.do(chromedp.KeyEvent(kb.Escape))
	v.until("no dialog", `!document.querySelector("dialog")`)
	return text
}

// TestJourney goes through a story as a user would: choose otherwise at the pivot, see the
// chance change, reach a good end, reload, go back, fork, and take the token home.
func TestJourney(t *testing.T) {
	v := browse(t)
	url := serve(t, thePage(t, "case="+explorer.FirstCase))
	v.screen(1400, 950, "light")
	v.open(url)
	v.stands("Step 7 of 16")
	before := v.chance()
	if before < 100 || before > 900 {
		t.Errorf("before the pivot a bad end has %d in 1000", before)
	}
	v.choose("alice syncs m.call.invite b") // as the story goes on
	v.stands("Step 8 of 16")
	if turned := v.chance(); turned <= before {
		t.Errorf("the pivot takes the chance of a bad end from %d to %d", before, turned)
	}
	v.do(chromedp.KeyEvent(kb.ArrowLeft))
	v.stands("Step 7 of 16")
	v.choose("hs1 acknowledges alice m.call.invite a") // otherwise
	v.stands("Step 8 of 8")
	if saved := v.chance(); saved >= before {
		t.Errorf("another choice takes the chance of a bad end from %d to %d", before, saved)
	}
	if branches := value[int](v, `document.querySelectorAll(".branches li").length`); branches != 1 {
		t.Errorf("the story that was left is %d branches", branches)
	}

	v.do(chromedp.KeyEvent("g")) // the nearest good end
	v.until("a good end", `document.querySelector(".verdict.ok")`)
	v.settled()
	end := v.standing()
	ladder := value[string](v, `document.querySelector(".ladder svg").outerHTML`)
	v.do(chromedp.Reload())
	v.until("the page again", `document.documentElement.dataset.usable`)
	v.stands(end)
	if again := value[string](v, `document.querySelector(".ladder svg").outerHTML`); again != ladder {
		t.Error("after a reload the ladder is another")
	}
	if branches := value[int](v, `document.querySelectorAll(".branches li").length`); branches != 1 {
		t.Errorf("after a reload there are %d branches", branches)
	}
	value[any](v, `history.back()`)
	v.stands("Step 8 of 8")
	value[any](v, `history.forward()`)
	v.stands(end)

	token, transcript := v.copied("Token"), v.copied("Transcript")
	run, err := record.DecodeToken(token)
	if err != nil {
		t.Fatal(err)
	}
	c, err := checker.Open(run.Scenario, checker.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	trace, err := c.Replay(run.Schedule)
	if err != nil {
		t.Fatal(err)
	}
	if trace.Transcript() != transcript || run.Hashes != (checker.Rules{}).Hash(run.Scenario) {
		t.Errorf("the token is replayed to\n%s\nthe page shows\n%s", trace.Transcript(), transcript)
	}
	if link := v.copied("Link"); !strings.HasPrefix(link, url+"#"+token) {
		t.Errorf("the link is %s", link)
	}

	v.press(`.stepper button[aria-label="To the beginning"]`)
	v.until("the beginning", `document.querySelector(".stepper output").textContent.startsWith("Step 0 of")`)
	v.settled()
	v.choose("bob places b") // a fork
	v.stands("Step 1 of 1")
	if branches := value[int](v, `document.querySelectorAll(".branches li").length`); branches != 2 {
		t.Errorf("after a fork there are %d branches", branches)
	}
	v.press(".branches li:last-child button")
	v.until("the branch", `document.querySelector(".stepper output").textContent.startsWith("Step 1 of ") && !document.querySelector(".stepper output").textContent.endsWith("of 1")`)
	v.settled()
	v.clean(url)
}

// TestOneFile opens the page from a disk, where there is no server and no network.
func TestOneFile(t *testing.T) {
	text, err := thePage(t, "case="+explorer.FirstCase).HTML(true)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "story.html")
	if err := os.WriteFile(file, text, 0o644); err != nil {
		t.Fatal(err)
	}
	v := browse(t)
	v.screen(400, 800, "dark")
	v.open("file://" + file)
	v.stands("Step 7 of 16")
	v.choose("hs1 acknowledges bob m.call.invite b")
	v.stands("Step 8 of 8")
	if wide := value[int](v, `document.documentElement.scrollWidth`); wide > 400 {
		t.Errorf("on a phone of 400 px the page is %d px wide", wide)
	}
	v.do(chromedp.Reload())
	v.until("the page again", `document.documentElement.dataset.usable`)
	v.stands("Step 8 of 8")
	v.clean("file://" + file)
}

// TestHostsThatUnpack shows that it does not matter whether a host unpacks the core itself.
func TestHostsThatUnpack(t *testing.T) {
	list, err := thePage(t, "scenario=glare").Files()
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".gz") {
			w.Header().Set("Content-Encoding", "gzip")
		}
		Handler(list).ServeHTTP(w, r)
	}))
	defer server.Close()
	v := browse(t)
	v.open(server.URL + "/")
	v.stands("Step 0 of 0")
	v.clean(server.URL)
}

// TestLinksOnThePage follows links that are broken, old or hostile, or that name what to
// begin with.
func TestLinksOnThePage(t *testing.T) {
	v := browse(t)
	url := serve(t, thePage(t, "scenario=glare"))
	v.open(url)
	v.stands("Step 0 of 0")
	v.open(url + "#case=declinde")
	v.until("a sentence", `document.querySelector(".lost")?.innerText.includes('did you mean "declined"?')`)
	v.press(".lost button") // the offer
	v.until("the story", `document.querySelector(".verdict")`)
	v.settled()
	v.open(url + "#case=%3Cimg%20src=x%20onerror=alert(1)%3E")
	v.until("a sentence", `document.querySelector(".lost")?.innerText.includes("<img src")`)
	if n := value[int](v, `document.querySelectorAll("#app img").length`); n != 0 {
		t.Errorf("a hostile name has made %d images", n)
	}
	v.clean(url)
}

// TestSetupOnThePage changes what is explored, and plays.
func TestSetupOnThePage(t *testing.T) {
	v := browse(t)
	url := serve(t, thePage(t, "case="+explorer.FirstCase))
	v.open(url)
	v.stands("Step 7 of 16")
	v.do(chromedp.KeyEvent("s"))
	v.until("the set-up", `document.querySelector("dialog form input")`)
	enter := func(selector, text string) {
		value[any](v, `(() => { const e = document.querySelector(`+quoted(selector)+`); e.value = `+quoted(text)+
			`; e.dispatchEvent(new Event("input", {bubbles: true})); e.dispatchEvent(new Event("change", {bubbles: true})); })()`)
	}
	enter("dialog form input", "literal-sent")
	v.until("what was kept", `document.querySelector("dialog .notice")?.innerText.includes("is not possible here")`)
	v.until("the difference", `document.querySelector("dialog .knobs")?.innerText.includes("inflight=sent")`)
	enter("dialog form input", "literal+inflight=never")
	v.until("an error", `document.querySelector("dialog .notice.bad")?.innerText.includes("inflight")`)
	value[any](v, `document.querySelector("dialog details").open = true`)
	enter("dialog textarea", "alice must place\nbob must plaice\n")
	v.until("the parser's error", `document.querySelector("#checked").innerText.startsWith("Line 2:")`)
	enter("dialog textarea", "alice must place\nbob must answer\n")
	v.until("no error", `document.querySelector("#checked").innerText.startsWith("alice and bob")`)
	v.press("dialog button.main:not(:disabled)")
	v.until("the scenario", `document.querySelector(".explored").innerText.includes("your scenario")`)
	v.do(chromedp.KeyEvent(kb.Escape))

	v.open(url + "#play=literal")
	v.stands("Step 0 of 0")
	v.until("how far it is", `document.querySelector(".game").innerText.includes("The shortest way to break it has 12 steps")`)
	v.do(chromedp.KeyEvent("b"))
	v.until("the win", `document.querySelector(".game.won")?.innerText.includes("Broken in 12 steps")`)
	if token := v.copied("Token"); !record.IsToken(token) {
		t.Errorf("a win is %q", token)
	}
	v.clean(url)
}

// TestSearchIsCancelled shows that the page can be used while the core searches.
func TestSearchIsCancelled(t *testing.T) {
	v := browse(t)
	url := serve(t, thePage(t, "scenario=redial&reading=robust"))
	v.open(url)
	v.settled()
	v.until("an offer to search further", `document.querySelector(".known button")`)
	v.press(".known button")
	v.until("progress", `/[1-9][0-9,]+ states/.test(document.querySelector(".fromhere")?.innerText ?? "")`)
	v.press(".fromhere .cancel")
	v.until("the end of it", `!document.querySelector(".fromhere .cancel")`)
	v.choose("alice places a")
	v.stands("Step 1 of 1")
	v.clean(url)
}

// TestControlsHaveNames looks at the accessibility tree: every control has a name.
func TestControlsHaveNames(t *testing.T) {
	v := browse(t)
	url := serve(t, thePage(t, "case="+explorer.FirstCase))
	v.open(url)
	v.settled()
	named := func(where string, least int) {
		t.Helper()
		tree, err := chromedp.Run(v.ctx, func(ctx context.Context, target *chromedp.Target) (accessibility.GetFullAXTreeResult, error) {
			return cdp.Call(ctx, target, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
		})
		if err != nil {
			t.Fatal(err)
		}
		controls := 0
		for _, n := range tree.Nodes {
			role := axText(t, n.Role)
			if n.Ignored || !slices.Contains([]string{"button", "link", "textbox", "searchbox", "combobox", "checkbox", "DisclosureTriangle", "dialog", "region", "image"}, role) {
				continue
			}
			controls++
			if !strings.ContainsFunc(axText(t, n.Name), unicode.IsLetter) { // a sign is no name
				t.Errorf("%s: a %s has no name", where, role)
			}
		}
		if controls < least {
			t.Errorf("%s: only %d controls were found", where, controls)
		}
	}
	named("the page", 30)
	for key, wait := range map[string]string{"l": ".stories", "s": "dialog .two", "y": "dialog textarea", "k": "dialog .stories", "?": "dialog .keys"} {
		v.do(chromedp.KeyEvent(key))
		v.until("the dialog of "+key, `document.querySelector("`+wait+`")`)
		named("the dialog of "+key, 2)
		v.do(chromedp.KeyEvent(kb.Escape))
		v.until("no dialog", `!document.querySelector("dialog")`)
	}
	v.clean(url)
}

// axText is a text of the accessibility tree, empty where there is none.
func axText(t *testing.T, v *accessibility.Value) (text string) {
	t.Helper()
	if v == nil || len(v.Value) == 0 {
		return ""
	}
	if err := json.Unmarshal(v.Value, &text); err != nil {
		t.Fatal(err)
	}
	return text
}

// TestWithoutACore shows the picture where the core cannot run.
func TestWithoutACore(t *testing.T) {
	v := browse(t)
	page := thePage(t, "case="+explorer.FirstCase)
	broken := *page
	broken.Core = &Core{Packed: []byte("no WebAssembly"), Starter: page.Core.Starter}
	missing := *page
	missing.Core, missing.Missing = nil, "its core could not be built"
	for name, p := range map[string]*Page{"could not be built": &missing, "WebAssembly": &broken} {
		v.do(chromedp.Navigate("about:blank"), chromedp.Navigate(serve(t, p)))
		v.until("a sentence", `document.querySelector("#starting").className.includes("bad") && document.querySelector("#starting").innerText.includes("`+name+`")`)
		if !value[bool](v, `document.querySelector("#still svg").getBoundingClientRect().height > 100`) {
			t.Errorf("%s: there is no picture", name)
		}
	}
	stops := *page // as one does that runs out of memory
	stops.Core = &Core{Packed: page.Core.Packed, Starter: page.Core.Starter + `
setTimeout(() => postMessage({kind: "failed", reason: "out of memory"}), 5000);`}
	v.open(serve(t, &stops))
	v.until("a sentence", `document.querySelector("#starting").innerText.includes("has stopped (out of memory). Reload the page")`)
	if !value[bool](v, `!!document.querySelector(".ladder svg")`) {
		t.Error("what was there is gone")
	}
	for _, m := range v.messages() {
		t.Errorf("the console says: %s", m)
	}
}
