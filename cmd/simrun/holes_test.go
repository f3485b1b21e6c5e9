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

// passedOver matches what a page says of a point that no network shows, where no reason follows.
var passedOver = regexp.MustCompile("(?m)^(- `[a-z0-9-]+`: |.*[|] )(not searched|never asked|not known)( [|].*)?$")

// toldReason matches where a page says a reason.
var toldReason = regexp.MustCompile("(?m)^(- `[a-z0-9-]+`: (nothing|not searched|never asked|not known)|No reading decides it): ")

// wholeToken matches a token that is not shortened.
var wholeToken = regexp.MustCompile(`glare1-[A-Za-z0-9_-]{40,}`)

// The page of each version is what the program would write: each of its stories replays under
// the rules as they are and ends as the page says, and it knows every knob, hole
// and network.
func TestHolesPagesAreCurrent(t *testing.T) {
	for v, name := range [model.NumVersions]string{model.Version0: "HOLES.md", model.Version1: "HOLES_V1.md"} {
		t.Run(name, func(t *testing.T) { holesPageIsCurrent(t, model.Version(v), "../../docs/"+name) })
	}
}

func holesPageIsCurrent(t *testing.T, v model.Version, name string) {
	file, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	page := string(file)
	stale := func(format string, args ...any) {
		t.Helper()
		t.Errorf(format+"; run: "+holes.Rewrite(v), args...)
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
	if !strings.HasSuffix(page, holes.ProbeText(v)) {
		stale("the page has another list of networks")
	}
	if diff := cmp.Diff(want, model.KnobNames()); diff != "" {
		t.Error(diff)
	}
	for _, r := range holes.Reasons(v) {
		section, _, _ := strings.Cut(page[strings.Index(page, "\n### "+r.Hole+" ")+1:], "\n### ")
		if !strings.Contains(section, ": "+r.Why+"\n") && !strings.Contains(section, ": "+r.Why+".\n") {
			stale("%s, %s: the page does not tell the reason why it is not shown, maybe since it is", r.Hole, r.Knob)
		}
	}
	if told := len(toldReason.FindAllString(page, -1)); told != len(holes.Reasons(v)) {
		stale("the page tells %d reasons, and there are %d", told, len(holes.Reasons(v)))
	}
	if v == model.Version1 {
		for _, line := range passedOver.FindAllString(page, -1) {
			stale("a point is not shown, and no reason is given: %s", line)
		}
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

// A knob that only version 1 asks is not found in version 0's networks, which is said, and how
// many knobs decide is said in the number that they have.
func TestHolesOfOneVersion(t *testing.T) {
	for command, want := range map[string]string{
		"holes push --rules v0": "- push never asked: only version 1 asks it (--rules v1) 1 knob: 0 decide something alone, 0 only together with another, " +
			"0 nothing in the networks searched, and 1 is never asked in them.",
		"holes push --rules v1": "1 knob: 1 decides something alone",
	} {
		_, out, errs := simrun(t, strings.Fields(command)...)
		if text := strings.Join(strings.Fields(out), " "); !strings.Contains(text, want) {
			t.Errorf("%s: %q, %s; want %q", command, text, errs, want)
		}
	}
}
