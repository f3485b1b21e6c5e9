package compare

import (
	"strings"
	"testing"
)

// What is advised follows from which mixes are worse than no upgrade: every order, the only one on
// whose way none is, all at once, or nothing at all.
func TestAdvice(t *testing.T) {
	two := []Side{{Name: "alice"}, {Name: "bob"}}
	three := append(two[:2:2], Side{Name: "carol"})
	for _, c := range []struct {
		sides       []Side
		worse       []Upgrade
		order, text string
	}{
		{two, nil, "any", "in any order"},
		{two, []Upgrade{2}, "first", "in the place of alice first: upgrading bob's alone"},
		{two, []Upgrade{1}, "second", "in the place of bob first: upgrading alice's alone"},
		{two, []Upgrade{1, 2}, "at-once", "whichever side that is"},
		{two, []Upgrade{3}, "none", "even where both have"},
		{three, []Upgrade{1, 2, 6}, "sequence", "Upgrade carol, then alice, then bob:"},
		{three, []Upgrade{3, 5, 6}, "at-once", "in whichever order"},
		{three, []Upgrade{7}, "none", "even where all have"},
	} {
		s := &summary{sides: c.sides, whole: all(c.sides), worse: make([]bool, all(c.sides)+1)}
		for _, upgrade := range c.worse {
			s.worse[upgrade] = true
		}
		if order, text := s.advice(s.order()); order != c.order || !strings.Contains(text, c.text) {
			t.Errorf("%d sides, worse %v: %s, %q; want %s, %q", len(c.sides), c.worse, order, text, c.order, c.text)
		}
	}
}
