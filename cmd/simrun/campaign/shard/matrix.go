package shard

import (
	"context"

	"github.com/glarelab/glare/cmd/simrun/campaign/plan"
	"github.com/glarelab/glare/cmd/simrun/campaign/result"
	"github.com/glarelab/glare/cmd/simrun/matrix"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/scheduler"
)

// matrix explores one cell of the table of clients.
func (r *Runner) matrix(ctx context.Context, s *plan.Shard, to *result.Result) error {
	scenario, err := s.Open()
	if err != nil {
		return err
	}
	w := newWatch()
	options := scheduler.SearchOptions{MaxStates: s.States, Workers: 1, KeepGoing: true, Outcomes: true}
	cell, err := matrix.Pair(ctx, r.Reporter, scenario, options, w.see)
	switch {
	case err != nil:
		return err
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case cut(cell.Searched): // which part of a level found room is a matter of luck
		to.Done.Verdict, to.Done.Reason = scheduler.Undecided.String(), cell.Reason
		return nil
	}
	w.put(cell.System, &to.Covered)
	to.Done.Verdict, to.Done.Reason, to.Done.Class = story.SearchVerdict(cell.Searched), cell.Reason, cell.Class
	to.Done.States, to.Done.Transitions = cell.States, cell.Transitions
	for i := range cell.Pardons {
		to.Done.Excused += cell.Pardons[i].Count
	}
	return r.findings(ctx, scenario, cell.Searched, to)
}
