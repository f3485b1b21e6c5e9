package diagram

import (
	"io"
	"slices"
	"strings"
	"testing"
)

// A command that is too long for a line is still what a shell takes for it.
func TestReplayLines(t *testing.T) {
	command := "simrun replay glare1-" + strings.Repeat("abcdefghij", 30)
	for _, width := range []int{20, 64, 1000} {
		lines := replayLines(command, width)
		for _, line := range lines {
			if len(line) > width {
				t.Errorf("%d columns: %q", width, line)
			}
		}
		if got := strings.ReplaceAll(strings.Join(lines, "\n"), "\\\n", ""); got != command {
			t.Errorf("%d columns: a shell takes it for %q", width, got)
		}
	}
}

// Chances that cannot be are refused, in every format.
func TestChancesAreChecked(t *testing.T) {
	for want, chances := range map[string][]int{
		"chance 1 is 1001 thousandths": {0, 1001},
		"chance 0 is -1 thousandths":   {-1},
		"26 chances of 24 rows":        slices.Repeat([]int{500}, 26),
	} {
		s := inFlight()
		s.Chances = chances
		if err := SVG(io.Discard, s); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v; want %q", err, want)
		}
	}
}
