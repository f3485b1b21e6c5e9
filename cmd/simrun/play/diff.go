package play

import (
	"context"
	"slices"
)

// Differing is something that comes of one of two fleets in a network and not of
// the other.
type Differing struct {
	Network *Network // with one assignment of call IDs
	Added   bool     // it comes of the second fleet; else of the first
	Witness
	Other *Survey // of the fleet that it does not come of
}

// Diff finds, network by network, what comes of one of two fleets and not of the
// other: what violates something first, then ways to end, each with a shortest
// story. Networks are pinned to their call IDs first, so that it counts which
// call wins.
func Diff(ctx context.Context, v *Surveyor, networks []*Network, from, to Fleet, workers int) ([]Differing, error) {
	var pinned []*Network
	for _, n := range networks {
		list, err := n.Pinned(from, to)
		if err != nil {
			return nil, err
		}
		pinned = append(pinned, list...)
	}
	found := make([][]Differing, len(pinned))
	err := InOrder(ctx, workers, len(pinned), func(i int) error {
		was, err := v.Survey(ctx, pinned[i], from)
		if err != nil {
			return err
		}
		is, err := v.Survey(ctx, pinned[i], to)
		if err != nil {
			return err
		}
		for _, w := range is.Beyond(was) {
			found[i] = append(found[i], Differing{pinned[i], true, w, was})
		}
		for _, w := range was.Beyond(is) {
			found[i] = append(found[i], Differing{pinned[i], false, w, is})
		}
		return nil
	})
	return slices.Concat(found...), err
}
