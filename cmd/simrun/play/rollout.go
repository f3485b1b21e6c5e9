package play

import (
	"context"
	"slices"

	"github.com/glarelab/glare/properties"
)

// Mix is one way in which old and new clients meet in a network.
type Mix struct {
	Network *Network
	New     [2]bool // which of the users have the new reading
	Fleet   Fleet   // and so which reading each has
	// Surveys are of the network with each assignment of call IDs.
	Surveys []*Survey
	// Old lists the properties that are violated where both have the old reading.
	Old []string
	// Worse is what goes wrong here and not where both users have the old reading,
	// and is graver than all that does there.
	Worse []Witness
	// Beside is what else goes wrong here and not there.
	Beside []Witness
	// Mended is what goes wrong where both have the old reading, and not here.
	Mended []Witness
}

// Wrong is everything that goes wrong, each property under each set of rare
// circumstances once, with a shortest story.
func (m *Mix) Wrong() []Witness {
	var list []Witness
	for _, s := range m.Surveys {
		for _, w := range s.Traits() {
			i := slices.IndexFunc(list, func(v Witness) bool { return v.Trait == w.Trait })
			switch {
			case !w.Violated:
			case i < 0:
				list = append(list, w)
			case len(w.Schedule.Names) < len(list[i].Schedule.Names):
				list[i] = w
			}
		}
	}
	slices.SortStableFunc(list, func(v, w Witness) int { return len(v.Schedule.Names) - len(w.Schedule.Names) })
	return list
}

// Fails reports whether anything goes wrong.
func (m *Mix) Fails() bool { return len(m.Wrong()) > 0 }

// Excuses reports whether something was not demanded in the mix, since it was destroyed
// for good.
func (m *Mix) Excuses() bool {
	return slices.ContainsFunc(m.Surveys, func(s *Survey) bool { return len(s.Pardons) > 0 })
}

// Mixes lists the ways in which old and new clients meet, in the order in which
// they are told: nobody upgraded, the first user, the second, both.
var Mixes = [][2]bool{{false, false}, {true, false}, {false, true}, {true, true}}

// Rollout surveys every way in which old and new clients meet in networks: for
// each network four mixes, in the order of [Mixes]. With an error there are those that
// were surveyed in whole and can be compared with old clients.
func Rollout(ctx context.Context, v *Surveyor, revisions []Revision, workers int) ([]Mix, error) {
	mixes := make([]Mix, len(revisions)*len(Mixes))
	type job struct {
		mix, piece int
		network    *Network
		fleet      Fleet
	}
	var jobs []job
	for i := range mixes {
		m := &mixes[i]
		c := &revisions[i/len(Mixes)]
		m.Network, m.New = c.Network, Mixes[i%len(Mixes)]
		m.Fleet = mixed(c.From, c.To, m.New)
		pieces, err := m.Network.pinnedAll(c.From, c.To)
		if err != nil {
			return nil, err
		}
		m.Surveys = make([]*Survey, len(pieces))
		for j, n := range pieces {
			jobs = append(jobs, job{i, j, n, m.Fleet})
		}
	}
	undone := InOrder(ctx, workers, len(jobs), func(i int) (err error) {
		j := &jobs[i]
		mixes[j.mix].Surveys[j.piece], err = v.Survey(ctx, j.network, j.fleet)
		return err
	})
	var known []Mix
	for i := range mixes {
		m, old := &mixes[i], &mixes[i-i%len(Mixes)]
		if slices.Contains(m.Surveys, nil) || slices.Contains(old.Surveys, nil) {
			continue
		}
		for _, w := range old.Wrong() {
			if name := w.PropertyName(); !slices.Contains(m.Old, name) {
				m.Old = append(m.Old, name)
			}
		}
		wrong := func(w Witness) bool { return !w.Violated }
		for j := range m.Surveys {
			gravest, err := old.Surveys[j].severity()
			if err != nil {
				return nil, err
			}
			for _, w := range slices.DeleteFunc(m.Surveys[j].Beyond(old.Surveys[j]), wrong) {
				severity, err := w.severity()
				switch {
				case err != nil:
					return nil, err
				case severity < gravest:
					m.Worse = append(m.Worse, w)
				default:
					m.Beside = append(m.Beside, w)
				}
			}
			m.Mended = append(m.Mended, slices.DeleteFunc(old.Surveys[j].Beyond(m.Surveys[j]), wrong)...)
		}
		known = append(known, *m)
	}
	return known, undone
}

// severity is that of the gravest violation, as an index into
// [properties.Severities], or beyond them if nothing goes wrong.
func (r *Survey) severity() (int, error) {
	gravest := len(properties.Severities())
	for _, w := range r.Traits() {
		if !w.Violated {
			continue
		}
		severity, err := w.severity()
		if err != nil {
			return 0, err
		}
		gravest = min(gravest, severity)
	}
	return gravest, nil
}

// severity is that of the violation, by the words of its story.
func (w *Witness) severity() (int, error) {
	property := w.PropertyName()
	if property == Settles {
		return severityOf(Settles, ""), nil
	}
	trace, err := w.Survey.Open().Replay(w.Schedule)
	if err != nil {
		return 0, err
	}
	severity := properties.SeverityOf(property, "")
	for _, p := range trace.Problems {
		if p.Property == property {
			severity = properties.SeverityOf(property, p.Words)
		}
	}
	return severity, nil
}

// mixed is the fleet in which some users have the new reading.
func mixed(from, to Fleet, isNew [2]bool) Fleet {
	for d := range isNew {
		if isNew[d] {
			from[d] = to[d]
		}
	}
	return from
}

// pinnedAll is Pinned for all mixes of two fleets.
func (n *Network) pinnedAll(from, to Fleet) ([]*Network, error) {
	var fleets []Fleet
	for _, isNew := range Mixes {
		fleets = append(fleets, mixed(from, to, isNew))
	}
	return n.Pinned(fleets...)
}

// Order is how an upgrade may go on: what may be done first without anything
// graver going wrong than did before.
type Order struct {
	First, Second bool // that user alone
	Both          bool // both at once
}

// OrderOf sums up the mixes of a rollout.
func OrderOf(mixes []Mix) Order {
	o := Order{true, true, true}
	for i := range mixes {
		if len(mixes[i].Worse) == 0 {
			continue
		}
		switch mixes[i].New {
		case [2]bool{true, false}:
			o.First = false
		case [2]bool{false, true}:
			o.Second = false
		case [2]bool{true, true}:
			o.Both = false
		}
	}
	return o
}
