package main

import (
	"context"
	"time"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/sim"
)

// oddsOptions say which odds are wanted, and how they are found.
type oddsOptions struct {
	profile, latency string
	within           time.Duration
	runs             uint64
	exact, sample    bool
	seed             uint64
	maxStates        uint64 // 0 for the usual bound
	maxMemory        uint64
	workers          int
}

// found is what came of one scenario with one interval.
type found struct {
	*play.OddsResult
	odds    *play.Odds
	profile string
	tooMany string // why not all runs were followed, or ""
	seed    uint64
}

// tellFunc says how far work is, as [meter.Tell] does.
type tellFunc func(share int64, counts ...any)

// pointTell tells how far one point of a plot is as a part of all points.
func pointTell(m meter, point int) tellFunc {
	const points = oddsPlotSteps + 1
	return func(share int64, counts ...any) {
		m.Tell((int64(point-1)*wholeShare+max(share, 0))/points, append([]any{"point", point, "of", points}, counts...)...)
	}
}

// findOdds finds the odds of one interval: exactly where that fits or is demanded,
// else by drawing.
func (p *reporter) findOdds(ctx context.Context, s *sim.Scenario, tables play.Latencies, o oddsOptions, within time.Duration, tell tellFunc) (*found, error) {
	of, err := play.NewOdds(s, p.rules, tables, uint32(within.Milliseconds()))
	if err != nil {
		return nil, err
	}
	f := &found{odds: of, profile: o.profile, seed: o.seed}
	if o.latency != "" {
		f.profile += " with " + o.latency
	}
	if !o.sample {
		most := o.maxStates
		switch {
		case most > 0:
		case o.exact:
			most = oddsMost
		default:
			most = oddsStates
		}
		f.OddsResult, err = of.Exact(ctx, most, o.maxMemory, func(states uint64, steps int) { tell(-1, "states", states, "steps", steps) })
		if err != nil || o.exact || f.Reason == "" || ctx.Err() != nil {
			return f, err
		}
		f.tooMany = f.Reason
	}
	f.OddsResult, err = of.Sample(ctx, play.SampleOptions{
		Seed: o.seed, Runs: o.runs, Workers: o.workers,
		Progress: func(runs uint64) { tell(int64(runs*wholeShare/o.runs), "runs", runs, "of", o.runs) },
	})
	return f, err
}
