package odds

import (
	"context"
	"time"

	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/sim"
)

// Options say which odds are wanted, and how they are found.
type Options struct {
	Profile, Latency string
	Within           time.Duration
	Runs             uint64
	Exact, Sample    bool
	Seed             uint64
	MaxStates        uint64 // 0 for the usual bound
	MaxMemory        uint64
	Workers          int
}

// Found is what came of one scenario with one interval.
type Found struct {
	*Result
	odds    *Odds
	profile string
	tooMany string // why not all runs were followed, or ""
	seed    uint64
}

// TellFunc says how far work is, as [story.Meter] does.
type TellFunc func(share int64, counts ...any)

// TellPoint tells how far one of several points is as a part of all.
func TellPoint(m story.Meter, point, points int) TellFunc {
	return func(share int64, counts ...any) {
		m.Tell((int64(point-1)*story.WholeShare+max(share, 0))/int64(points), append([]any{"point", point, "of", points}, counts...)...)
	}
}

// Find finds the odds of one interval: exactly where that fits or is demanded,
// else by drawing.
func Find(ctx context.Context, p *story.Reporter, s *sim.Scenario, tables Latencies, o Options, within time.Duration, tell TellFunc) (*Found, error) {
	of, err := New(s, p.Rules, tables, uint32(within.Milliseconds()))
	if err != nil {
		return nil, err
	}
	f := &Found{odds: of, profile: o.Profile, seed: o.Seed}
	if o.Latency != "" {
		f.profile += " with " + o.Latency
	}
	if !o.Sample {
		most := o.MaxStates
		switch {
		case most > 0:
		case o.Exact:
			most = MostStates
		default:
			most = DefaultStates
		}
		f.Result, err = of.Exact(ctx, most, o.MaxMemory, func(states uint64, steps int) { tell(-1, "states", states, "steps", steps) })
		if err != nil || o.Exact || f.Reason == "" || ctx.Err() != nil {
			return f, err
		}
		f.tooMany = f.Reason
	}
	f.Result, err = of.Sample(ctx, SampleOptions{
		Seed: o.Seed, Runs: o.Runs, Workers: o.Workers,
		Progress: func(runs uint64) { tell(int64(runs*story.WholeShare/o.Runs), "runs", runs, "of", o.Runs) },
	})
	return f, err
}

// The bounds of odds unless a flag says otherwise.
const (
	DefaultRuns    = 100_000
	DefaultStates  = 100_000   // beyond them runs are drawn instead
	MostStates     = 5_000_000 // the same with --all, where nothing is drawn
	DefaultWithin  = 500 * time.Millisecond
	DefaultProfile = "lte"
	MostRuns       = 1_000_000_000
	plotSteps      = 8
)
