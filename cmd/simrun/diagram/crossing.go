package diagram

import (
	"strconv"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/diagram/markup"
)

// crossing is a pair of arrows of which each was handed over before the other
// one's message was read: glare, seen on paper. Both are indices into Arrows.
type crossing struct{ one, other int }

// crossings lists the pairs of like messages of different calls that pass each
// other in opposite directions: invite and invite, answer and answer. Of
// messages that arrive it looks at single hops. That is enough, because the hops
// of a message meet in the row of the server's action, so two messages that
// cross do so between two lanes. Where one is lost, or still under way when the
// story ends, that may have been before the other came near.
func (s *Story) crossings() []crossing {
	var found []crossing
	for i := range s.Arrows {
		for j := i + 1; j < len(s.Arrows); j++ {
			a, b := &s.Arrows[i], &s.Arrows[j]
			if !a.Lost && !b.Lost && s.cross(a, b) {
				found = append(found, crossing{i, j})
			}
		}
	}
	return append(found, s.crossingsOfLost(found)...)
}

// cross reports whether two arrows run between the same lanes, one each way,
// and change their order on the way.
func (s *Story) cross(a, b *Arrow) bool {
	if a.Kind != Message || b.Kind != Message || a.Call == b.Call || a.From != b.To || a.To != b.From {
		return false
	}
	return alike(a, b) && a.FromRow < s.end(b) && b.FromRow < s.end(a)
}

// alike reports whether two arrows carry events of one type.
func alike(a, b *Arrow) bool {
	wordA, _, _ := strings.Cut(a.Label, " ")
	wordB, _, _ := strings.Cut(b.Label, " ")
	return wordA == wordB
}

// end is the row in which an arrow ends; one that is still under way ends
// below the last row.
func (s *Story) end(a *Arrow) int {
	if a.ToRow < 0 {
		return len(s.Rows)
	}
	return a.ToRow
}

// hop says in one sentence what an arrow shows, for readers and for tooltips.
func (s *Story) hop(a *Arrow) string {
	var b strings.Builder
	switch a.Kind {
	case Reply:
		b.WriteString("reply: ")
	case Echo:
		b.WriteString("echo: ")
	case Message:
	}
	b.WriteString(markup.Visible(a.Label))
	b.WriteString(" from " + markup.Visible(s.Lanes[a.From].Name) + " in step " + strconv.Itoa(a.FromRow+1))
	switch {
	case a.Lost && a.ToRow >= 0:
		b.WriteString(", lost in step " + strconv.Itoa(a.ToRow+1) + " on its way to " + markup.Visible(s.Lanes[a.To].Name))
	case a.Lost:
		b.WriteString(", lost on its way to " + markup.Visible(s.Lanes[a.To].Name))
	case a.ToRow < 0:
		b.WriteString(" to " + markup.Visible(s.Lanes[a.To].Name) + ", still under way at the end")
	default:
		b.WriteString(" to " + markup.Visible(s.Lanes[a.To].Name) + " in step " + strconv.Itoa(a.ToRow+1))
	}
	return b.String()
}
