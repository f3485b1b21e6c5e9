package verdict

import (
	"context"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/scheduler"
)

// The bounds of what --coverage does after the runs.
const (
	coverStates = 2_000_000 // more worlds are too many to be searched
	coverWays   = 3         // how many of the worlds that were missed are named
)

// covered is what the runs of one scenario led to, of all there is.
type covered struct {
	Reached   uint64     `json:"reached"`
	Reachable uint64     `json:"reachable"` // 0 if it is not known, for the reason
	Reason    string     `json:"reason"`
	Missed    [][]string `json:"missed"` // ways to the nearest worlds that no run led to
	cut       bool       // the search was interrupted, or had no more time
}

// isCut reports whether the worlds that there are were looked for, and not to the end.
func (c *covered) isCut() bool { return c != nil && c.cut }

// cover searches for all that the runs could have led to.
func (f *Fuzzed) cover(ctx context.Context, compiled checker.Checker, runs *scheduler.Coverage, maxMemory uint64) error {
	reach, err := compiled.Reach(ctx, runs, scheduler.SearchOptions{MaxStates: coverStates, MaxMemory: maxMemory / 2}, coverWays)
	if err != nil {
		return err
	}
	f.covered = &covered{cut: ctx.Err() != nil && reach.Reason != "", Reached: reach.Reached, Reachable: reach.Reachable, Reason: reach.Reason, Missed: [][]string{}}
	for _, way := range reach.Missed {
		f.covered.Missed = append(f.covered.Missed, way.Names)
	}
	return nil
}

// showCovered prints what the runs led to.
func showCovered(p *term.Printer, c *covered) {
	switch {
	case c.Reason != "":
		p.Printf("Reached:    it is not known how many worlds there are: %s\n", c.Reason)
		return
	case c.Reached == c.Reachable:
		p.Printf("Reached:    all %s that there are\n", term.Count(c.Reachable, "world"))
		return
	}
	p.Printf("Reached:    %d of %s that there are\n", c.Reached, term.Count(c.Reachable, "world"))
	for _, way := range c.Missed {
		if len(way) == 0 {
			p.Explainf("Missed:     an initial world, with another order of the call IDs\n")
			continue
		}
		p.Explainf("Missed:     after %s, the last of them: %s\n", term.Count(len(way), "step"), way[len(way)-1])
	}
	if len(c.Missed) > 0 && len(c.Missed[0]) > 0 {
		p.Explainf("The first of these ways:\n")
		for _, name := range c.Missed[0] {
			p.Explainf("  %s\n", name)
		}
	}
}
