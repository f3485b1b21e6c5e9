package compare

import (
	"context"
	"slices"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/survey"
	"github.com/glarelab/glare/sim"
)

// Mix is one way in which old and new clients meet in a network.
type Mix struct {
	Network *survey.Network
	New     [2]bool      // which of the users have the new reading
	Fleet   survey.Fleet // and so which reading each has
	// Surveys are of the network with each assignment of call IDs.
	Surveys []*survey.Survey
	// Cut is why not every run of the mix was explored, or empty; OldCut is the same of
	// where both have the old reading. With the first Mended is not known in whole, and
	// with the second neither are Worse, Beside and Old.
	Cut, OldCut string
	// Mirrored says that one assignment of call IDs was surveyed of two that are each
	// other's image, so that what is counted is half of what there is.
	Mirrored bool
	// Old lists the properties that are violated where both have the old reading.
	Old []string
	// Worse is what goes wrong here and not where both users have the old reading,
	// and is graver than all that does there.
	Worse []survey.Witness
	// Beside is what else goes wrong here and not there.
	Beside []survey.Witness
	// Mended is what goes wrong where both have the old reading, and not here.
	Mended []survey.Witness
}

// Wrong is everything that goes wrong, each property under each set of rare
// circumstances once, with a shortest story.
func (m *Mix) Wrong() []survey.Witness {
	var list []survey.Witness
	for _, s := range m.Surveys {
		if s == nil {
			continue // the work ended before it
		}
		for _, w := range s.Traits() {
			i := slices.IndexFunc(list, func(v survey.Witness) bool { return v.Trait == w.Trait })
			switch {
			case !w.Violated:
			case i < 0:
				list = append(list, w)
			case len(w.Schedule.Names) < len(list[i].Schedule.Names):
				list[i] = w
			}
		}
	}
	slices.SortStableFunc(list, func(v, w survey.Witness) int { return len(v.Schedule.Names) - len(w.Schedule.Names) })
	return list
}

// Fails reports whether anything goes wrong.
func (m *Mix) Fails() bool { return len(m.Wrong()) > 0 }

// Excuses reports whether something was not demanded in the mix, since it was destroyed
// for good.
func (m *Mix) Excuses() bool {
	return slices.ContainsFunc(m.Surveys, func(s *survey.Survey) bool { return len(s.Pardons) > 0 })
}

// Bad reports whether anything is known to go wrong in the mix, or to be excused.
func (m *Mix) Bad() bool { return slices.ContainsFunc(m.Surveys, (*survey.Survey).Bad) }

// Mixes lists the ways in which old and new clients meet, in the order in which
// they are told: nobody upgraded, the first user, the second, both.
var Mixes = [][2]bool{{false, false}, {true, false}, {false, true}, {true, true}}

// Rollout surveys every way in which old and new clients meet in networks: for
// each network four mixes, in the order of [Mixes]. With an error there are those of
// which anything was explored, with what was found until then.
func Rollout(ctx context.Context, v *survey.Surveyor, revisions []Revision, workers int) ([]Mix, error) {
	mixes := make([]Mix, len(revisions)*len(Mixes))
	type job struct {
		mix, piece int
		network    *survey.Network
		fleet      survey.Fleet
	}
	var jobs []job
	for i := range mixes {
		m := &mixes[i]
		c := &revisions[i/len(Mixes)]
		m.Network, m.New = c.Network, Mixes[i%len(Mixes)]
		m.Fleet = mixed(c.From, c.To, m.New)
		pieces, err := pinnedAll(m.Network, c.From, c.To)
		if err != nil {
			return nil, err
		}
		sys, err := sim.Compile(m.Network.With(m.Fleet))
		if err != nil {
			return nil, err
		}
		m.Surveys, m.Mirrored = make([]*survey.Survey, len(pieces)), sys.Initials() > len(pieces)
		for j, n := range pieces {
			jobs = append(jobs, job{i, j, n, m.Fleet})
		}
	}
	undone := checker.All(ctx, workers, len(jobs), func(i int) (err error) {
		j := &jobs[i]
		mixes[j.mix].Surveys[j.piece], err = v.Survey(ctx, j.network, j.fleet)
		return err
	})
	var known []Mix
	for i := range mixes {
		m, old := mixes[i], &mixes[i-i%len(Mixes)]
		if err := m.compare(old); err != nil {
			return nil, err
		}
		m.Cut, m.OldCut = cutOf(ctx, m.Surveys), cutOf(ctx, old.Surveys)
		m.Surveys = slices.DeleteFunc(slices.Clone(m.Surveys), func(s *survey.Survey) bool { return s == nil })
		if len(m.Surveys) > 0 {
			known = append(known, m)
		}
	}
	return known, undone
}

// cutOf is why one of the surveys is not whole, or empty.
func cutOf(ctx context.Context, list []*survey.Survey) string {
	for _, s := range list {
		switch {
		case s == nil:
			return checker.ReasonOf(ctx)
		case s.Cut != "":
			return s.Cut
		}
	}
	return ""
}

// compare finds out how a mix differs from old clients among themselves, as far as that
// is known: what is not found in a part that was not explored in whole may be there.
func (m *Mix) compare(old *Mix) error {
	for _, w := range old.Wrong() {
		if name := w.PropertyName(); !slices.Contains(m.Old, name) {
			m.Old = append(m.Old, name)
		}
	}
	for j, is := range m.Surveys {
		was := old.Surveys[j]
		if is == nil || was == nil {
			continue
		}
		if was.Cut == "" {
			if err := m.worsen(is, was); err != nil {
				return err
			}
		}
		if is.Cut == "" {
			m.Mended = append(m.Mended, wrongOf(was.Except(is))...)
		}
	}
	return nil
}

// worsen adds what goes wrong in one survey and not among old clients.
func (m *Mix) worsen(is, was *survey.Survey) error {
	gravest, err := was.Severity()
	if err != nil {
		return err
	}
	for _, w := range wrongOf(is.Except(was)) {
		severity, err := w.Severity()
		switch {
		case err != nil:
			return err
		case severity < gravest:
			m.Worse = append(m.Worse, w)
		default:
			m.Beside = append(m.Beside, w)
		}
	}
	return nil
}

// wrongOf are those of some witnesses in which something goes wrong.
func wrongOf(list []survey.Witness) []survey.Witness {
	return slices.DeleteFunc(list, func(w survey.Witness) bool { return !w.Violated })
}

// mixed is the fleet in which some users have the new reading.
func mixed(from, to survey.Fleet, isNew [2]bool) survey.Fleet {
	for d := range isNew {
		if isNew[d] {
			from[d] = to[d]
		}
	}
	return from
}

// pinnedAll is Pinned for all mixes of two fleets.
func pinnedAll(n *survey.Network, from, to survey.Fleet) ([]*survey.Network, error) {
	var fleets []survey.Fleet
	for _, isNew := range Mixes {
		fleets = append(fleets, mixed(from, to, isNew))
	}
	return n.Pinned(fleets...)
}
