package survey

import (
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/model"
)

// In a network with a fault only runs count that spend it, even if shorter ones tell the two
// sides apart; of two scenarios all runs count.
func TestFollowSpendsTheFault(t *testing.T) {
	n, err := FindNetwork("glare", "", "send-fail=1")
	if err != nil {
		t.Fatal(err)
	}
	var fleets [2]Fleet
	for i, name := range []string{"literal", "literal-sent"} {
		r, err := model.ParseReading(name)
		if err != nil {
			t.Fatal(err)
		}
		fleets[i] = Both(r)
	}
	first, second := side(t, n, fleets[0]), side(t, n, fleets[1])
	every, err := SideOf(n.With(fleets[0]))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		first  *Side
		spends bool
	}{{first, true}, {every, false}} {
		found, err := Follow(t.Context(), test.first, second, FollowOptions{})
		if err != nil || found == nil {
			t.Fatalf("found %v, %v", found, err)
		}
		story, err := found.Story(t.Context(), test.first, second)
		if err != nil {
			t.Fatal(err)
		}
		if spends := slices.ContainsFunc(story.Names, func(name string) bool { return strings.Contains(name, "refuses") }); spends != test.spends {
			t.Errorf("a send is refused: %v, want %v, in\n%s", spends, test.spends, strings.Join(story.Names, "\n"))
		}
	}
}
