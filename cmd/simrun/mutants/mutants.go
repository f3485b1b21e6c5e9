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
	Equivalent Fate = "equivalent" // proven: no violation, and the same outcomes, in every arena
	Survived   Fate = "survived"   // neither: a hole in the properties, or not decided
)

// Result is what the exhaustive search says of a mutant.
type Result struct {
	Mutant     *model.Mutant
	Fate       Fate
	Arena      Setup    // of the kill; of others the first in which it makes a difference, if any
	Property   string   // violated by a shortest story, or ""
	Properties []string // all that is violated in the arena, by length of story
	Shortest   int      // steps of a shortest story
	Why        string   // it was not killed
}

// Examiner examines mutants: it holds how the right rules fare in each arena.
type Examiner struct {
	arenas []Setup
	right  []*checker.Searched
}

// examStates bounds a search. The right rules need less than a tenth of it in
// every arena.
const examStates = 100_000

// NewExaminer proves the right rules in every arena. Where they are not proven, no
// mutant can be judged, and that is an error.
func NewExaminer(ctx context.Context) (*Examiner, error) {
	l := &Examiner{arenas: Setups()}
	for _, a := range l.arenas {
		_, r, err := examine(ctx, a, nil)
		if err != nil {
			return nil, err
		}
		if r.Verdict != scheduler.Proved {
			return nil, fmt.Errorf("the right rules are not proven by `simrun check %s`: %s %s", a, r.Verdict, r.Reason)
		}
		l.right = append(l.right, r)
	}
	return l, nil
}

// examine searches an arena up to the first violation of a mutant.
func examine(ctx context.Context, a Setup, m *model.Mutant) (checker.Checker, *checker.Searched, error) {
	game, err := a.Open(m)
	if err != nil {
		return nil, nil, err
	}
	r, err := game.Search(ctx, scheduler.SearchOptions{MaxStates: examStates, Workers: 1, Outcomes: true, Silent: true})
	if err == nil && ctx.Err() != nil {
		err = ctx.Err()
	}
	return game, r, err
}

// Examine searches all runs of a mutant, arena by arena, until it is killed. An
// error is a bug, or the end of the context.
func (l *Examiner) Examine(ctx context.Context, m *model.Mutant) (*Result, error) {
	e := &Result{Mutant: m, Fate: Equivalent, Why: "no run differs"}
	for i, a := range l.arenas {
		game, r, err := examine(ctx, a, m)
		if err != nil {
			return nil, err
		}
		right := l.right[i]
		switch {
		case len(r.Findings) > 0:
			return e, e.kill(ctx, a, game)
		case r.Verdict != scheduler.Proved:
			e.Fate, e.Arena, e.Why = Survived, a, "undecided: "+r.Reason
			return e, nil
		case !slices.EqualFunc(r.Outcomes, right.Outcomes, sameOutcome):
			e.Fate, e.Arena, e.Why = Survived, a, "runs end in other ways, which no property minds"
			return e, nil
		case e.Arena == Setup{} && (r.States != right.States || r.Transitions != right.Transitions):
			e.Arena, e.Why = a, "runs differ, and end alike"
		}
	}
	return e, nil
}

func sameOutcome(a, b scheduler.Outcome) bool { return a.Code == b.Code }

// kill notes all that a mutant violates in an arena, and its shortest story.
func (e *Result) kill(ctx context.Context, a Setup, game checker.Checker) error {
	e.Fate, e.Arena, e.Why = Killed, a, ""
	r, err := game.Search(ctx, scheduler.SearchOptions{MaxStates: examStates, Workers: 1, KeepGoing: true})
	if err == nil && ctx.Err() != nil {
		err = ctx.Err()
	}
	if err != nil {
		return err
	}
	for _, f := range r.Findings {
		if name := checker.FindingName(f.Property); !slices.Contains(e.Properties, name) {
			e.Properties = append(e.Properties, name)
		}
	}
	e.Property = e.Properties[0]
	e.Shortest = len(r.Findings[0].Schedule.Picks) + len(r.Findings[0].Loop.Picks)
	return nil
}
