package shard

import (
	"context"
	"fmt"
	"sync"

	"github.com/glarelab/glare/cmd/simrun/campaign/plan"
	"github.com/glarelab/glare/cmd/simrun/campaign/result"
	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/mutants"
	"github.com/glarelab/glare/cmd/simrun/story"
)

// Runner carries out shards of one plan, any number at once.
type Runner struct {
	Reporter *story.Reporter
	Name     string // of the plan

	examiner struct {
		sync.Mutex
		ready *mutants.Examiner // of mutants, once one was asked for
	}
}

// Run carries out a shard.
func (r *Runner) Run(ctx context.Context, s *plan.Shard) (*result.Result, error) {
	found := &result.Result{
		Head: result.Head{
			Format: result.Format, Campaign: r.Name, Rules: checker.EveryHash(), Program: r.Reporter.Program, Shard: s.Index, What: s.Text(),
		},
		Covered: result.Covered{Rules: []string{}, Sometimes: []string{}, Readings: []string{}},
	}
	do := map[plan.Kind]func(context.Context, *plan.Shard, *result.Result) error{
		plan.Fuzz: r.fuzz, plan.Check: r.check, plan.Prove: r.prove, plan.Matrix: r.matrix, plan.Hunt: r.hunt,
	}[s.Kind]
	if err := do(ctx, s, found); err != nil {
		return nil, fmt.Errorf("shard %d, %s: %w", s.Index, s.Text(), err)
	}
	if ctx.Err() != nil { // what was found until then is not all there is
		return nil, context.Cause(ctx)
	}
	sortFindings(found)
	return found, nil
}
