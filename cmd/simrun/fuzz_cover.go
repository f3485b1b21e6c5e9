package main

import (
	"context"

	"github.com/glarelab/glare/cmd/simrun/play"
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
func (r *fuzzed) cover(ctx context.Context, game play.Game, runs *scheduler.Coverage, maxMemory uint64) error {
	reach, err := game.Reach(ctx, runs, scheduler.SearchOptions{MaxStates: coverStates, MaxMemory: maxMemory / 2}, coverWays)
	if err != nil {
		return err
	}
	r.covered = &covered{cut: ctx.Err() != nil && reach.Reason != "", Reached: reach.Reached, Reachable: reach.Reachable, Reason: reach.Reason, Missed: [][]string{}}
	for _, way := range reach.Missed {
		r.covered.Missed = append(r.covered.Missed, way.Names)
	}
	return nil
}

// showCovered prints what the runs led to.
func (p *printer) showCovered(c *covered) {
	switch {
	case c.Reason != "":
		p.printf("Reached:    it is not known how many worlds there are: %s\n", c.Reason)
		return
	case c.Reached == c.Reachable:
		p.printf("Reached:    all %s that there are\n", count(c.Reachable, "world"))
		return
	}
	p.printf("Reached:    %d of %s that there are\n", c.Reached, count(c.Reachable, "world"))
	for _, way := range c.Missed {
		if len(way) == 0 {
			p.moref("Missed:     an initial world, with another order of the call IDs\n")
			continue
		}
		p.moref("Missed:     after %s, the last of them: %s\n", count(len(way), "step"), way[len(way)-1])
	}
	if len(c.Missed) > 0 && len(c.Missed[0]) > 0 {
		p.moref("The first of these ways:\n")
		for _, name := range c.Missed[0] {
			p.moref("  %s\n", name)
		}
	}
}
