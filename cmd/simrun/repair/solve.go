package repair

import (
	"context"
	"slices"

	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/survey"
	"github.com/glarelab/glare/sim"
)

// Answer is what a repair has found out.
type Answer struct {
	Search    *Search
	Class     []*survey.Network
	FaultSets []string // of faults
	Most      int
	*Found
	Ranked       []rankedSet
	Unrepairable []Unrepairable // networks that no reading repairs
}

// scenarios are those of the class.
func (a *Answer) scenarios() (list []*sim.Scenario) {
	for _, n := range a.Class {
		list = append(list, n.Scenario)
	}
	return list
}

// rankedSet is one least set of amendments.
type rankedSet struct {
	list    []survey.Amendment
	stories []*story.Story // what goes wrong without each of them; nil where that was given up
	score   Score
	Excused []story.PardonJSON // what was not demanded everywhere
}

// Solve finds the least sets. Where there are none, it finds out for which
// networks that is so, and repairs the others.
func Solve(ctx context.Context, p *story.Reporter, r *Answer) (err error) {
	if r.Found, err = r.Search.Run(ctx); err != nil {
		return err
	}
	if len(r.Sets) == 0 && len(r.Open) == 0 {
		if r.Unrepairable, err = r.Search.Apart(ctx); err != nil {
			return err
		}
		if len(r.Unrepairable) > 0 && len(r.Search.Networks) > 0 {
			if r.Found, err = r.Search.Run(ctx); err != nil {
				return err
			}
		}
	}
	if len(r.Sets) == 0 && len(r.Open) > 0 {
		return r.Open[0].Why
	}
	for _, set := range r.Sets {
		one := rankedSet{list: set}
		if one.score, err = Measure(ctx, r.Search.Networks, survey.Amended(set...), r.Search.Workers); err != nil {
			return err
		}
		if one.Excused, err = setPardons(ctx, p, r, set); err != nil {
			return err
		}
		needed, err := r.Search.Needed(ctx, set)
		if err != nil {
			return err
		}
		for _, c := range needed {
			var t *story.Story
			if c != nil {
				if t, err = storyOf(p, c); err != nil {
					return err
				}
			}
			one.stories = append(one.stories, t)
		}
		r.Ranked = append(r.Ranked, one)
	}
	slices.SortStableFunc(r.Ranked, func(a, b rankedSet) int { return a.score.Compare(b.score) })
	return nil
}

// setPardons is what the networks of a class are excused from under a set.
func setPardons(ctx context.Context, p *story.Reporter, a *Answer, set []survey.Amendment) ([]story.PardonJSON, error) {
	list := []story.PardonJSON{}
	found, err := a.Search.Excused(ctx, survey.Amended(set...))
	if err != nil {
		return nil, err
	}
	for _, one := range found {
		more, err := p.PardonsOf(one.Scenario, one.Pardons)
		if err != nil {
			return nil, err
		}
		list = story.AddPardons(list, more, 1)
	}
	return list, nil
}
