package proofs

import (
	"strings"
	"testing"
)

// Proofs are named one by one, by scenario, or with a star, and come in the order
// of the list.
func TestChoose(t *testing.T) {
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"glare.robust"}, "glare.robust"},
		{[]string{"expiry"}, "expiry.literal expiry.literal-sent expiry.robust"},
		{[]string{"slow-media.robust.crash", "*.robust.crash"}, "glare.robust.crash slow-media.robust.crash"},
		{[]string{"glare.robust.send-fail+sync-gap"}, "glare.robust.send-fail+sync-gap"},
	} {
		list, err := Choose(test.args)
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
	if list, err := Choose(nil); err != nil || len(list) < 100 {
		t.Errorf("without names: %d proofs, %v", len(list), err)
	}
	for _, bad := range []string{"glare.", "nothing*", "[", ""} {
		if list, err := Choose([]string{bad}); err == nil {
			t.Errorf("%q: %d proofs, want an error", bad, len(list))
		}
	}
}
