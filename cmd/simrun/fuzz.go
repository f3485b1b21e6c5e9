package main

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// defaultFuzz is how long to fuzz where neither --runs nor --for is given.
const defaultFuzz = 10 * time.Second

func newFuzzCommand(p *program) *cobra.Command {
	var runs uint64
	var save string
	var coverage bool
	c := &cobra.Command{
		Use:   "fuzz [flags] scenario…",
		Short: "Make many random runs, and shrink the first that goes wrong",
		Long: `Fuzz makes random runs of a scenario, by a mix of strategies, until one goes wrong
or the budget is spent. The failing run is shrunk to a short story. That nothing
went wrong is no proof; check proves.

The same seed finds the same story, whatever the number of workers.

Exit status: 0 nothing wrong found, or excused (1 with --strict), 1 violated, 2 bad input, 3 undecided (a run
did not come to rest or exceeds a limit of the simulated world, or an
interruption).`,
		Example: `  simrun fuzz glare --reading literal
  simrun fuzz glare-hangup --reading robust --faults send-fail=1 --for 1m
  simrun fuzz glare --timing timed --strategy latency --runs 100000 --seed 7
  simrun fuzz glare --reading literal --save ./corpus
  simrun fuzz glare --reading robust --runs 20000 --coverage`,
		Args:              needScenario,
		ValidArgsFunction: completeScenarios,
		RunE:              func(c *cobra.Command, args []string) error { return p.fuzz(c.Context(), args, runs, save, coverage) },
	}
	p.worldFlags(c, "patient")
	p.strategyFlags(c, "portfolio")
	p.strictFlag(c)
	p.budgetFlags(c, "10s, unless --runs is given")
	p.memoryFlag(c)
	c.Flags().Uint64Var(&runs, "runs", 0, "how many runs at most; 0 for as many as the time allows")
	c.Flags().BoolVar(&coverage, "coverage", false, "say how many of all worlds the runs led to, and the nearest that they missed")
	c.Flags().StringVar(&save, "save", "", "write what is found to a corpus file in `DIR`, which is made")
	return c
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

func (p *program) fuzz(ctx context.Context, args []string, runs uint64, save string, coverage bool) error {
	timed := p.flags.budget > 0
	list, err := p.scenarios(args, sim.Patient)
	if err != nil {
		return err
	}
	workers, err := p.workers()
	if err != nil {
		return err
	}
	if err := p.checkStrategy(); err != nil {
		return err
	}
	if save != "" {
		if p.mutant != "" {
			return usagef("--save beside --mutant: the corpus holds stories of the right rules; leave out one of them")
		}
		if err := makeFolder("--save", save); err != nil {
			return err
		}
	}
	if runs == 0 && p.flags.budget <= 0 {
		p.flags.budget = defaultFuzz
	}
	// A run is made twice now and then: a simulation that does not repeat
	// itself is worth nothing.
	options := scheduler.FuzzOptions{Seed: p.flags.seed, Runs: runs, Workers: workers, Recheck: 4096}
	for i, s := range list {
		if i > 0 && !p.json() {
			p.printf("\n")
		}
		if err := p.fuzzOne(ctx, s, options, save, coverage, timed); err != nil {
			return err
		}
	}
	return nil
}

// fuzzOne makes runs of one scenario; timed says that --for was given.
func (p *program) fuzzOne(ctx context.Context, s *sim.Scenario, options scheduler.FuzzOptions, save string, coverage, timed bool) error {
	game, err := p.open(s)
	if err != nil {
		return err
	}
	if coverage {
		if s.Timing == sim.Timed {
			return usagef("--coverage beside --timing timed: the worlds of a clock are not searched; use --timing patient or --timing async")
		}
		options.Coverage = scheduler.NewCoverage(p.maxMemory() / 2)
		defer options.Coverage.Close()
	}
	whole, cancel := p.limit(ctx)
	defer cancel()
	limited := whole
	if coverage && timed {
		// The worlds that there are have to be found in that time, too.
		limited, cancel = context.WithTimeoutCause(whole, p.flags.budget/2, errBudget)
		defer cancel()
	}
	meter, start := p.watch("fuzzing "+s.Name), time.Now()
	options.Progress = func(runs, actions uint64) {
		share := int64(-1)
		if options.Runs > 0 {
			share = int64(float64(runs) / float64(options.Runs) * wholeShare)
		} else if p.flags.budget > 0 {
			share = int64(time.Since(start) * wholeShare / p.flags.budget)
		}
		meter.Tell(share, "runs", runs, "actions", actions)
	}
	result, err := game.Fuzz(limited, p.flags.strategy, options)
	meter.Close()
	if err != nil {
		return err
	}
	r := &fuzzed{Fuzzed: result, scenario: s, seed: options.Seed, chosen: p.flags.strategy, seconds: time.Since(start).Seconds(), cut: ctx.Err()}
	if r.cut != nil {
		r.cut = context.Cause(ctx)
	}
	if result.Found != nil {
		if err := p.reduce(ctx, r); err != nil {
			return err
		}
		r.small.offered = faultText(s)
	}
	if result.Found == nil && result.First != nil {
		if r.excused, err = p.tell(s, result.First.Schedule, ""); err != nil {
			return err
		}
	}
	if coverage {
		if !timed {
			whole = ctx // the time that was not asked for is that of the runs
		}
		if err := r.cover(whole, game, options.Coverage, p.maxMemory()); err != nil {
			return err
		}
	}
	p.end(p.fuzzStatus(r))
	return p.tellFuzzed(r, save)
}

// tellFuzzed prints what was found, and saves it if that is wanted. What cannot be saved
// is printed all the same, and as text it is printed first.
func (p *reporter) tellFuzzed(r *fuzzed, save string) (err error) {
	if !p.json() {
		return p.showFuzzed(r, save)
	}
	if save != "" && r.Found != nil {
		r.saved, err = p.save(save, r)
	}
	return errors.Join(p.emit(r.json(p.headOf(r.scenario))), err)
}

// shrinkGrace is how long a failing run may be made shorter where the time for runs is
// used up.
const shrinkGrace = 1500 * time.Millisecond

// reduce tells the failing run and looks for the shortest that fails alike, and can
// happen.
func (p *program) reduce(ctx context.Context, r *fuzzed) error {
	if left := p.flags.budget - time.Duration(r.seconds*float64(time.Second)); p.flags.budget > 0 {
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
