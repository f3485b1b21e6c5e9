package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/scheduler"
)

// explore searches all runs of a scenario and tells the story of one way in which it
// goes wrong. What r says of the question is filled in already, and what is found out is
// filled in here.
func (p *reporter) explore(ctx context.Context, r *checked, options scheduler.SearchOptions) error {
	game, err := p.open(r.scenario)
	if err != nil {
		return err
	}
	r.game, r.keptGoing = game.Focused(r.focus), options.KeepGoing
	meter := p.watch("checking " + r.scenario.Name)
	options.Progress = func(at scheduler.Progress) {
		if at.Stories > 0 {
			meter.Tell(-1, "states", at.States, "stories to depth", at.Stories, "of", at.Depth)
			return
		}
		meter.Tell(-1, "states", at.States, "transitions", at.Transitions, "depth", at.Depth, "MiB", at.Memory>>20)
	}
	start := time.Now()
	result, err := r.game.Search(ctx, options)
	meter.Close()
	if err != nil {
		return err
	}
	r.Searched, r.seconds = result, time.Since(start).Seconds()
	if errors.Is(context.Cause(ctx), errBudget) && result.Reason != "" && !result.Beyond() {
		result.Reason = errBudget.Error()
	}
	if err := p.tellFindings(r); err != nil {
		return err
	}
	if r.pardons, err = p.pardonsOf(r.scenario, result.Pardons); err != nil {
		return err
	}
	if r.told != nil {
		f := &result.Findings[r.way-1]
		want := play.Wanted{Cause: f.Cause, AnyCause: !r.keptGoing, Least: len(f.Schedule.Names)}
		if r.told, err = p.realise(ctx, r.scenario, r.told, want); err != nil {
			return err
		}
		r.told.offered = faultText(r.scenario)
	}
	if n := len(result.Findings); n > 0 && r.way > n {
		return fmt.Errorf("--way %d: %s goes wrong in %s only; --keep-going lists them", r.way, p.title(r.scenario), count(n, "way"))
	}
	return nil
}

// tellFindings tells the shortest story of each finding, and keeps that of the way that
// was asked for.
func (p *reporter) tellFindings(r *checked) error {
	for i, f := range r.Findings {
		if !f.Told() {
			r.tokens = append(r.tokens, "")
			continue
		}
		schedule := f.Schedule.Clone()
		schedule.Names = append(schedule.Names, f.Loop.Names...)
		about := play.FindingName(f.Property)
		if !r.keptGoing && r.focus.IsAll() { // else each way is told as what it is a way of
			about = ""
		}
		t, err := p.tell(r.scenario, schedule, about)
		if err != nil {
			return fmt.Errorf("the story that was found cannot be told: %w", err)
		}
		if r.tokens = append(r.tokens, t.token); i == r.way-1 {
			r.told, t.offered = t, faultText(r.scenario)
		}
	}
	return nil
}
