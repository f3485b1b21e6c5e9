package bench

import (
	"context"
	"errors"
	"time"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/scheduler"
)

// Pair are two real clients that sit in a scenario.
type Pair struct {
	Checker checker.Checker
	Fault   func() error // what a client has done against the protocol, or nil
	Close   func()       // ends both
}

// OpenPair starts a pair. An [Absent] says why that cannot be done on this machine.
type OpenPair func(context.Context) (*Pair, error)

// Absent is why there is no pair.
type Absent struct{ Why error }

func (a *Absent) Error() string { return a.Why.Error() }

// Of real clients: how many runs are made before any are counted, since their code is cold at
// first, and how many between two looks at the clock.
const (
	warmRuns  = 200
	pairChunk = 20
)

// measure measures complete runs of a pair. What its processes have used is known once they
// have ended: counted is how much more that is where more runs were made.
func (open OpenPair) measure(ctx context.Context, budget time.Duration) ([]Row, error) {
	row := Row{What: "real clients, driven", Unit: "runs/s", AtLeast: 100, Aim: 250}
	few, warm, err := open.runs(ctx, 0)
	if absent, ok := errors.AsType[*Absent](err); ok {
		row.Without = absent.Error()
		return []Row{row}, nil
	}
	if err != nil || ctx.Err() != nil {
		return nil, err
	}
	if warm <= 0 {
		row.Without = "this system does not tell what other processes have used"
		return []Row{row}, nil
	}
	many, all, err := open.runs(ctx, budget)
	if err != nil || ctx.Err() != nil {
		return nil, err
	}
	row.Measured = float64(many-few) / max(all-warm, time.Millisecond).Seconds()
	return []Row{row}, nil
}

// runs makes as many runs as warm a pair up, and further ones for a time by the clock. It says how
// many there were, and what all processes have used for them.
func (open OpenPair) runs(ctx context.Context, more time.Duration) (n uint64, used time.Duration, err error) {
	began := CPUTimeOfAll()
	pair, err := open(ctx)
	if err != nil {
		return 0, 0, err
	}
	defer func() {
		pair.Close()
		used = CPUTimeOfAll() - began
	}()
	// To its end: what goes wrong on the way ends no run.
	whole := pair.Checker.Focused(checker.Focus{Properties: []string{"within-limits"}})
	sampling := checker.Sampling{
		Strategy: "portfolio", Seed: 1, Runs: warmRuns, LookEvery: 1, End: func(uint64, *scheduler.Result) { n++ },
	}
	var start time.Duration
	for err == nil && (n == 0 || wallTime()-start < more) {
		if _, err = whole.Sample(ctx, sampling); err == nil {
			err = pair.Fault()
		}
		if sampling.First == 0 {
			start = wallTime()
		}
		sampling.First, sampling.Runs = n, pairChunk
	}
	if ctx.Err() != nil {
		err = nil // what was measured before is shown
	}
	return n, used, err
}
