//go:build shots

package web

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/glarelab/glare/cmd/simrun/chromium"
	"github.com/glarelab/glare/cmd/simrun/explorer"
)

// TestShots takes pictures of the page for a person to look at, in the directory that SHOTS
// names.
func TestShots(t *testing.T) {
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
				"excused": "case=winner-lost-between-servers", "sampled": "scenario=redial&reading=robust", "devices": "case=hangs-up-before-it-is-selected", "start-devices": "scenario=glare-multi-device-v1", "faults": "scenario=federated-glare&reading=robust&faults=send-fail=1,fed-reorder=1",
			} {
				v.open(url + "#" + link)
				if name != "broken" {
					v.settled()
				}
				time.Sleep(300 * time.Millisecond)
				chromium.Shoot(t, v.ctx, fmt.Sprintf("%s-%d-%s", name, width, scheme))
			}
			v.open(url)
			v.settled()
			value[any](v, `document.querySelectorAll(".more")[2].click()`)
			value[any](v, `document.querySelectorAll("details").forEach((d) => d.open = true)`)
			v.choose("hs1 acknowledges bob m.call.invite b")
			v.stands("Step 8 of 8")
			value[any](v, `document.querySelectorAll(".more")[0].click()`)
			v.until("a detail", `document.querySelector(".detail")`)
			chromium.Shoot(t, v.ctx, fmt.Sprintf("detail-%d-%s", width, scheme))
			v.open(url)
			v.settled()
			for key, wait := range map[string]string{"l": ".stories", "s": "dialog .two", "y": "dialog textarea", "?": "dialog .keys"} {
				v.do(chromedp.KeyEvent(key))
				v.until("the dialog", `document.querySelector("`+wait+`")`)
				time.Sleep(300 * time.Millisecond)
				chromium.Shoot(t, v.ctx, fmt.Sprintf("dialog-%s-%d-%s", map[string]string{"?": "help"}[key]+strings.Trim(key, "?"), width, scheme))
				v.do(chromedp.KeyEvent("\u001b"))
				v.until("no dialog", `!document.querySelector("dialog")`)
			}
			v.do(chromedp.KeyEvent("l"))
			v.until("library", `document.querySelector("dialog .chips button:nth-child(2)")`)
			value[any](v, `document.querySelector("dialog .chips button:nth-child(2)").click()`)
			v.until("pairs", `document.querySelector(".pairs")`)
			chromium.Shoot(t, v.ctx, fmt.Sprintf("pairs-%d-%s", width, scheme))
		}
	}
	v.clean(url)
}
