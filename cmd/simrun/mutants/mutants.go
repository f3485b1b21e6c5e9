package mutants

import (
	"context"
	"fmt"
	"slices"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/scheduler"
)

// Fate is what becomes of a mutant.
type Fate string

// The fates of a mutant.
const (
	Killed     Fate = "killed"     // it violates a property
	Equivalent Fate = "equivalent" // proven: no violation, and the same outcomes, in every set-up
	Survived   Fate = "survived"   // neither: a hole in the properties, or not decided
)

// Result is what the exhaustive search says of a mutant.
type Result struct {
	Mutant     *model.Mutant
	Fate       Fate
	Setup      Setup    // in which it is killed; of others the first in which it makes a difference, if any
	Property   string   // violated by a shortest story, or ""
	Properties []string // all that is violated in the set-up, by length of story
	Shortest   int      // steps of a shortest story
	Why        string   // it was not killed
}

// Examiner examines mutants: it holds how the right rules fare in each set-up.
type Examiner struct {
	setups [model.NumVersions][]Setup
	right  [model.NumVersions][]*checker.Searched
}

// maxStates bounds a search. The right rules need less than a tenth of it in
// every set-up.
const maxStates = 100_000

// NewExaminer proves the right rules in every set-up. Where they are not proven, no
// mutant can be judged, and that is an error.
func NewExaminer(ctx context.Context) (*Examiner, error) {
	e := &Examiner{}
	for v := range model.NumVersions {
		e.setups[v] = Setups(v)
		for _, setup := range e.setups[v] {
			_, r, err := examine(ctx, setup, nil)
			if err != nil {
				return nil, err
			}
			if r.Verdict != scheduler.Proved {
				return nil, fmt.Errorf("the right rules are not proven by `simrun check %s`: %s %s", setup, r.Verdict, r.Reason)
			}
			e.right[v] = append(e.right[v], r)
		}
	}
	return e, nil
}

// examine searches a set-up up to the first violation of a mutant.
func examine(ctx context.Context, setup Setup, m *model.Mutant) (checker.Checker, *checker.Searched, error) {
	compiled, err := setup.Open(m)
	if err != nil {
		return nil, nil, err
	}
	r, err := compiled.Search(ctx, scheduler.SearchOptions{MaxStates: maxStates, Workers: 1, Outcomes: true, Silent: true})
	if err == nil && ctx.Err() != nil {
		err = ctx.Err()
	}
	return compiled, r, err
}

// Examine searches all runs of a mutant, set-up by set-up, until it is killed. An
// error is a bug, or the end of the context.
func (e *Examiner) Examine(ctx context.Context, m *model.Mutant) (*Result, error) {
	result := &Result{Mutant: m, Fate: Equivalent, Why: "no run differs"}
	for i, setup := range e.setups[m.Version] {
		compiled, searched, err := examine(ctx, setup, m)
		if err != nil {
			return nil, err
		}
		right := e.right[m.Version][i]
		switch {
		case len(searched.Findings) > 0:
			return result, result.markKilled(ctx, setup, compiled)
		case searched.Verdict != scheduler.Proved:
			result.Fate, result.Setup, result.Why = Survived, setup, "undecided: "+searched.Reason
			return result, nil
		case !slices.EqualFunc(searched.Outcomes, right.Outcomes, sameOutcome):
			result.Fate, result.Setup, result.Why = Survived, setup, "runs end in other ways, which no property minds"
			return result, nil
		case result.Setup == Setup{} && (searched.States != right.States || searched.Transitions != right.Transitions):
			result.Setup, result.Why = setup, "runs differ, and end alike"
		}
	}
	return result, nil
}

func sameOutcome(a, b scheduler.Outcome) bool { return a.Code == b.Code }

// markKilled notes all that a mutant violates in a set-up, and its shortest story.
func (r *Result) markKilled(ctx context.Context, setup Setup, compiled checker.Checker) error {
	r.Fate, r.Setup, r.Why = Killed, setup, ""
	searched, err := compiled.Search(ctx, scheduler.SearchOptions{MaxStates: maxStates, Workers: 1, KeepGoing: true})
	if err == nil && ctx.Err() != nil {
		err = ctx.Err()
	}
	if err != nil {
		return err
	}
	for _, f := range searched.Findings {
		if name := checker.FindingName(f.Property); !slices.Contains(r.Properties, name) {
			r.Properties = append(r.Properties, name)
		}
	}
	r.Property = r.Properties[0]
	r.Shortest = len(searched.Findings[0].Schedule.Picks) + len(searched.Findings[0].Loop.Picks)
	return nil
}
