package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/repair"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/survey"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// repairStates bounds a search of repair, holes, diff and rollout, where no flag
// says otherwise: enough for every bundled scenario but the largest.
const repairStates = 2_000_000

// mostAmendments bounds the amendments of a repair where no flag does.
const mostAmendments = 3

// repairFlags are the flags of repair alone.
type repairFlags struct {
	scenarios string
	faults    cli.FaultSets
	most      int
}

func newRepairCommand(p *cli.Program) *cobra.Command {
	own := &repairFlags{}
	c := &cobra.Command{
		Use:   "repair [flags]",
		Short: "Find the smallest set of amendments under which all is proven",
		Long: `Repair looks for the smallest sets of amendments to the reading literal, which is
the text word by word, under which every property is proven for a class of
networks: each of the scenarios with each of the fault sets. An amendment gives one
knob another value, and is shown as the sentence that it would add to the text, with
the shortest story that goes wrong without it.

All sets of the least size are found: a reading that is to survive a story has to
change something that the story asks, so that what cannot help is never tried. They
are ranked by how they fare in runs with a clock: calls lost, time to converge,
messages; then by the order of the knobs. What no reading can repair is named, with
the reason.

--faults may stand several times, each time for one set of faults that may happen
together; "none" is no fault, and "delaying" stands for each fault that only delays,
one at a time.

What is excused under a set is listed, with what destroyed what; and so is a reading
that --max-states or --max-memory gave up: it may be another set, or a smaller one.

Exit status: 0 there is such a set (1 with --strict if something is excused under one),
1 there is none, 2 bad input, 3 undecided (out of budget or interrupted, or none is found
and some readings were given up).`,
		Example: `  simrun repair --scenario glare --faults send-fail=1
  simrun repair --scenario glare,slow-media,federated-glare --faults none --faults delaying --faults send-fail=1
  simrun repair --scenario glare --faults send-fail=1 --format json`,
		Args: cli.NoArguments,
		RunE: func(c *cobra.Command, _ []string) error { return runRepair(c.Context(), p, own) },
	}
	p.RulesFlag(c)
	p.StrictFlag(c)
	c.Flags().StringVar(&own.scenarios, "scenario", "glare", "the `NAMES` of the scenarios, or files, with commas between")
	c.Flags().Var(&own.faults, "faults", "faults that may happen besides the scenario's, as `a=1,b=2`, or none, or delaying; several times for several sets (default none)")
	c.Flags().IntVar(&own.most, "most", mostAmendments, "how many amendments at most")
	c.Flags().StringVar(&p.Flags.Timing, "timing", "", "what time means: patient or async (default: what the scenario names, or patient)")
	c.Flags().Uint64Var(&p.Flags.MaxStates, "max-states", repairStates, "give up a search after so many states; 0 for no bound")
	p.BudgetFlags(c, "without end")
	p.MemoryFlag(c)
	cli.Complete(c, "scenario", sim.ScenarioNames)
	cli.Complete(c, "faults", func() []string { return append(sim.FaultNames(), "none", "delaying") })
	cli.Complete(c, "timing", sim.TimingNames)
	return c
}

// runRepair finds the least amendments for a class of networks.
func runRepair(ctx context.Context, p *cli.Program, own *repairFlags) error {
	if own.most < 0 || own.most > int(model.NumKnobs) {
		return fmt.Errorf("--most %d: expected 0 to %d amendments", own.most, model.NumKnobs)
	}
	workers, err := p.Workers()
	if err != nil {
		return err
	}
	networks, err := class(p, own)
	if err != nil {
		return err
	}
	ctx, cancel := p.Limit(ctx)
	defer cancel()
	meter := p.Watch("repairing")
	r := &repair.Answer{Class: networks, FaultSets: own.faults.List(), Most: own.most, Search: &repair.Search{
		Networks: networks, Most: own.most, Workers: workers, MaxStates: p.Flags.MaxStates, MaxMemory: p.MaxMemory(),
		Progress: func(at repair.Progress) {
			meter.Tell(-1, "amendments", at.Amendments, "tried", at.Tried, "of", at.Of, "proven", at.Proven, "undecided", at.Undecided, "states", at.States)
		},
	}}
	err = repair.Solve(ctx, p.Reporter, r)
	meter.Close()
	if err != nil && (errors.Is(err, checker.ErrUndecided) || ctx.Err() != nil) {
		return repair.ShowPart(p.Reporter, r, err)
	}
	if err != nil {
		return err
	}
	if len(r.Ranked) == 0 || len(r.Unrepairable) > 0 {
		p.End(term.StatusViolated)
	}
	for i := range r.Ranked {
		if len(r.Ranked[i].Excused) > 0 {
			p.End(story.ExcusedStatus(p.Printer))
		}
	}
	if p.JSON() {
		return repair.Emit(p.Reporter, r)
	}
	return repair.Show(p.Reporter, r)
}

// class is each scenario with each set of faults.
func class(p *cli.Program, own *repairFlags) ([]*survey.Network, error) {
	var list []*survey.Network
	for name := range strings.SplitSeq(own.scenarios, ",") {
		s, err := p.Untimed("repair", name)
		if err != nil {
			return nil, err
		}
		for _, faults := range own.faults.List() {
			n, err := survey.NewNetwork(s, faults)
			if err != nil {
				return nil, fmt.Errorf("--faults: %w", err)
			}
			list = append(list, n)
		}
	}
	return list, nil
}
