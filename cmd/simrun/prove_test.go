package main

import (
	"reflect"
	"strings"
	"testing"
)

// Proofs are named one by one, by scenario, or with a star, and come in the order
// of the list.
func TestChooseProofs(t *testing.T) {
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"glare.robust"}, "glare.robust"},
		{[]string{"expiry"}, "expiry.literal expiry.literal-sent expiry.robust"},
		{[]string{"slow-media.robust.crash", "*.robust.crash"}, "glare.robust.crash slow-media.robust.crash"},
		{[]string{"glare.robust.send-fail+sync-gap"}, "glare.robust.send-fail+sync-gap"},
	} {
		list, err := chooseProofs(test.args)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, proof := range list {
			names = append(names, proof.Name())
		}
		if got := strings.Join(names, " "); got != test.want {
			t.Errorf("%q: %s, want %s", test.args, got, test.want)
		}
	}
	if list, err := chooseProofs(nil); err != nil || len(list) < 100 {
		t.Errorf("without names: %d proofs, %v", len(list), err)
	}
	for _, bad := range []string{"glare.", "nothing*", "[", ""} {
		if list, err := chooseProofs([]string{bad}); err == nil {
			t.Errorf("%q: %d proofs, want an error", bad, len(list))
		}
	}
}

// A difference shows the lines that are not shared, below what they belong to.
func TestDifferences(t *testing.T) {
	before := "verdict proved\n\nend both\n  5 times\n  a story\n\nend none\n  1 time\n"
	after := "verdict proved\n\nend both\n  6 times\n  a story\n\nend apart\n  1 time\n"
	want := []string{"  end both", "-   5 times", "+   6 times", "- end none", "+ end apart"}
	if got := differences(before, after); !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := differences(before, before); len(got) > 0 {
		t.Errorf("of nothing: %q", got)
	}
	if got := differences("", strings.Repeat("line\n", 500)); len(got) != maxDifferences+1 {
		t.Errorf("%d lines of a long difference, want %d", len(got), maxDifferences+1)
	}
}
