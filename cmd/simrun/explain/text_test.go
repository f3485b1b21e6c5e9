package explain

import (
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/scheduler"
)

// However narrow the output and however much there is to say, it is not longer.
func TestExplainFits(t *testing.T) {
	long := strings.Repeat("many words ", 20)
	list := []finding{
		{rankNeeded, "pivot", "short"}, {rankRules, "by", long}, {rankSides, "alice", long}, {rankNeeded, "rescue", "short"},
	}
	p := &term.Printer{Width: 60}
	for most, want := range map[int]string{12: "pivot by alice rescue", 11: "pivot alice rescue", 6: "pivot rescue", 1: "pivot rescue"} {
		var labels []string
		for _, pair := range fit(p, list, most) {
			labels = append(labels, pair[0])
		}
		if got := strings.Join(labels, " "); got != want {
			t.Errorf("in %d lines: %s, want %s", most, got, want)
		}
	}
}

// What is not certain never looks certain.
func TestChanceText(t *testing.T) {
	for chance, want := range map[scheduler.Chance]string{
		0: "0%", 1: "less than 0.1%", scheduler.Certain / 3: "33.3%", scheduler.Certain / 2: "50.0%",
		scheduler.Certain - 1: "more than 99.9%", scheduler.Certain: "100%",
	} {
		if got := ChanceText(chance); got != want {
			t.Errorf("%d: %s, want %s", chance, got, want)
		}
	}
	if got := probability(scheduler.Certain / 8); got != "0.125000" {
		t.Error(got)
	}
}
