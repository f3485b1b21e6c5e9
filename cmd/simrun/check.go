package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

func newCheckCommand(p *program) *cobra.Command {
	way := 1
	var sought focusFlags
	var folder string
	c := &cobra.Command{
		Use:   "check [flags] scenario…",
		Short: "Explore every run: a proof, or the shortest story that goes wrong",
		Long: `Check explores every run of a scenario. Either it proves that nothing goes wrong
within the scenario's bounds, and says what that does not say, or it shows a
story that goes wrong than which no shorter one exists. Where the scenario's delays
do not allow that story, it shows the shortest that they allow, and says what the
other would need.

With --keep-going it lists the ways in which things go wrong, by property and
cause, and tells the first one's shortest story. With --way N it tells that of the
Nth way of the list.

With --property and --severity it looks for some violations only: a proof is then one
of these alone, and says so. The severities are those of simrun explain.

With --out it leaves files that begin with the scenario's name: what is printed
(.txt, .json), and of a story its .token, a page (.html), a picture (.svg), what simrun
explain says of it (.explanation.txt) and the text of an issue (.issue.md). Only files
that it has written itself and nobody has changed are replaced.

A scenario is the name of a bundled one, or a file.

Exit status: 0 proved, or proved but for what is excused (1 with --strict), 1 violated, 2 bad input, 3 undecided (out of budget,
interrupted, or some run exceeds a limit of the simulated world; what is known is
printed).`,
		Example: `  simrun check glare --reading literal
  simrun check glare --reading literal-sent --faults send-fail=1
  simrun check glare --reading literal-sent --timing async --keep-going
  simrun check glare --reading literal-sent --timing async --way 2
  simrun check glare --reading literal --out found
  simrun check glare --reading literal --property willing-connected --property one-live-call
  simrun check glare --reading robust --outcomes --format json`,
		Args:              needScenario,
		ValidArgsFunction: completeScenarios,
		RunE: func(c *cobra.Command, args []string) error {
			if way < 1 {
				return fmt.Errorf("--way %d: expected the number of a way that --keep-going lists, from 1", way)
			}
			p.flags.keepGoing = p.flags.keepGoing || c.Flags().Changed("way")
			focus, err := sought.focus()
			if err != nil {
				return err
			}
			return p.check(c.Context(), args, checking{way: way, focus: focus, folder: folder})
		},
	}
	p.worldFlags(c, "patient")
	p.budgetFlags(c, "without end")
	p.searchFlags(c)
	p.strictFlag(c)
	p.addFocusFlags(c, &sought)
	c.Flags().StringVar(&folder, "out", "", "also write what is found to files in `DIR`, which is made: the story as text, page, picture, token, JSON, explanation and issue")
	c.Flags().IntVar(&way, "way", 1, "tell the story of way `N` of those that --keep-going lists; implies --keep-going")
	return c
}

// needScenario asks for one scenario at least.
func needScenario(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("%s: expected a scenario, such as `%s glare`; `simrun list scenarios` names all", c.Name(), c.CommandPath())
	}
	return nil
}

// checking is what the flags of check alone say.
type checking struct {
	way    int
	focus  play.Focus
	folder string     // of --out, or ""
	out    *ownFolder // the same, open
	arg    string     // of the scenario that is searched
}

// check searches all runs of each scenario, and tells the story of one way in
// which it goes wrong.
func (p *program) check(ctx context.Context, args []string, how checking) error {
	list, err := p.scenarios(args, sim.Patient)
	if err != nil {
		return err
	}
	options, err := p.searchOptions()
	if err != nil {
		return err
	}
	for _, s := range list {
		if s.Timing == sim.Timed {
			return fmt.Errorf("check %s: exploring every run needs a timing in which only order counts, not milliseconds: "+
				"use --timing patient or --timing async, or try many timed runs with `simrun fuzz --timing timed %s`", s.Name, s.Name)
		}
	}
	if how.out, err = p.openOut(how.folder, list); err != nil {
		return err
	}
	for i, s := range list {
		if i > 0 && !p.json() {
			p.printf("\n")
		}
		how.arg = args[i]
		if err := p.checkOne(ctx, s, options, how); err != nil {
			return err
		}
	}
	return nil
}

func (p *program) searchOptions() (scheduler.SearchOptions, error) {
	workers, err := p.workers()
	if err == nil {
		err = oneOf("--reduction", p.flags.reduction, scheduler.ReductionNames())
	}
	return scheduler.SearchOptions{
		MaxStates: p.flags.maxStates,
		MaxMemory: p.maxMemory(),
		Workers:   workers,
		KeepGoing: p.flags.keepGoing || p.flags.outcomes,
		Exact:     p.flags.exact,
		Outcomes:  p.flags.outcomes,
		Reduction: scheduler.Reduction(max(slices.Index(scheduler.ReductionNames(), p.flags.reduction), 0)),
	}, err
}

// checked is what a search has found out about one scenario.
type checked struct {
	*play.Searched
	scenario  *sim.Scenario
	game      play.Game
	seconds   float64
	keptGoing bool   // past violations
	listEnds  bool   // the ways in which runs end are listed
	reduction string // that was asked for
	maxMemory uint64
	way       int          // which of the findings is told, from 1
	told      *story       // its shortest story, of those that can happen if there is one, or nil: there is none, or it was not found
	tokens    []string     // of the shortest story of each finding
	pardons   []pardonJSON // what was excused
	focus     play.Focus
	arg       string // which names the scenario on the command line
}

// checkOne searches all runs of one scenario and says what was found.
func (p *program) checkOne(ctx context.Context, s *sim.Scenario, options scheduler.SearchOptions, how checking) error {
	limited, cancel := p.limit(ctx)
	defer cancel()
	r := &checked{
		scenario: s, way: how.way, focus: how.focus, arg: how.arg, listEnds: p.flags.outcomes, reduction: p.flags.reduction, maxMemory: p.maxMemory(),
	}
	if err := p.explore(limited, r, options); err != nil {
		return err
	}
	p.end(p.searchStatus(r.Searched))
	if !p.json() {
		p.showChecked(r)
	} else if err := p.emit(r.json(p.headOf(s))); err != nil {
		return err
	}
	return p.putOut(limited, how.out, r)
}

// errBudget ends what --for has bounded.
var errBudget = errors.New("the time of --for is used up")

// endOf is why a context has ended.
func endOf(ctx context.Context) string {
	if cause := context.Cause(ctx); !errors.Is(cause, context.Canceled) {
		return cause.Error()
	}
	return errInterrupted.Error()
}

// limit bounds a context by --for, if that is given.
func (p *program) limit(ctx context.Context) (context.Context, context.CancelFunc) {
	return limitTo(ctx, p.flags.budget)
}

// limitTo bounds a context by a budget, if that is more than nothing.
func limitTo(ctx context.Context, budget time.Duration) (context.Context, context.CancelFunc) {
	if budget <= 0 {
		return context.WithCancel(ctx)
	}
	return context.WithTimeoutCause(ctx, budget, errBudget)
}
