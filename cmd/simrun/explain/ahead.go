package explain

import (
	"context"
	"errors"
	"fmt"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/scheduler"
)

// Options bound the work of explaining.
type Options struct {
	Samples, Seed        uint64 // of the runs from steps with too much ahead of them
	MaxStates, MaxMemory uint64
}

// Explanation is a failing run and what was found out about it.
type Explanation struct {
	*checker.Outlook               // nil if that was interrupted, or of a run without end
	loop             *checker.Loop // in which a run goes on for ever that violates nothing else, or nil
	Story            *story.Story
	Cut              string   // why it was interrupted
	Lead             []string // the story in prose, of a corpus file
	Options
}

// LookAhead finds out on which steps the end of a run depended.
func LookAhead(ctx context.Context, p *story.Reporter, e *Explanation) error {
	t := e.Story
	meter := p.Watch("explaining " + t.Checker.Scenario().Name)
	outlook, err := t.Checker.Outlook(ctx, t.Schedule, scheduler.OutlookOptions{
		MaxStates: e.MaxStates, MaxMemory: e.MaxMemory, Samples: e.Samples, Seed: e.Seed,
		Progress: func(states, runs uint64) { meter.Tell(-1, "states", states, "runs", runs) },
	})
	meter.Close()
	switch {
	case errors.Is(err, context.Canceled):
		e.Cut = checker.EndOf(ctx)
	case errors.Is(err, scheduler.ErrNothingWrong) && t.Trace.Loop != nil:
		e.loop = t.Trace.Loop // no end is bad: there is none
	case err != nil:
		return fmt.Errorf("explaining %s: %w", t.Checker.Scenario().Name, err)
	default:
		e.Outlook = outlook
	}
	return nil
}
