package compare

import (
	"cmp"
	"context"
	"slices"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/survey"
	"github.com/glarelab/glare/scheduler"
)

// Differing is something that comes of one of two fleets in a network and not of
// the other.
type Differing struct {
	Network *survey.Network // with one assignment of call IDs
	Added   bool            // it comes of the second fleet; else of the first
	// Swapped says that nothing comes of one that does not come of the other, but
	// other steps lead there: those of the witness, of the first fleet, end
	// differently with the second.
	Swapped bool
	// Open says that not every run of the other fleet was explored, so that this may
	// come of it too. Both says that it does: that is told only of a violation where not
	// every run was explored, so that what was found is not lost.
	Open, Both bool
	survey.Witness
	Other *survey.Survey // of the fleet that it does not come of
}

// Revision is a network with two fleets for its users, of before and after a change.
type Revision struct {
	Network  *survey.Network
	From, To survey.Fleet
}

// Comparison is a network, pinned to its call IDs, with what comes of two fleets in it.
type Comparison struct {
	Network   *survey.Network
	From, To  *survey.Survey
	Differing []Differing
}

// Diff finds, network by network, what comes of one of two fleets and not of the
// other: what violates something first, then ways to end, each with a shortest
// story; with an error, what was found until then. Networks are pinned to their call IDs first, so that it counts which
// call wins. Where nothing differs a run is looked for that ends differently.
func Diff(ctx context.Context, v *survey.Surveyor, revisions []Revision, workers int) ([]Comparison, error) {
	var pinned []Revision
	for _, c := range revisions {
		list, err := c.Network.Pinned(c.From, c.To)
		if err != nil {
			return nil, err
		}
		for _, n := range list {
			pinned = append(pinned, Revision{n, c.From, c.To})
		}
	}
	list := make([]Comparison, len(pinned))
	err := checker.All(ctx, workers, len(pinned), func(i int) (err error) {
		list[i], err = compare(ctx, v, pinned[i])
		return err
	})
	list = slices.DeleteFunc(list, func(c Comparison) bool { return c.From == nil })
	return list, err
}

// compare finds what comes of one of two fleets in a network and not of the other.
func compare(ctx context.Context, v *survey.Surveyor, r Revision) (Comparison, error) {
	was, err := v.Survey(ctx, r.Network, r.From)
	if was == nil {
		return Comparison{}, err
	}
	is, other := v.Survey(ctx, r.Network, r.To)
	if err = cmp.Or(err, other); is == nil {
		return Comparison{}, err
	}
	c := Comparison{Network: r.Network, From: was, To: is}
	open := func(w survey.Witness, other *survey.Survey) bool { return !w.Violated && other.Cut != "" } // an end of the one alone says nothing
	for _, w := range is.Except(was) {
		if open(w, was) {
			continue
		}
		c.Differing = append(c.Differing, Differing{Network: r.Network, Added: true, Open: was.Cut != "", Witness: w, Other: was})
	}
	for _, w := range was.Except(is) {
		if open(w, is) {
			continue
		}
		c.Differing = append(c.Differing, Differing{Network: r.Network, Open: is.Cut != "", Witness: w, Other: is})
	}
	for _, w := range is.Traits() {
		if w.Violated && was.Cut+is.Cut != "" && was.Has(w.Trait) {
			c.Differing = append(c.Differing, Differing{Network: r.Network, Both: true, Witness: w, Other: was})
		}
	}
	if len(c.Differing) > 0 || err != nil {
		return c, err
	}
	swapped, err := swap(ctx, v, r.Network, [2]survey.Fleet{r.From, r.To})
	if swapped != nil {
		c.Differing = append(c.Differing, Differing{
			Network: r.Network, Swapped: true, Witness: survey.Witness{Survey: was, Schedule: *swapped}, Other: is,
		})
	}
	return c, err
}

// swap is a shortest run of the first fleet in a network that ends differently
// with the second, or nil.
func swap(ctx context.Context, v *survey.Surveyor, n *survey.Network, pair [2]survey.Fleet) (*scheduler.Schedule, error) {
	plain := *n
	plain.Faults = "" // runs count that spend no fault too
	var sides [2]*survey.Side
	for i, f := range pair {
		var err error
		if sides[i], err = survey.NewSide(&plain, f); err != nil {
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
