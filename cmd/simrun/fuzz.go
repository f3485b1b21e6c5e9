package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/files"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/cmd/simrun/verdict"
	"github.com/glarelab/glare/corpus"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// defaultFuzz is how long to fuzz where neither --runs nor --for is given.
const defaultFuzz = 10 * time.Second

func newFuzzCommand(p *cli.Program) *cobra.Command {
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
		Args:              cli.NeedScenario,
		ValidArgsFunction: cli.CompleteScenarios,
		RunE: func(c *cobra.Command, args []string) error {
			return runFuzz(c.Context(), p, args, runs, save, coverage)
		},
	}
	p.WorldFlags(c, "patient")
	p.RuleIDsFlag(c)
	p.StrategyFlags(c, "portfolio")
	p.StrictFlag(c)
	p.BudgetFlags(c, "10s, unless --runs is given")
	p.MemoryFlag(c)
	c.Flags().Uint64Var(&runs, "runs", 0, "how many runs at most; 0 for as many as the time allows")
	c.Flags().BoolVar(&coverage, "coverage", false, "say how many of all worlds the runs led to, and the nearest that they missed")
	c.Flags().StringVar(&save, "save", "", "write what is found to a corpus file in `DIR`, which is made")
	return c
}

func runFuzz(ctx context.Context, p *cli.Program, args []string, runs uint64, save string, coverage bool) error {
	timed := p.Flags.Budget > 0
	list, err := p.Scenarios(args, sim.Patient)
	if err != nil {
		return err
	}
	workers, err := p.Workers()
	if err != nil {
		return err
	}
	if err := p.CheckStrategy(); err != nil {
		return err
	}
	if save != "" {
		if p.Mutant != "" {
			return fmt.Errorf("--save beside --mutant: the corpus holds stories of the right rules; leave out one of them")
		}
		if err := files.MakeFolder("--save", save); err != nil {
			return err
		}
	}
	if runs == 0 && p.Flags.Budget <= 0 {
		p.Flags.Budget = defaultFuzz
	}
	// A run is made twice now and then: a simulation that does not repeat
	// itself is worth nothing.
	options := scheduler.FuzzOptions{Seed: p.Flags.Seed, Runs: runs, Workers: workers, Recheck: 4096}
	how := verdict.Fuzzing{Strategy: p.Flags.Strategy, Budget: p.Flags.Budget, Timed: timed, Coverage: coverage, MaxMemory: p.MaxMemory()}
	for i, s := range list {
		if i > 0 && !p.JSON() {
			p.Printf("\n")
		}
		r, err := verdict.Fuzz(ctx, p.Reporter, s, options, how)
		if err != nil {
			return err
		}
		p.End(verdict.FuzzStatus(p.Printer, r))
		if err := tellFuzzed(p.Reporter, r, save); err != nil {
			return err
		}
	}
	return nil
}

// tellFuzzed prints what was found, and saves it if that is wanted. What cannot be saved
// is printed all the same, and as text it is printed first.
func tellFuzzed(p *story.Reporter, r *verdict.Fuzzed, save string) (err error) {
	var saving func() error
	if save != "" && r.Found != nil {
		saving = func() (err error) {
			r.Saved, err = saveStory(save, r)
			return err
		}
	}
	if !p.JSON() {
		return verdict.ShowFuzz(p, r, saving)
	}
	if saving != nil {
		err = saving()
	}
	return errors.Join(p.Emit(r.JSON(p.HeadOf(r.Scenario))), err)
}

// storyFile is the name of the file of a story of which a text is told.
func storyFile(r *verdict.Fuzzed, text string) string {
	name, sum := r.Small.Checker.Scenario().Name, sha256.Sum256([]byte(text))
	return strings.TrimSuffix(name, filepath.Ext(name)) + "-" + r.Small.Problem.Property + "-" + hex.EncodeToString(sum[:4]) + ".txt"
}

// saveStory writes a story that fuzzing has found as a corpus case into a folder and
// returns the file's name. The same story has the same name.
func saveStory(folder string, r *verdict.Fuzzed) (string, error) {
	s := r.Small.Checker.Scenario()
	c := story.CaseOf(s, r.Small.Schedule.Names, r.Small.Trace)
	c.Comment = []string{
		r.Small.Sentence(),
		"",
		"Seen in:  " + r.How() + ".",
		"Violated: " + r.Small.Problem.Property + " (" + r.Small.Problem.Words + ").",
	}
	base := storyFile(r, c.Head+c.Fails+"\n"+strings.Join(c.Schedule, "\n"))
	text := c.Format()
	if _, err := corpus.ParseCase(base, text); err != nil {
		return "", fmt.Errorf("the story cannot be kept as a corpus file: %w", err)
	}
	name, err := files.WriteInto(folder, base, term.FillWith([]byte(text)))
	if err != nil {
		name = ""
	}
	return name, err
}
