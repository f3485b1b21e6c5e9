package repair

import (
	"context"
	"errors"
	"slices"
	"sync"

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
	// Progress, if not nil, is told of each reading that is tried, and now and then while one
	// is; by several goroutines, but by one at a time.
	Progress func(Progress)

	stories []*Counterexample // that have refuted a reading; the most useful first
	mu      sync.Mutex        // guards at
	at      Progress
}

// Progress is how far a repair is.
type Progress struct {
	Amendments        int    // of the readings that are tried now
	Tried, Of         int    // of these readings
	Proven, Undecided int    // of those that were tried
	States            uint64 // searched, in all
}

// tell changes how far the repair is, and says so.
func (s *Search) tell(change func(*Progress)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if change(&s.at); s.Progress != nil {
		s.Progress(s.at)
	}
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
	// Open are the readings that were given up. Each may be a least set; and what only
	// one with more amendments would do was not tried.
	Open []Open
}

// Open is a reading that was neither refuted nor proven.
type Open struct {
	Reading string
	Why     error // wraps [checker.ErrUndecided]
}

// batch is how many readings are tried before what was learned from them is used.
// It is fixed, so that what is tried does not depend on the number of workers.
const batch = 16

// candidate is a set of amendments, in the order of the knobs.
type candidate struct {
	list  []survey.Amendment
	story *Counterexample // why it does not do; nil if it does
	open  error           // why that is not known
	done  bool            // it was tried
}

// proven reports whether it does.
func (c *candidate) proven() bool { return c.done && c.story == nil && c.open == nil }

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
		err := s.try(ctx, size, level)
		result.add(level)
		if size == 0 {
			result.First = level[0].story
			err = errors.Join(err, level[0].open) // no story says where to begin
		}
		if err != nil || len(result.Sets) > 0 {
			return result, err
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
			result.Closed = len(result.Open) == 0
			return result, nil
		}
	}
	return result, nil
}

// add adds what is known of candidates.
func (f *Found) add(level []*candidate) {
	for _, c := range level {
		switch {
		case c.open != nil:
			f.Open = append(f.Open, Open{survey.Amended(c.list...).Name, c.open})
		case c.done:
			f.Tried++
		}
		if c.proven() {
			f.Sets = append(f.Sets, c.list)
		}
	}
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
	if c.story == nil {
		return nil
	}
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
	s.tell(func(at *Progress) { *at = Progress{Amendments: size, Of: len(level), States: at.States} })
	for from := 0; from < len(level); from += batch {
		part := level[from:min(from+batch, len(level))]
		fresh := make([]bool, len(part))
		err := checker.All(ctx, s.Workers, len(part), func(i int) error {
			reading := survey.Amended(part[i].list...)
			for _, story := range s.stories {
				if story.holds(reading) {
					known := *story
					known.Reading, part[i].story = reading, &known
					s.tell(func(at *Progress) { at.Tried++ })
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
			if c.done = true; c.story != nil && fresh[i] {
				s.stories = slices.Insert(s.stories, 0, c.story)
			}
		}
	}
	return nil
}

// search searches the networks for a story against each candidate that has none:
// the first network that has one counts. A candidate of which none is found, but not all is
// searched, stays open.
func (s *Search) search(ctx context.Context, part []*candidate, wanted []bool) error {
	return checker.All(ctx, s.Workers, len(part), func(i int) error {
		if !wanted[i] {
			return nil
		}
		story, err := s.Refute(ctx, survey.Amended(part[i].list...), 1)
		if part[i].story = story; errors.Is(err, checker.ErrUndecided) {
			part[i].open, err = err, nil
		}
		if err != nil {
			return err
		}
		s.tell(func(at *Progress) {
			at.Tried++
			switch {
			case part[i].open != nil:
				at.Undecided++
			case story == nil:
				at.Proven++
			}
		})
		return nil
	})
}

// Refute is a shortest story that goes wrong under a reading, in the first of the
// networks that has one, or nil if all are proven. Where none is found, and not all is searched,
// the error wraps [checker.ErrUndecided].
func (s *Search) Refute(ctx context.Context, reading model.Reading, workers int) (*Counterexample, error) {
	stories, open := make([]*Counterexample, len(s.Networks)), make([]error, len(s.Networks))
	one := func(i int) (err error) {
		if stories[i], err = s.refute(ctx, s.Networks[i], reading); errors.Is(err, checker.ErrUndecided) {
			open[i], err = err, nil
		}
		return err
	}
	if workers > 1 {
		if err := checker.All(ctx, workers, len(s.Networks), one); err != nil {
			return nil, err
		}
	}
	for i := range s.Networks {
		if workers <= 1 {
			if err := one(i); err != nil {
				return nil, err
			}
		}
		if stories[i] != nil {
			return stories[i], nil
		}
	}
	return nil, errors.Join(open...)
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
