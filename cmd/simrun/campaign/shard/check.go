package shard

import (
	"context"

	"github.com/glarelab/glare/cmd/simrun/campaign/plan"
	"github.com/glarelab/glare/cmd/simrun/campaign/result"
	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// check searches all runs of a cell. Where they are more than the shard may look at, it
// says what goes wrong in the levels before that, for which part of a level finds room is a
// matter of luck.
func (r *Runner) check(ctx context.Context, s *plan.Shard, to *result.Result) error {
	scenario, err := s.Open()
	if err != nil {
		return err
	}
	compiled, err := r.Reporter.Open(scenario)
	if err != nil {
		return err
	}
	w := newWatch()
	lens := &checker.Lens{See: w.see}
	options := scheduler.SearchOptions{MaxStates: s.States, Workers: 1, KeepGoing: true}
	found, err := lens.Search(ctx, compiled, options)
	if err == nil && cut(found) {
		options.KeepGoing, w = false, newWatch()
		to.Done.Reason = found.Reason
		if found, err = compiled.Search(ctx, options); err == nil && cut(found) {
			found = &checker.Searched{SearchResult: &scheduler.SearchResult{Reason: found.Reason}}
		}
	}
	switch {
	case err != nil:
		return err
	case ctx.Err() != nil:
		return context.Cause(ctx)
	}
	w.put(compiled.System(), &to.Covered)
	if to.Done.Reason == "" {
		to.Done.States, to.Done.Transitions, to.Done.Reason = found.States, found.Transitions, found.Reason
	}
	to.Done.Verdict = story.SearchVerdict(found)
	for i := range found.Pardons {
		to.Done.Excused += found.Pardons[i].Count
	}
	return r.findings(ctx, scenario, found, to)
}

// cut reports whether a search was not completed.
func cut(found *checker.Searched) bool { return found.Reason != "" && !found.OnlyLimits() }

// findings tells what a search has found.
func (r *Runner) findings(ctx context.Context, s *sim.Scenario, found *checker.Searched, to *result.Result) error {
	to.Done.More = max(len(found.Findings)-mostTold, 0)
	for _, one := range found.Findings[:min(len(found.Findings), mostTold)] {
		if !one.Told() {
			to.Done.More++
			continue
		}
		schedule := one.Schedule.Clone()
		schedule.Names = append(schedule.Names, one.Loop.Names...)
		f, err := r.find(ctx, s, schedule, checker.FindingName(one.Property), one.Count)
		if err != nil {
			return err
		}
		to.Findings = append(to.Findings, f)
	}
	return nil
}
