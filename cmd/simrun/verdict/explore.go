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
func Explore(ctx context.Context, p *story.Reporter, c *Checked, options scheduler.SearchOptions) error {
	compiled, err := p.Open(c.Scenario)
	if err != nil {
		return err
	}
	c.Checker, c.keptGoing = compiled.Focused(c.Focus), options.KeepGoing
	meter := p.Watch("checking " + c.Scenario.Name)
	options.Progress = func(at scheduler.Progress) {
		if at.Stories > 0 {
			meter.Tell(-1, "states", at.States, "stories to depth", at.Stories, "of", at.Depth)
			return
		}
		meter.Tell(-1, "states", at.States, "transitions", at.Transitions, "depth", at.Depth, "MiB", at.Memory>>20)
	}
	start := time.Now()
	result, err := c.search(ctx, options)
	meter.Close()
	if err != nil {
		return err
	}
	c.Searched, c.Seconds = result, time.Since(start).Seconds()
	if errors.Is(context.Cause(ctx), checker.ErrBudget) && result.Reason != "" && !result.OnlyLimits() {
		result.Reason = checker.ErrBudget.Error()
	}
	if err := tellFindings(p, c); err != nil {
		return err
	}
	if c.Excused, err = p.PardonsOf(c.Scenario, result.Pardons); err != nil {
		return err
	}
	// Of a story that was shortened, whole worlds are too many to look for another.
	if c.Told != nil && !result.Findings[c.Way-1].Shortened {
		f := &result.Findings[c.Way-1]
		want := realise.Wanted{Cause: f.Cause, AnyCause: !c.keptGoing, Least: len(f.Schedule.Names)}
		if c.Told, err = p.Realise(ctx, c.Scenario, c.Told, want); err != nil {
			return err
		}
		c.Told.Offered = story.FaultText(c.Scenario)
	}
	if n := len(result.Findings); n > 0 && c.Way > n {
		return fmt.Errorf("--way %d: %s goes wrong in %s only; --keep-going lists them", c.Way, p.Title(c.Scenario), term.Count(n, "way"))
	}
	return nil
}

// search searches with the reduction that was asked for, or the usual one.
func (c *Checked) search(ctx context.Context, options scheduler.SearchOptions) (*checker.Searched, error) {
	if c.Reduction == "" {
		return checker.SearchUsually(ctx, c.Checker, options)
	}
	return c.Checker.Search(ctx, options)
}

// tellFindings tells the story of each finding, and keeps that of the way that
// was asked for.
func tellFindings(p *story.Reporter, c *Checked) error {
	for i, f := range c.Findings {
		if !f.Told() {
			c.tokens = append(c.tokens, "")
			continue
		}
		schedule := f.Schedule.Clone()
		schedule.Names = append(schedule.Names, f.Loop.Names...)
		about := checker.FindingName(f.Property)
		if !c.keptGoing && c.Focus.IsAll() { // else each way is told as what it is a way of
			about = ""
		}
		t, err := p.Tell(c.Scenario, schedule, about)
		if err != nil {
			return fmt.Errorf("the story that was found cannot be told: %w", err)
		}
		if c.tokens = append(c.tokens, t.Token); i == c.Way-1 {
			c.Told, t.Offered = t, story.FaultText(c.Scenario)
		}
	}
	return nil
}
