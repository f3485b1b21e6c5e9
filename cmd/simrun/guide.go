package main

import (
	"context"
	"errors"

	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/guide"
	"github.com/glarelab/glare/cmd/simrun/term"
)

// runGuide is the guided first run: what the program is, two flaws, one proof, and
// what to type next.
func runGuide(ctx context.Context, p *cli.Program) error {
	p.Width = min(p.Width, term.PipeWidth)
	err := guide.Tour(ctx, p.Reporter)
	if errors.Is(err, context.Canceled) {
		p.Log.Warn("interrupted: the guided run is not complete")
		p.End(term.StatusUndecided)
		return nil
	}
	return err
}
