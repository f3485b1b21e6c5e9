package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/files"
	"github.com/glarelab/glare/cmd/simrun/odds"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/sim"
)

// oddsFlags are the flags of odds that no other command has.
type oddsFlags struct {
	odds.Options
	readings, profiles []string
	plot, output       string
	again              string // the command that asks the same
}

func newOddsCommand(p *cli.Program) *cobra.Command {
	var o oddsFlags
	c := &cobra.Command{
		Use:   "odds [flags] scenario…",
		Short: "How many of 10,000 crossed calls end badly on a network with such latencies",
		Long: `Odds lets both users press "call" within an interval and every step take a time
from a table of at most five times with weights. It says how many in 10,000 crossed
calls end badly and how, and how long it takes until both ends are in the call. Calls
cross if both users press before either device knows of the other's call.

--reading and --profile are lists: say them several times, or put spaces between.
Then each reading is combined with each profile, in one table or, with --plot, in
one plot of at most 8 lines.

The answer is exact where all runs can be followed: with --all it must be, with
--draw runs are drawn, and an interval is given in which the number lies (95 %).
The tables of the profiles are assumptions; docs/ODDS.md has the definitions.

Exit status: 0 the odds are known (with --strict 1: some crossed calls end badly, or
are excused), 2 bad input, 3 interrupted (what is known is
printed), or more than --max-states or --max-memory with --all.`,
		Example: `  simrun odds glare --reading literal --profile lte --within 300ms
  simrun odds glare --reading literal --profile lan --within 100ms --all
  simrun odds federated-glare --reading robust --profile federation
  simrun odds glare --latency "send=40:3,80:1 sync=50" --within 1s --format json
  simrun odds glare --reading "literal robust" --profile "lte lan" --within 300ms
  simrun odds glare --reading "literal literal-sent robust" --plot svg -o odds.svg`,
		Args:              cli.NeedScenario,
		ValidArgsFunction: cli.CompleteScenarios,
		RunE: func(c *cobra.Command, args []string) error {
			o.again = cli.Again(c, args)
			return runOdds(c.Context(), p, args, o)
		},
	}
	p.WorldsFlags(c, "timed", &o.readings)
	p.StrictVerdictFlag(c)
	p.BudgetFlags(c, "without end")
	p.MemoryFlag(c)
	f := c.Flags()
	f.Var((*cli.ListFlag)(&o.profiles), "profile", "latencies to compare, a `LIST` of lan, lte or federation (default: "+odds.DefaultProfile+")")
	f.StringVar(&o.Latency, "latency", "", "tables of one's own in place of the profile's, as \"`send=40:3,80:1` sync=50\": ms:weight, at most five each")
	f.DurationVar(&o.Within, "within", odds.DefaultWithin, "both users press within this time")
	f.Uint64Var(&o.Runs, "runs", odds.DefaultRuns, "how many runs to draw, where runs are drawn")
	f.Uint64Var(&o.Seed, "seed", cli.DefaultSeed, "what the drawn runs follow from; the same seed, the same runs")
	f.Uint64Var(&o.MaxStates, "max-states", 0, fmt.Sprintf("follow all runs through so many states at most; 0 for %d, or %d with --all", odds.DefaultStates, odds.MostStates))
	f.BoolVar(&o.Exact, "all", false, "follow all runs, or say that there are too many; never draw")
	f.BoolVar(&o.Sample, "draw", false, "draw runs, also where all could be followed")
	f.StringVar(&o.plot, "plot", "", "plot the odds against the interval: `text` or svg")
	f.StringVarP(&o.output, "output", "o", "", "write the plot to `FILE`")
	c.MarkFlagsMutuallyExclusive("all", "draw")
	cli.Complete(c, "profile", odds.ProfileNames)
	cli.Complete(c, "plot", func() []string { return plotFormats })
	return c
}

