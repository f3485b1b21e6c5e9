package compare

import (
	"cmp"
	"context"
	"slices"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/survey"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// Differing is something that comes of a network before a change of its clients or after it, and not
// of the other.
type Differing struct {
	Added bool // it comes of the new clients; else of the old ones
	// Swapped says that nothing comes of one that does not come of the other, but
	// other steps lead there: those of the witness, of the old clients, end
	// differently with the new ones.
	Swapped bool
	// Open says that not every run of the others was explored, so that this may
	// come of them too. Both says that it does: that is told only of a violation where not
	// every run was explored, so that what was found is not lost.
	Open, Both bool
	survey.Witness
	Other *survey.Survey // of the clients that it does not come of
}

// Comparison is a revision with one assignment of call IDs, and what comes of its ends.
type Comparison struct {
	From, To  *survey.Survey
	Differing []Differing
}

// Diff finds, network by network, what comes of old and not of new clients, or the reverse: what
// violates something first, then ways to end, each with a
// shortest story; with an error, what was found until then. Networks are pinned to their call IDs first, so that it counts which
// call wins. Where nothing differs a run is looked for that ends differently.
func Diff(ctx context.Context, v *survey.Surveyor, revisions []Revision, workers int) ([]Comparison, error) {
	var pinned []Revision
	for i := range revisions {
		list, err := revisions[i].pinned()
		if err != nil {
			return nil, err
		}
		pinned = append(pinned, list...)
	}
	list := make([]Comparison, len(pinned))
	err := checker.All(ctx, workers, len(pinned), func(i int) (err error) {
		list[i], err = compare(ctx, v, &pinned[i])
		return err
	})
	list = slices.DeleteFunc(list, func(c Comparison) bool { return c.From == nil })
	return list, err
}

// pinned are the revision with each assignment of call IDs that is to be explored.
func (r *Revision) pinned() ([]Revision, error) {
	n, _, err := pieces(r.From.Scenario, r.To.Scenario)
	if err != nil {
		return nil, err
	}
	list := make([]Revision, n)
	for i := range list {
		from, err := r.From.Scenario.Pinned(i)
		if err != nil {
			return nil, err
		}
		to, err := r.To.Scenario.Pinned(i)
		if err != nil {
			return nil, err
		}
		list[i] = Revision{From: &survey.Network{Scenario: from}, To: &survey.Network{Scenario: to}}
	}
	return list, nil
}

// pieces is [survey.Pieces]. Where one user calls, and nobody else, there is no order of call IDs.
func pieces(scenarios ...*sim.Scenario) (n int, mirrored bool, err error) {
	n, mirrored, err = survey.Pieces(scenarios...)
	callers := 0
	for _, u := range scenarios[0].Users {
		if u.Place.Times > 0 || u.Hostile {
			callers++
		}
	}
	if n == 2 && callers < 2 && len(scenarios[0].IDs) == 0 {
		return 1, true, err
	}
	return n, mirrored, err
}

// compare finds what comes of one end of a revision and not of the other.
func compare(ctx context.Context, v *survey.Surveyor, r *Revision) (Comparison, error) {
	was, err := v.Survey(ctx, r.From, survey.Fleet{})
	if was == nil {
		return Comparison{}, err
	}
	is, other := v.Survey(ctx, r.To, survey.Fleet{})
	if err = cmp.Or(err, other); is == nil {
		return Comparison{}, err
	}
	c := Comparison{From: was, To: is}
	open := func(w survey.Witness, other *survey.Survey) bool { return !w.Violated && other.Cut != "" } // an end of the one alone says nothing
	for _, w := range is.Except(was) {
		if open(w, was) {
			continue
		}
		c.Differing = append(c.Differing, Differing{Added: true, Open: was.Cut != "", Witness: w, Other: was})
	}
	for _, w := range was.Except(is) {
		if open(w, is) {
			continue
		}
		c.Differing = append(c.Differing, Differing{Open: is.Cut != "", Witness: w, Other: is})
	}
	for _, w := range is.Traits() {
		if w.Violated && was.Cut+is.Cut != "" && was.Has(w.Trait) {
			c.Differing = append(c.Differing, Differing{Both: true, Witness: w, Other: was})
		}
	}
	if len(c.Differing) > 0 || err != nil {
		return c, err
	}
	swapped, err := swap(ctx, v, r)
	if swapped != nil {
		c.Differing = append(c.Differing, Differing{Swapped: true, Witness: survey.Witness{Survey: was, Schedule: *swapped}, Other: is})
	}
	return c, err
}

// Shared are the properties that are violated before and after the change, each once, in any of some
// comparisons.
func Shared(list []Comparison) []string {
	names := []string{}
	for _, c := range list {
		was, is := violations(wrongOf(c.From.Traits())), violations(wrongOf(c.To.Traits()))
		for _, name := range is {
			if slices.Contains(was, name) && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// swap is a shortest run of the old clients that ends differently with the new ones, or nil. Runs
// count that spend no fault, too.
func swap(ctx context.Context, v *survey.Surveyor, r *Revision) (*scheduler.Schedule, error) {
	var sides [2]*survey.Side
	for i, s := range [...]*sim.Scenario{r.From.Scenario, r.To.Scenario} {
		var err error
		if sides[i], err = survey.SideOf(s); err != nil {
			return nil, err
		}
	}
	found, err := survey.Follow(ctx, sides[0], sides[1], survey.FollowOptions{MaxStates: v.MaxStates, MaxMemory: v.MaxMemory})
	if found == nil || err != nil {
		return nil, err
	}
	schedule, err := found.Story(ctx, sides[0], sides[1])
	return &schedule, err
}
