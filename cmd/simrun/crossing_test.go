package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// Two invites that pass each other cross in every picture, whether or not both
// arrive: one is refused, swallowed by a gap, or lost between the servers.
func TestLostInvitesCross(t *testing.T) {
	const cell, words, ring, title = "╳", ", crosses m.call.invite ", `class="ring"`, " cross</title>"
	for _, name := range []string{"winner-cannot-be-sent", "winner-in-a-gap", "winner-lost-between-servers", "rival-held-until-the-send-fails"} {
		for format, marks := range map[string]map[string]int{
			"text":    {cell: 2, "╳ messages": 1}, // one is the legend's
			"mermaid": {words: 2},
			"svg":     {ring: 2, title: 1, "messages that cross (1)": 1},
			"html":    {ring: 2, title: 1},
		} {
			_, out, errs := simrun(t, "replay", filepath.Join("../../corpus", name+".txt"), "--diagram", format)
			for mark, want := range marks {
				if got := strings.Count(out, mark); got != want {
					t.Errorf("%s as %s: %q is there %d times, want %d %s", name, format, mark, got, want, errs)
				}
			}
		}
	}
	// An invite that failed before the other was handed over crosses nothing.
	_, out, _ := simrun(t, "replay", "../../corpus/hangup-of-a-call-that-never-came.txt", "--diagram", "text")
	if strings.Contains(out, cell) {
		t.Errorf("nothing crosses in\n%s", out)
	}
}