// check looks at the flags before anything is computed.
func (o *oddsFlags) check(p *cli.Program) error {
	switch {
	case p.Flags.Faults != "":
		return fmt.Errorf("odds --faults %s: how often faults happen is not known, so that odds are about runs without; "+
			"`simrun check --faults %s` says what they lead to", p.Flags.Faults, p.Flags.Faults)
	case p.Flags.Timing != "" && p.Flags.Timing != sim.Timed.String():
		return fmt.Errorf("odds --timing %s: odds need milliseconds, which only the timing timed has; leave it out", p.Flags.Timing)
	case o.Within < 0 || o.Within > odds.MaxWithinMS*time.Millisecond || o.Within%time.Millisecond != 0:
		return fmt.Errorf("odds --within %v: expected whole milliseconds, from 0ms to 10m, such as 300ms", o.Within)
	case o.Runs < 1 || o.Runs > odds.MostRuns:
		return fmt.Errorf("odds --runs %d: expected a number from 1 to %d", o.Runs, odds.MostRuns)
	case o.plot == "" && o.output != "":
		return fmt.Errorf("-o %s: say what to plot there: --plot text or svg", o.output)
	case o.plot == "":
		return nil
	case p.JSON() && o.output == "":
		return fmt.Errorf("--plot %s beside --format json: say with -o FILE where the plot goes", o.plot)
	}
	if err := cli.OneOf("--plot", o.plot, plotFormats); err != nil || o.output == "" {
		return err
	}
	return files.CheckOutput("-o", o.output)
}

func runOdds(ctx context.Context, p *cli.Program, args []string, o oddsFlags) error {
	if err := o.check(p); err != nil {
		return err
	}
	questions, err := o.questions(p, args)
	if err != nil {
		return err
	}
	if o.Workers, err = p.Workers(); err != nil {
		return err
	}
	o.MaxMemory = p.MaxMemory()
	ctx, cancel := p.Limit(ctx)
	defer cancel()
	for i, cases := range questions {
		if i > 0 && !p.JSON() {
			p.Printf("\n")
		}
		if err := oddsOne(ctx, p, cases, o); err != nil {
			return err
		}
	}
	return nil
}

// questions are the cases of each scenario.
func (o *oddsFlags) questions(p *cli.Program, args []string) ([][]odds.Case, error) {
	if len(o.profiles) == 0 {
		o.profiles = []string{odds.DefaultProfile}
	}
	if err := odds.CheckProfiles(o.profiles, o.Latency); err != nil { // before any scenario is read
		return nil, err
	}
	worlds, err := p.ScenariosUnder(o.readings, args, sim.Timed)
	if err != nil {
		return nil, err
	}
	if o.output != "" && len(worlds) > 1 {
		return nil, fmt.Errorf("-o %s: one file holds one plot; name one scenario", o.output)
	}
	var questions [][]odds.Case
	for _, s := range worlds {
		cases, err := odds.Cases(s, o.profiles, o.Latency)
		if err == nil && o.plot != "" {
			err = odds.CheckPlot(cases)
		}
		if err != nil {
			return nil, err
		}
		questions = append(questions, cases)
	}
	return questions, nil
}

// oddsOne tells what comes of one scenario. What is plotted can be plotted again: where not
// all is known, what is known is said instead.
func oddsOne(ctx context.Context, p *cli.Program, cases []odds.Case, o oddsFlags) error {
	meter := p.Watch("odds of " + cases[0].Scenario.Name)
	answers, err := odds.Ask(ctx, p.Reporter, cases, o.Options, o.plot != "", meter)
	meter.Close()
	if err != nil {
		return err
	}
	undone := slices.ContainsFunc(answers, func(a odds.Answer) bool { return a.Undone() })
	if undone {
		p.End(term.StatusUndecided)
	}
	story.EndStrictly(p.Printer, slices.ContainsFunc(answers, func(a odds.Answer) bool { return a.Bad() }))
	plotted := o.plot != "" && !undone
	if o.plot != "" && undone {
		p.Log.Warn("not all is known: what is known follows, and nothing was plotted")
	}
	switch {
	case p.JSON():
		for i := range answers {
			if err := p.Emit(answers[i].JSON(p.HeadOf(answers[i].Scenario))); err != nil {
				return err
			}
		}
	case !plotted || o.output != "":
		odds.ShowAll(p.Reporter, answers, o.Latency)
	}
	if !plotted {
		return nil
	}
	return plotOdds(p, o, answers)
}

var plotFormats = []string{"text", "svg"}

// plotOdds draws the points to where the plot goes.
func plotOdds(p *cli.Program, o oddsFlags, answers []odds.Answer) error {
	text := []byte(odds.PlotTable(p.Reporter, answers, o.Latency))
	if o.plot == "svg" {
		var err error
		if text, err = odds.PlotSVG(p.Reporter, answers, o.Latency, o.again); err != nil {
			return fmt.Errorf("drawing: %w", err)
		}
	}
	if o.output == "" {
		p.Printf("%s", text)
		return nil
	}
	if p.JSON() { // the lines of the odds are all there is
		return files.WriteFile(o.output, text)
	}
	return cli.WriteOut(p.Printer, o.output, text)
}
