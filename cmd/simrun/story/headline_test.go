package story_test

import (
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/story"
)

// TestHeadlines shows what titles say of stories: who gave way, and what came of it; and that
// the step that decides says in its lane what was decided.
func TestHeadlines(t *testing.T) {
	for name, want := range map[string]struct{ title, deeds string }{
		"both-invites-in-flight":          {"Each gives way to the other: silent drop", "drops a, answers b; drops b, answers a"},
		"abort-overtakes-winner":          {"Alice does not give way: silent drop", "drops b, keeps a"},
		"order-of-numbers":                {"Neither gives way: silent drop", "drops b, keeps a; drops a, keeps b"},
		"rings-instead-of-answering":      {"Bob gives way: silent drop", "drops b, keeps a; drops b, rings for a"},
		"loser-cannot-answer":             {"Bob gives way: silent drop, which is excused", "drops b, answers a; drops b, keeps a"},
		"two-offers-cross":                {"Nothing goes wrong", ""},
		"nobody-knows-glare":              {"Silent drop: both want to talk and cannot, and nothing says why", ""},
		"each-server-its-own-order":       {"Bob gives way: nothing goes wrong", "drops b, keeps a; drops b, answers a"},
		"equal-ids-taken-for-a-copy":      {"Silent drop: both want to talk and cannot, and nothing says why", ""},
		"equal-ids-both-take-the-other":   {"Each gives way to the other: two conversations", "drops a, answers b; drops b, answers a"},
		"asked-before-video":              {"Alice gives way: nothing goes wrong", "drops a, rings for b"},
		"hung-up-while-the-rival-is-held": {"Bob gives way: nothing goes wrong", "drops b, keeps a; drops b, answers a"},
		"loser-rings-again":               {"Bob gives way: a ring where there should be none, which is excused", "drops b, answers a; drops b, keeps a"},
	} {
		_, trace := replayed(t, name)
		s := story.Picture(trace, "what was run", nil)
		var deeds []string
		for _, r := range s.Rows {
			for _, n := range r.States {
				if n.Deed {
					deeds = append(deeds, n.Text)
				}
			}
		}
		if s.Title != want.title || strings.Join(deeds, "; ") != want.deeds {
			t.Errorf("%s: %q, %q", name, s.Title, deeds)
		}
	}
}
