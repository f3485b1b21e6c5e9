package repair

import (
	"context"
	"slices"

	"github.com/glarelab/glare/cmd/simrun/survey"
	"github.com/glarelab/glare/model"
)

// Amended network by network, a class falls apart: networks that some reading
// repairs, and networks that none does.

// Unrepairable is a network that cannot be repaired.
type Unrepairable struct {
	Network *survey.Network
	*Found
}

// Apart finds the networks of the class that cannot be repaired each for itself,
// and leaves the others in the class.
func (r *Search) Apart(ctx context.Context) ([]Unrepairable, error) {
	var without []Unrepairable
	var rest []*survey.Network
	for _, n := range r.Networks {
		one := &Search{Networks: []*survey.Network{n}, Most: r.Most, Workers: r.Workers, MaxStates: r.MaxStates, MaxMemory: r.MaxMemory, Progress: r.Progress}
		found, err := one.Run(ctx)
		if err != nil {
			return without, err
		}
		if len(found.Sets) == 0 {
			without = append(without, Unrepairable{n, found})
		} else {
			rest = append(rest, n)
		}
	}
	r.Networks, r.stories = rest, nil
	return without, nil
}

// Needed is, for each amendment of a set, a shortest story that goes wrong
// without it: what makes it necessary. None is nil, since the set is a least one.
func (r *Search) Needed(ctx context.Context, set []survey.Amendment) ([]*Counterexample, error) {
	stories := make([]*Counterexample, len(set))
	for i := range set {
		less := slices.Delete(slices.Clone(set), i, i+1)
		var err error
		if stories[i], err = r.Refute(ctx, survey.Amended(less...), r.Workers); err != nil {
			return nil, err
		}
	}
	return stories, nil
}

// AskedNames are the names of the knobs that a story asks.
func (c *Counterexample) AskedNames() []string {
	var names []string
	for k := range model.NumKnobs {
		if c.Asked[k] {
			names = append(names, k.String())
		}
	}
	return names
}
