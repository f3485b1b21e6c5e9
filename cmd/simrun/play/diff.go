package play

import (
	"context"
	"slices"

	"github.com/glarelab/glare/scheduler"
)

// Differing is something that comes of one of two fleets in a network and not of
// the other.
type Differing struct {
	Network *Network // with one assignment of call IDs
	Added   bool     // it comes of the second fleet; else of the first
	// Swapped says that nothing comes of one that does not come of the other, but
	// other steps lead there: those of the witness, of the first fleet, end
	// differently with the second.
	Swapped bool
	Witness
	Other *Survey // of the fleet that it does not come of
}

// Revision is a network with two fleets for its users, of before and after a change.
type Revision struct {
	Network  *Network
	From, To Fleet
}

// Diff finds, network by network, what comes of one of two fleets and not of the
// other: what violates something first, then ways to end, each with a shortest
// story; with an error, what was found until then. Networks are pinned to their call IDs first, so that it counts which
// call wins. Where nothing differs a run is looked for that ends differently.
func Diff(ctx context.Context, v *Surveyor, revisions []Revision, workers int) ([]Differing, error) {
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
	found := make([][]Differing, len(pinned))
	err := InOrder(ctx, workers, len(pinned), func(i int) error {
		n, from, to := pinned[i].Network, pinned[i].From, pinned[i].To
		was, err := v.Survey(ctx, n, from)
		if err != nil {
			return err
		}
		is, err := v.Survey(ctx, n, to)
		if err != nil {
			return err
		}
		for _, w := range is.Beyond(was) {
			found[i] = append(found[i], Differing{n, true, false, w, was})
		}
		for _, w := range was.Beyond(is) {
			found[i] = append(found[i], Differing{n, false, false, w, is})
		}
		if len(found[i]) > 0 {
			return nil
		}
		swapped, err := swap(ctx, v, n, [2]Fleet{from, to})
		if swapped != nil {
			found[i] = append(found[i], Differing{n, false, true, Witness{Survey: was, Schedule: *swapped}, is})
		}
		return err
	})
	return slices.Concat(found...), err
}

// swap is a shortest run of the first fleet in a network that ends differently
// with the second, or nil.
func swap(ctx context.Context, v *Surveyor, n *Network, pair [2]Fleet) (*scheduler.Schedule, error) {
	plain := *n
	plain.Faults = "" // runs count that spend no fault too
	found, err := follow(ctx, &plain, pair, v.MaxStates, v.MaxMemory)
	if found == nil || err != nil {
		return nil, err
	}
	schedule, err := found.story(ctx, &plain, pair)
	return &schedule, err
}
