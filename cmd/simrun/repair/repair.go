package repair

import (
	"context"
	"slices"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/survey"
	"github.com/glarelab/glare/model"
)

// Search looks for the least amendments to literal under which a class of
// networks is proven.
type Search struct {
	Networks  []*survey.Network
	Most      int // amendments, at most
	Workers   int
	MaxStates uint64
	MaxMemory uint64 // in bytes
	Progress  func(size, candidates, done, proven int)

	stories []*Counterexample // that have refuted a reading; the most useful first
}

// Found is what a repair has found.
type Found struct {
	Sets [][]survey.Amendment // all least sets, in the order of the knobs
	// Tried is how many readings were refuted or proven.
	Tried int
	// Least is how many amendments a set has at least: with fewer there is none.
	Least int
	// Closed says that no reading at all can do it, not only none with at most so
	// many amendments. It is said only where there is no set.
	Closed bool
	// First is what goes wrong under literal itself; nil if nothing does.
	First *Counterexample
}

// batch is how many readings are tried before what was learned from them is used.
// It is fixed, so that what is tried does not depend on the number of workers.
const batch = 16

// candidate is a set of amendments, in the order of the knobs.
type candidate struct {
	list  []survey.Amendment
	story *Counterexample // why it does not do; nil if it does
	done  bool            // that is known
}

// Run goes through the readings that may do, by the number of amendments: a
// reading that is to survive a story has to change one of the knobs that the
// story asks, and so the next candidates are those of the story, each with one
// more amendment. Every least set is found in this way: as long as it is not
// reached, it differs from what was tried in a knob that the story asks. With an error
// the result has the sets that were proven until then, and may lack others.
func (s *Search) Run(ctx context.Context) (*Found, error) {
	result := &Found{}
	seen := map[[model.NumKnobs]model.Setting]bool{}
	level := []*candidate{{}}
	for size := 0; size <= s.Most; size++ {
		result.Least = size
		if err := s.try(ctx, size, level); err != nil {
			for _, c := range level {
				if c.done {
					result.Tried++
				}
				if c.done && c.story == nil {
					result.Sets = append(result.Sets, c.list)
				}
			}
			return result, err
		}
		result.Tried += len(level)
		if size == 0 {
			result.First = level[0].story
		}
		for _, c := range level {
			if c.story == nil {
				result.Sets = append(result.Sets, c.list)
			}
		}
		if len(result.Sets) > 0 {
			return result, nil
		}
		var next []*candidate
		for _, c := range level {
			for _, list := range c.children() {
				if reading := survey.Amended(list...); !seen[reading.Setting] {
					seen[reading.Setting] = true
					if s.fits(reading) {
						next = append(next, &candidate{list: list})
					}
				}
			}
		}
		slices.SortFunc(next, func(a, b *candidate) int { return slices.CompareFunc(a.list, b.list, compareAmendments) })
		if level = next; len(level) == 0 {
			result.Closed = true
			return result, nil
		}
	}
	return result, nil
}

// fits reports whether all networks can have a reading.
func (s *Search) fits(reading model.Reading) bool {
	return !slices.ContainsFunc(s.Networks, func(n *survey.Network) bool { return !survey.Fits(n.With(survey.Both(reading))) })
}

func compareAmendments(a, b survey.Amendment) int {
	if a.Knob != b.Knob {
		return int(a.Knob) - int(b.Knob)
	}
	return int(a.Setting.Value) - int(b.Setting.Value)
}

// children are the candidates with one more amendment that may survive the story
// which c does not.
func (c *candidate) children() [][]survey.Amendment {
	var lists [][]survey.Amendment
	for _, a := range survey.Amendments() {
		if !c.story.Asked[a.Knob] || slices.ContainsFunc(c.list, func(b survey.Amendment) bool { return b.Knob == a.Knob }) {
			continue
		}
		list := append(slices.Clone(c.list), a)
		slices.SortFunc(list, compareAmendments)
		lists = append(lists, list)
	}
	return lists
}

// try finds for each candidate a story that goes wrong, or none.
func (s *Search) try(ctx context.Context, size int, level []*candidate) error {
	proven := 0
	for from := 0; from < len(level); from += batch {
		part := level[from:min(from+batch, len(level))]
		if s.Progress != nil {
			s.Progress(size, len(level), from, proven)
		}
		fresh := make([]bool, len(part))
		err := checker.All(ctx, s.Workers, len(part), func(i int) error {
			reading := survey.Amended(part[i].list...)
			for _, story := range s.stories {
				if story.holds(reading) {
					known := *story
					known.Reading, part[i].story = reading, &known
					return known.ask()
				}
			}
			fresh[i] = true
			return nil
		})
		if err != nil {
			return err
		}
		if err := s.search(ctx, part, fresh); err != nil {
			return err
		}
		for i, c := range part {
			if c.done = true; c.story == nil {
				proven++
			} else if fresh[i] {
				s.stories = slices.Insert(s.stories, 0, c.story)
			}
		}
	}
	return nil
}

// search searches the networks for a story against each candidate that has none:
// the first network that has one counts.
func (s *Search) search(ctx context.Context, part []*candidate, wanted []bool) error {
	stories := make([]*Counterexample, len(part))
	err := checker.All(ctx, s.Workers, len(part), func(i int) error {
		if !wanted[i] {
			return nil
		}
		var err error
		stories[i], err = s.Refute(ctx, survey.Amended(part[i].list...), 1)
		return err
	})
	for i := range part {
		if wanted[i] {
			part[i].story = stories[i]
		}
	}
	return err
}

// Refute is a shortest story that goes wrong under a reading, in the first of the
// networks that has one, or nil if all are proven.
func (s *Search) Refute(ctx context.Context, reading model.Reading, workers int) (*Counterexample, error) {
	if workers <= 1 {
		for _, n := range s.Networks {
			if story, err := refute(ctx, n, reading, s.MaxStates, s.MaxMemory); story != nil || err != nil {
				return story, err
			}
		}
		return nil, nil
	}
	stories := make([]*Counterexample, len(s.Networks))
	err := checker.All(ctx, workers, len(s.Networks), func(i int) (err error) {
		stories[i], err = refute(ctx, s.Networks[i], reading, s.MaxStates, s.MaxMemory)
		return err
	})
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(stories, func(c *Counterexample) bool { return c != nil })
	if i < 0 {
		return nil, nil
	}
	return stories[i], nil
}

// ask finds out what the story asks under its reading.
func (c *Counterexample) ask() error {
	compiled, err := checker.Open(c.Scenario(), checker.Rules{})
	if err != nil {
		return err
	}
	trace, err := compiled.Replay(c.Schedule)
	if err == nil {
		c.Asked = askedBy(trace, &c.Reading)
	}
	return err
}
