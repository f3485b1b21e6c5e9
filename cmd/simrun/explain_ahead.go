package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/scheduler"
)

// explainOptions bound the work of explaining.
type explainOptions struct {
	samples, seed        uint64 // of the runs from steps with too much ahead of them
	maxStates, maxMemory uint64
}

// explained is a failing run and what was found out about it.
type explained struct {
	*play.Outlook            // nil if that was interrupted, or of a run without end
	loop          *play.Loop // in which a run goes on for ever that violates nothing else, or nil
	story         *story
	cut           string   // why it was interrupted
	lead          []string // the story in prose, of a corpus file
	explainOptions
}

// lookAhead finds out on which steps the end of a run depended.
func (p *reporter) lookAhead(ctx context.Context, r *explained) error {
	t := r.story
	meter := p.watch("explaining " + t.game.Scenario().Name)
	outlook, err := t.game.Outlook(ctx, t.schedule, scheduler.OutlookOptions{
		MaxStates: r.maxStates, MaxMemory: r.maxMemory, Samples: r.samples, Seed: r.seed,
		Progress: func(states, runs uint64) { meter.Tell(-1, "states", states, "runs", runs) },
	})
	meter.Close()
	switch {
	case errors.Is(err, context.Canceled):
		r.cut = endOf(ctx)
	case errors.Is(err, scheduler.ErrNothingWrong) && t.trace.Loop != nil:
		r.loop = t.trace.Loop // no end is bad: there is none
	case err != nil:
		return fmt.Errorf("explaining %s: %w", t.game.Scenario().Name, err)
	default:
		r.Outlook = outlook
	}
	return nil
}
