package main

import (
	"context"
	"fmt"
	"time"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// fuzzing says how runs are chosen, and for how long.
type fuzzing struct {
	strategy  string
	budget    time.Duration // 0 for as long as it takes
	timed     bool          // that was asked for, and is not the usual one
	coverage  bool          // say what the runs led to, of all there is
	maxMemory uint64
}

// fuzzed is what many runs of one scenario have found out.
type fuzzed struct {
	*play.Fuzzed
	scenario *sim.Scenario
	seed     uint64
	chosen   string // the strategy or portfolio
	seconds  float64
	cut      error    // why it was interrupted, or nil
	first    *story   // the failing run as it was found, or nil
	small    *story   // and shrunk
	shortest bool     // no shorter one exists
	saved    string   // the corpus file, or "": not asked for, or not yet
	covered  *covered // nil unless asked for
	excused  *story   // the first run that ended as it should only because something was destroyed, or nil
}

// makeRuns makes runs of one scenario until one goes wrong, and shrinks that.
func (p *reporter) makeRuns(ctx context.Context, s *sim.Scenario, options scheduler.FuzzOptions, how fuzzing) (*fuzzed, error) {
	game, err := p.open(s)
	if err != nil {
		return nil, err
	}
	if how.coverage {
		if s.Timing == sim.Timed {
			return nil, fmt.Errorf("--coverage beside --timing timed: the worlds of a clock are not searched; use --timing patient or --timing async")
		}
		options.Coverage = scheduler.NewCoverage(how.maxMemory / 2)
		defer options.Coverage.Close()
	}
	whole, cancel := limitTo(ctx, how.budget)
	defer cancel()
	limited := whole
	if how.coverage && how.timed {
		// The worlds that there are have to be found in that time, too.
		limited, cancel = context.WithTimeoutCause(whole, how.budget/2, errBudget)
		defer cancel()
	}
	meter, start := p.watch("fuzzing "+s.Name), time.Now()
	options.Progress = func(runs, actions uint64) {
		share := int64(-1)
		if options.Runs > 0 {
			share = int64(float64(runs) / float64(options.Runs) * wholeShare)
		} else if how.budget > 0 {
			share = int64(time.Since(start) * wholeShare / how.budget)
		}
		meter.Tell(share, "runs", runs, "actions", actions)
	}
	result, err := game.Fuzz(limited, how.strategy, options)
	meter.Close()
	if err != nil {
		return nil, err
	}
	r := &fuzzed{Fuzzed: result, scenario: s, seed: options.Seed, chosen: how.strategy, seconds: time.Since(start).Seconds(), cut: ctx.Err()}
	if r.cut != nil {
		r.cut = context.Cause(ctx)
	}
	if result.Found != nil {
		if err := p.reduce(ctx, r, how.budget); err != nil {
			return nil, err
		}
		r.small.offered = faultText(s)
	}
	if result.Found == nil && result.First != nil {
		if r.excused, err = p.tell(s, result.First.Schedule, ""); err != nil {
			return nil, err
		}
	}
	if how.coverage {
		if !how.timed {
			whole = ctx // the time that was not asked for is that of the runs
		}
		if err := r.cover(whole, game, options.Coverage, how.maxMemory); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// shrinkGrace is how long a failing run may be made shorter where the time for runs is
// used up.
const shrinkGrace = 1500 * time.Millisecond

// reduce tells the failing run and looks for the shortest that fails alike, and can
// happen.
func (p *reporter) reduce(ctx context.Context, r *fuzzed, budget time.Duration) error {
	if left := budget - time.Duration(r.seconds*float64(time.Second)); budget > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, max(left, shrinkGrace), errBudget)
		defer cancel()
	}
	var err error
	if r.first, err = p.tell(r.scenario, r.Found.Schedule, ""); err == nil {
		r.small, r.shortest, err = p.shorten(ctx, r.first)
	}
	if err != nil {
		return err
	}
	want := play.Wanted{AnyCause: true, Least: 1}
	if r.shortest {
		want.Least = len(r.small.schedule.Names)
	}
	small, err := p.realise(ctx, r.first.game.Scenario(), r.small, want)
	if err == nil && small != r.small {
		lean := p.lessen(small)
		lean.shorter, lean.needs = small.shorter, small.needs
		r.small, r.shortest = lean, true
	}
	return err
}

// isExcused reports whether nothing is wrong with the runs only because of what some of
// them destroyed.
func (r *fuzzed) isExcused() bool { return r.status() == statusOK && r.excused != nil }

// fuzzStatus is the exit status of the runs.
func (p *printer) fuzzStatus(r *fuzzed) status {
	if r.isExcused() {
		return p.excusedStatus()
	}
	return r.status()
}

// status is how the runs ended.
func (r *fuzzed) status() status {
	switch {
	case r.Found != nil:
		return statusViolated
	case r.Verdict == scheduler.OK && r.cut == nil && !r.covered.isCut():
		return statusOK
	default:
		return statusUndecided
	}
}
