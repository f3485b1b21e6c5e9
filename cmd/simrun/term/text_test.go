package term

import (
	"bytes"
	"testing"
)

// A name that is longer than the column of names makes the column wider, and nothing is written
// into it.
func TestPairs(t *testing.T) {
	for _, c := range []struct {
		list [][2]string
		want string
	}{
		{[][2]string{{"pivot", "step 2"}, {"  alice", "saw nothing"}}, "  pivot       step 2\n    alice     saw nothing\n"},
		{[][2]string{{"pivot", "step 2"}, {"  alice.laptop", "saw nothing"}}, "  pivot          step 2\n    alice.laptop saw nothing\n"},
	} {
		var b bytes.Buffer
		p := &Printer{Out: &Output{To: &b}, Width: 80}
		if p.Pairs(c.list); b.String() != c.want {
			t.Errorf("%q, want %q", b.String(), c.want)
		}
	}
}
