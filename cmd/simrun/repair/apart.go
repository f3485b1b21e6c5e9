package repair

import (
	"context"
	"errors"
	"slices"

	"github.com/glarelab/glare/cmd/simrun/checker"
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
func (s *Search) Apart(ctx context.Context) ([]Unrepairable, error) {
	var without []Unrepairable
	var rest []*survey.Network
	for _, n := range s.Networks {
		one := &Search{Networks: []*survey.Network{n}, Most: s.Most, Workers: s.Workers, MaxStates: s.MaxStates, MaxMemory: s.MaxMemory, Progress: s.Progress}
		found, err := one.Run(ctx)
		if err != nil {
			return without, err
		}
		switch {
		case len(found.Sets) == 0 && len(found.Open) > 0:
			return without, found.Open[0].Why
		case len(found.Sets) == 0:
			without = append(without, Unrepairable{n, found})
		default:
			rest = append(rest, n)
		}
	}
	s.Networks, s.stories = rest, nil
	return without, nil
}

// Needed is, for each amendment of a set, a shortest story that goes wrong
// without it: what makes it necessary. It is nil only where it was given up, since the set is
// a least one.
func (s *Search) Needed(ctx context.Context, set []survey.Amendment) ([]*Counterexample, error) {
	stories := make([]*Counterexample, len(set))
	for i := range set {
		less := slices.Delete(slices.Clone(set), i, i+1)
		var err error
		if stories[i], err = s.Refute(ctx, survey.Amended(less...), s.Workers); err != nil && !errors.Is(err, checker.ErrUndecided) {
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
