package verdict

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/realise"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/scheduler"
)

// Explore searches all runs of a scenario and tells the story of one way in which it
// goes wrong. What r says of the question is filled in already, and what is found out is
// filled in here.
func Explore(ctx context.Context, p *story.Reporter, r *Checked, options scheduler.SearchOptions) error {
	compiled, err := p.Open(r.Scenario)
	if err != nil {
		return err
	}
	r.Checker, r.keptGoing = compiled.Focused(r.Focus), options.KeepGoing
	meter := p.Watch("checking " + r.Scenario.Name)
	options.Progress = func(at scheduler.Progress) {
		if at.Stories > 0 {
			meter.Tell(-1, "states", at.States, "stories to depth", at.Stories, "of", at.Depth)
			return
		}
		meter.Tell(-1, "states", at.States, "transitions", at.Transitions, "depth", at.Depth, "MiB", at.Memory>>20)
	}
	start := time.Now()
	result, err := r.Checker.Search(ctx, options)
	meter.Close()
	if err != nil {
		return err
	}
	r.Searched, r.Seconds = result, time.Since(start).Seconds()
	if errors.Is(context.Cause(ctx), checker.ErrBudget) && result.Reason != "" && !result.OnlyLimits() {
		result.Reason = checker.ErrBudget.Error()
	}
	if err := tellFindings(p, r); err != nil {
		return err
	}
	if r.Excused, err = p.PardonsOf(r.Scenario, result.Pardons); err != nil {
		return err
	}
	if r.Told != nil {
		f := &result.Findings[r.Way-1]
		want := realise.Wanted{Cause: f.Cause, AnyCause: !r.keptGoing, Least: len(f.Schedule.Names)}
		if r.Told, err = p.Realise(ctx, r.Scenario, r.Told, want); err != nil {
			return err
		}
		r.Told.Offered = story.FaultText(r.Scenario)
	}
	if n := len(result.Findings); n > 0 && r.Way > n {
		return fmt.Errorf("--way %d: %s goes wrong in %s only; --keep-going lists them", r.Way, p.Title(r.Scenario), term.Count(n, "way"))
	}
	return nil
}

// tellFindings tells the shortest story of each finding, and keeps that of the way that
// was asked for.
func tellFindings(p *story.Reporter, r *Checked) error {
	for i, f := range r.Findings {
		if !f.Told() {
			r.tokens = append(r.tokens, "")
			continue
		}
		schedule := f.Schedule.Clone()
		schedule.Names = append(schedule.Names, f.Loop.Names...)
		about := checker.FindingName(f.Property)
		if !r.keptGoing && r.Focus.IsAll() { // else each way is told as what it is a way of
			about = ""
		}
		t, err := p.Tell(r.Scenario, schedule, about)
		if err != nil {
			return fmt.Errorf("the story that was found cannot be told: %w", err)
		}
		if r.tokens = append(r.tokens, t.Token); i == r.Way-1 {
			r.Told, t.Offered = t, story.FaultText(r.Scenario)
		}
	}
	return nil
}
