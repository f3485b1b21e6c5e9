package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/sim"
)

// oddsFlags are the flags of odds that no other command has.
type oddsFlags struct {
	oddsOptions
	plot, output string
}

// The bounds of odds unless a flag says otherwise.
const (
	oddsRuns      = 100_000
	oddsStates    = 100_000   // beyond them runs are drawn instead
	oddsMost      = 5_000_000 // the same with --all, where nothing is drawn
	oddsWithin    = 500 * time.Millisecond
	oddsProfile   = "lte"
	oddsMostRuns  = 1_000_000_000
	oddsPlotSteps = 8
)

func newOddsCommand(p *program) *cobra.Command {
	var o oddsFlags
	c := &cobra.Command{
		Use:   "odds [flags] scenario…",
		Short: "How many of 10,000 crossed calls end badly on a network with such latencies",
		Long: `Odds lets both users press "call" within an interval and every step take a time
from a table of at most five times with weights. It says how many in 10,000 crossed
calls end badly and how, and how long it takes until both ends are in the call. Calls
cross if both users press before either device knows of the other's call.

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
  simrun odds glare --reading literal --plot svg -o odds.svg`,
		Args:              needScenario,
		ValidArgsFunction: completeScenarios,
		RunE:              func(c *cobra.Command, args []string) error { return p.odds(c.Context(), args, o) },
	}
	p.worldFlags(c, "timed")
	p.strictVerdictFlag(c)
	p.budgetFlags(c, "without end")
	p.memoryFlag(c)
	f := c.Flags()
	f.StringVar(&o.profile, "profile", oddsProfile, "`NAME` of the latencies: lan, lte or federation")
	f.StringVar(&o.latency, "latency", "", "tables of one's own in place of the profile's, as \"`send=40:3,80:1` sync=50\": ms:weight, at most five each")
	f.DurationVar(&o.within, "within", oddsWithin, "both users press within this time")
	f.Uint64Var(&o.runs, "runs", oddsRuns, "how many runs to draw, where runs are drawn")
	f.Uint64Var(&o.seed, "seed", defaultSeed, "what the drawn runs follow from; the same seed, the same runs")
	f.Uint64Var(&o.maxStates, "max-states", 0, fmt.Sprintf("follow all runs through so many states at most; 0 for %d, or %d with --all", oddsStates, oddsMost))
	f.BoolVar(&o.exact, "all", false, "follow all runs, or say that there are too many; never draw")
	f.BoolVar(&o.sample, "draw", false, "draw runs, also where all could be followed")
	f.StringVar(&o.plot, "plot", "", "plot the odds against the interval: `text` or svg")
	f.StringVarP(&o.output, "output", "o", "", "write the plot to `FILE`")
	c.MarkFlagsMutuallyExclusive("all", "draw")
	complete(c, "profile", play.ProfileNames)
	complete(c, "plot", func() []string { return plotFormats })
	return c
}

// check looks at the flags before anything is computed.
func (o *oddsFlags) check(p *program) error {
	switch {
	case p.flags.faults != "":
		return fmt.Errorf("odds --faults %s: how often faults happen is not known, so that odds are about runs without; "+
			"`simrun check --faults %s` says what they lead to", p.flags.faults, p.flags.faults)
	case p.flags.timing != "" && p.flags.timing != sim.Timed.String():
		return fmt.Errorf("odds --timing %s: odds need milliseconds, which only the timing timed has; leave it out", p.flags.timing)
	case o.within < 0 || o.within > play.MaxWithinMS*time.Millisecond || o.within%time.Millisecond != 0:
		return fmt.Errorf("odds --within %v: expected whole milliseconds, from 0ms to 10m, such as 300ms", o.within)
	case o.runs < 1 || o.runs > oddsMostRuns:
		return fmt.Errorf("odds --runs %d: expected a number from 1 to %d", o.runs, oddsMostRuns)
	case o.plot == "" && o.output != "":
		return fmt.Errorf("-o %s: say what to plot there: --plot text or svg", o.output)
	case o.plot == "":
		return nil
	case p.json() && o.output == "":
		return fmt.Errorf("--plot %s beside --format json: say with -o FILE where the plot goes", o.plot)
	}
	if err := oneOf("--plot", o.plot, plotFormats); err != nil || o.output == "" {
		return err
	}
	return checkOutput("-o", o.output)
}

// tables are the latencies that the flags name.
func (o *oddsFlags) tables() (play.Latencies, error) {
	l, err := play.ProfileLatencies(o.profile)
	if err != nil {
		return l, fmt.Errorf("--profile: %w", err)
	}
	if l, err = play.ParseLatencies(l, o.latency); err != nil {
		return l, fmt.Errorf("--latency: %w", err)
	}
	return l, nil
}

func (p *program) odds(ctx context.Context, args []string, o oddsFlags) error {
	if err := o.check(p); err != nil {
		return err
	}
	tables, err := o.tables()
	if err != nil {
		return err
	}
	list, err := p.scenarios(args, sim.Timed)
	if err != nil {
		return err
	}
	if o.output != "" && len(list) > 1 {
		return fmt.Errorf("-o %s: one file holds one plot; name one scenario", o.output)
	}
	for _, s := range list {
		if o.profile == "federation" && len(s.Servers) < 2 {
			return fmt.Errorf("odds %s --profile federation: this scenario has one homeserver; expected two, as in federated-glare", s.Name)
		}
	}
	if o.workers, err = p.workers(); err != nil {
		return err
	}
	o.maxMemory = p.maxMemory()
	ctx, cancel := p.limit(ctx)
	defer cancel()
	for i, s := range list {
		if i > 0 && !p.json() {
			p.printf("\n")
		}
		if err := p.oddsOne(ctx, s, tables, o); err != nil {
			return err
		}
	}
	return nil
}

func (p *reporter) oddsOne(ctx context.Context, s *sim.Scenario, tables play.Latencies, o oddsFlags) error {
	meter := p.watch("odds of " + s.Name)
	tell := meter.Tell
	if o.plot != "" { // the whole interval is found first
		tell = pointTell(meter, 1)
	}
	r, err := p.findOdds(ctx, s, tables, o.oddsOptions, o.within, tell)
	var points []*found
	if err == nil && o.plot != "" {
		points, err = p.oddsPoints(ctx, s, tables, o.oddsOptions, r, meter)
	}
	meter.Close()
	if err != nil {
		return err
	}
	if r.Reason != "" {
		p.end(statusUndecided)
	}
	excused := r.Excused != nil && r.Excused.Sign() != 0 // nil where not all runs could be followed
	p.strictly(excused || r.BadWeight().Sign() != 0)
	switch {
	case p.json():
		if err := p.emit(r.json(p.headOf(s))); err != nil {
			return err
		}
	case o.plot == "" || o.output != "":
		p.showOdds(r)
	}
	if o.plot == "" {
		return nil
	}
	return p.plotOdds(o, points)
}
