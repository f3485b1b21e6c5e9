package main

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/glarelab/glare/cmd/simrun/holes"
	"github.com/glarelab/glare/cmd/simrun/record"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/model/spec"
)

// wholeToken matches a token that is not shortened.
var wholeToken = regexp.MustCompile(`glare1-[A-Za-z0-9_-]{40,}`)

// docs/HOLES.md is what the program would write: each of its stories replays under
// the rules as they are and ends as the page says, and it knows every knob, hole
// and network.
func TestHolesPageIsCurrent(t *testing.T) {
	file, err := os.ReadFile("../../docs/HOLES.md")
	if err != nil {
		t.Fatal(err)
	}
	page := string(file)
	stale := func(format string, args ...any) {
		t.Helper()
		t.Errorf(format+"; run: "+holes.Rewrite(model.Version0), args...)
	}
	var want []string
	for _, text := range spec.KnobTexts() {
		want = append(want, text.Knob)
		if !strings.Contains(page, "\n| `"+text.Knob+"` | "+term.Escape(text.Question)+" | "+text.Clause+" |") {
			stale("the page does not tell of knob %s", text.Knob)
		}
	}
	for _, hole := range spec.Holes() {
		if !strings.Contains(page, "\n### "+hole.ID+" "+hole.Title+"\n\n"+term.Escape(hole.Text)) {
			stale("the page does not tell of hole %s", hole.ID)
		}
	}
	if !strings.HasSuffix(page, holes.ProbeText(model.Version0)) {
		stale("the page has another list of networks")
	}
	if diff := cmp.Diff(want, model.KnobNames()); diff != "" {
		t.Error(diff)
	}
	stories := 0
	for section := range strings.SplitSeq(page, "\n### ") {
		token := wholeToken.FindString(section)
		story, _, ok := strings.Cut(section, "\n- with `")
		if !ok || token == "" {
			continue // a hole, whose stories are replayed below
		}
		stories++
		src, err := record.DecodeToken(token)
		if err != nil {
			t.Fatal(err)
		}
		var steps []string
		for i, name := range src.Schedule.Names {
			steps = append(steps, fmt.Sprintf("%d. %s\n", i+1, name))
		}
		if !strings.Contains(story+"\n", strings.Join(steps, "")) {
			stale("the story of %.12s is not that of its token", section)
		}
	}
	for _, token := range wholeToken.FindAllString(page, -1) {
		status, out, errs := simrun(t, "replay", token, "--format", "json")
		if status > 1 {
			stale("a story cannot be replayed: %s", errs)
			break
		}
		var told story.ToldJSON
		object(t, out, &told)
		at := strings.Index(page, token)
		above := page[max(0, at-1500):at]
		if !strings.Contains(above, told.Outcome) || told.Property != "" && !strings.Contains(above, "violates "+told.Property) {
			stale("a story ends in %s %s, which the page does not say", told.Outcome, told.Property)
		}
	}
	if stories < 20 {
		t.Errorf("only %d knobs have a story", stories)
	}
}
