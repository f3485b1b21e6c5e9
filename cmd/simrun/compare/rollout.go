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
	Revision *Revision
	New      Upgrade       // who has new clients
	Scenario *sim.Scenario // and so what clients each device has
	// Surveys are of the network with each assignment of call IDs.
	Surveys []*survey.Survey
	// Cut is why not every run of the mix was explored, or empty; OldCut is the same of
	// where all have the old clients. With the first Mended is not known in whole, and
	// with the second neither are Worse, Beside and Old.
	Cut, OldCut string
	// Mirrored says that one assignment of call IDs was surveyed of two that are each
	// other's image, so that what is counted is half of what there is.
	Mirrored bool
	// Old lists the properties that are violated where all have the old clients.
	Old []string
	// Worse is what goes wrong here and not where all have the old clients,
	// and is graver than all that does there.
	Worse []survey.Witness
	// Beside is what else goes wrong here and not there.
	Beside []survey.Witness
	// Mended is what goes wrong where all have the old clients, and not here.
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

// Rollout surveys every way in which old and new clients meet in networks: of each, all sets of its
// sides that can be upgraded, in the order of the numbers that they are: nobody, the first, the
// second, both. With an error there are those of which anything was explored, with what was found
// until then.
func Rollout(ctx context.Context, v *survey.Surveyor, revisions []Revision, workers int) ([]Mix, error) {
	var mixes []Mix
	var olds []int // where the mix of old clients among themselves is, of each mix
	type job struct {
		mix, piece int
		network    *survey.Network
	}
	var jobs []job
	for i := range revisions {
		c := &revisions[i]
		var scenarios []*sim.Scenario
		for upgraded := range all(c.Sides) + 1 {
			scenarios = append(scenarios, c.mixed(upgraded))
		}
		n, mirrored, err := pieces(scenarios...)
		if err != nil {
			return nil, err
		}
		old := len(mixes)
		for upgraded, s := range scenarios {
			for piece := range n {
				pinned, err := s.Pinned(piece)
				if err != nil {
					return nil, err
				}
				jobs = append(jobs, job{len(mixes), piece, &survey.Network{Scenario: pinned}})
			}
			mixes = append(mixes, Mix{
				Revision: c, New: Upgrade(upgraded), Scenario: s, Surveys: make([]*survey.Survey, n), Mirrored: mirrored,
			})
			olds = append(olds, old)
		}
	}
	undone := checker.All(ctx, workers, len(jobs), func(i int) (err error) {
		j := &jobs[i]
		mixes[j.mix].Surveys[j.piece], err = v.Survey(ctx, j.network, survey.Fleet{})
		return err
	})
	var known []Mix
	for i := range mixes {
		m, old := mixes[i], &mixes[olds[i]]
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
