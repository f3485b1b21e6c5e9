package compare

import (
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/story"
)

// Advice is in which order clients may be upgraded: the last line of rollout.
type Advice struct {
	Order string `json:"order"` // any, first, second, sequence, at-once or none
	// Sequence are the sides in an order that makes nothing worse on the way, or none.
	Sequence []string `json:"sequence"`
	Worse    bool     `json:"worse"` // upgrading one side alone is worse than none
	Text     string   `json:"text"`
	// Explored is what all of it was found out in, and Tested with what.
	Explored []ExploredJSON `json:"explored"`
	Tested   story.Tested   `json:"tested"`
}

// AdviceOf says in which order clients may be upgraded.
func AdviceOf(r *Pair, mixes []Mix) Advice {
	s := sumUp(r.Revisions[0].Sides, mixes)
	a := Advice{Sequence: []string{}}
	for i := range s.sides {
		a.Worse = a.Worse || s.worse[1<<i]
	}
	order := s.order()
	for _, side := range order {
		a.Sequence = append(a.Sequence, s.sides[side].Name)
	}
	a.Order, a.Text = s.advice(order)
	switch {
	case !s.worse[s.whole] && s.fails[s.whole]:
		a.Text += " Something goes wrong among new clients too, as among old ones."
	case a.Order == "any" && s.excused && s.someMixFails():
		a.Text += " But only where " + s.everybody() + " are upgraded nothing goes wrong but what is excused."
	case a.Order == "any" && s.someMixFails():
		a.Text += " But only where " + s.everybody() + " are upgraded nothing goes wrong at all."
	}
	switch {
	case s.beside && s.faults:
		a.Text += " In a mix a new kind of fault appears, no graver than the old."
	case s.beside:
		a.Text += " In a mix a new kind of fault appears, no graver than the old; `simrun odds` says how often each mix goes wrong."
	}
	for i := range r.Revisions {
		a.Explored = append(a.Explored, ExploredOf(r.Revisions[i].From.Scenario))
	}
	return a
}

// summary is what became of each upgrade, over all networks.
type summary struct {
	sides []Side
	whole Upgrade // of every side
	// worse says of each upgrade that something graver goes wrong than among old clients, fails
	// that anything goes wrong.
	worse, fails []bool
	beside       bool // in some mix a new kind of fault appears, and none that is graver
	faults       bool // in some network there are faults
	excused      bool // something is excused among new clients
}

func sumUp(sides []Side, mixes []Mix) *summary {
	s := &summary{sides: sides, whole: all(sides), worse: make([]bool, all(sides)+1), fails: make([]bool, all(sides)+1)}
	for i := range mixes {
		m := &mixes[i]
		s.worse[m.New] = s.worse[m.New] || len(m.Worse) > 0
		s.fails[m.New] = s.fails[m.New] || m.Fails()
		s.beside = s.beside || len(m.Worse) == 0 && len(m.Beside) > 0
		s.faults = s.faults || len(m.Scenario.Faults) > 0
		s.excused = s.excused || m.New == s.whole && m.Excuses()
	}
	return s
}

// someMixFails reports whether anything goes wrong where some have new clients, and not all.
func (s *summary) someMixFails() bool {
	return slices.Contains(s.fails[1:s.whole], true)
}

// order is an order of the sides in which no mix on the way is worse than no upgrade, or nil: of
// those that there are, the one that keeps closest to the order of the sides.
func (s *summary) order() []int {
	var from func(done Upgrade) []int
	from = func(done Upgrade) []int {
		if done == s.whole {
			return []int{}
		}
		for i := range s.sides {
			next := done | 1<<i
			if next == done || s.worse[next] {
				continue
			}
			if rest := from(next); rest != nil {
				return append([]int{i}, rest...)
			}
		}
		return nil
	}
	return from(0)
}

// everybody says in words that all sides are meant.
func (s *summary) everybody() string {
	if len(s.sides) == 2 {
		return "both"
	}
	return "all"
}

// advice says in a word and in a sentence what an order, or that there is none, means for who
// upgrades.
func (s *summary) advice(order []int) (word, text string) {
	two := len(s.sides) == 2
	switch {
	case s.worse[s.whole]:
		return "none", "Do not upgrade: even where " + s.everybody() + " have the new clients something graver goes wrong than among old ones."
	case !slices.Contains(s.worse, true):
		return "any", "Upgrade in any order: no mix is worse than old clients among themselves."
	case order == nil && two:
		return "at-once", "Upgrade all clients at once, or not at all: upgrading one side alone is worse than none, whichever side that is."
	case order == nil:
		return "at-once", "Upgrade all clients at once, or not at all: in whichever order, some mix on the way is worse than no upgrade."
	case two:
		first, second := s.sides[order[0]].Name, s.sides[order[1]].Name
		return []string{"first", "second"}[order[0]], "Upgrade clients in the place of " + first + " first: upgrading " + second + "'s alone is worse than no upgrade."
	default:
		var names []string
		for _, side := range order {
			names = append(names, s.sides[side].Name)
		}
		return "sequence", "Upgrade " + strings.Join(names, ", then ") + ": so no mix on the way is worse than no upgrade, as some are in other orders."
	}
}
