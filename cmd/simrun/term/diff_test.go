package term

import (
	"reflect"
	"strings"
	"testing"
)

// A difference shows the lines that are not shared, below what they belong to.
func TestDifferences(t *testing.T) {
	before := "verdict proved\n\nend both\n  5 times\n  a story\n\nend none\n  1 time\n"
	after := "verdict proved\n\nend both\n  6 times\n  a story\n\nend apart\n  1 time\n"
	want := []string{"  end both", "-   5 times", "+   6 times", "- end none", "+ end apart"}
	if got := Differences(before, after); !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := Differences(before, before); len(got) > 0 {
		t.Errorf("of nothing: %q", got)
	}
	if got := Differences("", strings.Repeat("line\n", 500)); len(got) != maxDifferences+1 {
		t.Errorf("%d lines of a long difference, want %d", len(got), maxDifferences+1)
	}
}
