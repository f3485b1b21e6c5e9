package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

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
			return fmt.Errorf("--save beside --mutant: the corpus holds stories of the right rules; leave out one of them")
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
	how := fuzzing{strategy: p.flags.strategy, budget: p.flags.budget, timed: timed, coverage: coverage, maxMemory: p.maxMemory()}
	for i, s := range list {
		if i > 0 && !p.json() {
			p.printf("\n")
		}
		r, err := p.makeRuns(ctx, s, options, how)
		if err != nil {
			return err
		}
		p.end(p.fuzzStatus(r))
		if err := p.tellFuzzed(r, save); err != nil {
			return err
		}
	}
	return nil
}

// tellFuzzed prints what was found, and saves it if that is wanted. What cannot be saved
// is printed all the same, and as text it is printed first.
func (p *reporter) tellFuzzed(r *fuzzed, save string) (err error) {
	var saving func() error
	if save != "" && r.Found != nil {
		saving = func() (err error) {
			r.saved, err = saveStory(save, r)
			return err
		}
	}
	if !p.json() {
		return p.showFuzzed(r, saving)
	}
	if saving != nil {
		err = saving()
	}
	return errors.Join(p.emit(r.json(p.headOf(r.scenario))), err)
}
