package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/compare"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/survey"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/sim"
)

// usualScenarios are what diff explores where none is named: every
// bundled scenario whose runs are explored in about a second.
var usualScenarios = []string{"single", "glare", "retro", "federated-glare", "expiry", "slow-media", "equal-ids", "two-rooms"}

func newDiffCommand(p *cli.Program) *cobra.Command {
	c := &cobra.Command{
		Use:   "diff [flags] READING READING [scenario…]",
		Short: "Show which outcomes a change of reading adds and takes away",
		Long: `Diff explores every run of scenarios under two readings and says what differs:
which ways to end, and which violations, come with the second and which go, each
with a shortest story, and with how the same steps end under the other reading. Each
assignment of call IDs is compared for itself, so that it counts which call wins; and
where the same things can happen, a run is shown that ends differently, if any does.
What a reading is excused from is listed too, with what destroyed what; BOTH stands
before what both are excused from.

A reading is NAME, NAME+knob=value, or alice=NAME,bob=NAME, or of devices as in
bob.laptop=NAME. With the version of the rules before it, as in v0:literal and
v1:literal, the rules are compared too. Without scenarios these are explored:
single, glare, retro, federated-glare, expiry, slow-media, equal-ids and two-rooms.

Where a search is cut short, the violations that were found are shown: FOUND stands
before one of which it is not known whether the other reading has it too, and BOTH
before one that both have.

Exit status: 0 the comparison is complete (with --strict 1 where either reading
violates anything or is excused), 2 bad input, 3 undecided (out of budget or
interrupted).`,
		Example: `  simrun diff literal literal-sent glare
  simrun diff literal-sent literal-sent+abort-in=hangup federated-glare --faults fed-reorder=1
  simrun diff v0:literal-sent v1:literal-sent multi-device
  simrun diff literal robust --format json`,
		Args:              needReadings,
		ValidArgsFunction: completePair,
		RunE:              func(c *cobra.Command, args []string) error { return runDiff(c.Context(), p, args) },
	}
	cellFlags(p, c)
	return c
}

// cellFlags are the flags of diff and rollout.
func cellFlags(p *cli.Program, c *cobra.Command) {
	p.RulesFlag(c)
	p.StrictVerdictFlag(c)
	c.Flags().StringVar(&p.Flags.Faults, "faults", "", "faults that may happen besides the scenario's, as `a=1,b=2`")
	c.Flags().StringVar(&p.Flags.Timing, "timing", "", "what time means: patient or async (default: what the scenario names, or patient)")
	c.Flags().Uint64Var(&p.Flags.MaxStates, "max-states", repairStates, "give up a search after so many states; 0 for no bound")
	p.BudgetFlags(c, "without end")
	cli.Join(c, "faults")
	p.MemoryFlag(c)
	cli.Complete(c, "faults", sim.FaultNames)
	cli.Complete(c, "timing", sim.TimingNames)
}

// needReadings asks for two readings at least.
func needReadings(c *cobra.Command, args []string) error {
	if len(args) < 2 {
		return cli.Errorf(c, "expected two readings, such as `%s literal literal-sent glare`; `simrun list readings` names all", c.CommandPath())
	}
	return nil
}

// completePair offers readings for the first two arguments, then scenarios.
func completePair(c *cobra.Command, args []string, text string) ([]string, cobra.ShellCompDirective) {
	if len(args) < 2 {
		return cli.ReadingNames(), cobra.ShellCompDirectiveNoFileComp
	}
	return cli.CompleteScenarios(c, args, text)
}

// readPair reads the arguments of diff and rollout.
func readPair(p *cli.Program, command string, args []string) (*compare.Pair, error) {
	r := &compare.Pair{From: args[0], To: args[1]}
	for _, text := range args[:2] {
		if p.Flags.Rules != "" && compare.NamesRules(text) {
			return nil, fmt.Errorf("%s: %s and --rules %s both say which rules clients have; name them in one place", command, text, p.Flags.Rules)
		}
	}
	var err error
	if r.Workers, err = p.Workers(); err != nil {
		return nil, err
	}
	names := args[2:]
	if len(names) == 0 {
		names = usualScenarios
	}
	for _, name := range names {
		s, err := p.Untimed(command, name)
		if err != nil {
			return nil, err
		}
		c, err := compare.Revise(s, r.From, r.To)
		if err != nil {
			return nil, err
		}
		r.Revisions = append(r.Revisions, c)
	}
	r.Surveyor.MaxStates, r.Surveyor.MaxMemory = p.Flags.MaxStates, p.MaxMemory()
	return r, nil
}

// explored is what exploring the networks of a pair comes to. If that is undecided,
// open says why, and what is known is there all the same.
func explored[T any](ctx context.Context, p *cli.Program, what string, r *compare.Pair,
	explore func(context.Context, *survey.Surveyor, []compare.Revision, int) ([]T, error),
) (list []T, open, err error) {
	ctx, cancel := p.Limit(ctx)
	defer cancel()
	meter := p.Watch(what)
	list, err = explore(ctx, &r.Surveyor, r.Revisions, r.Workers)
	meter.Close()
	if err != nil && (errors.Is(err, checker.ErrUndecided) || ctx.Err() != nil) {
		return list, err, nil
	}
	return list, nil, err
}

// exploredText says of a pair's scenarios what time means in them, and which faults may
// happen.
func exploredText(r *compare.Pair) string {
	var parts []string
	for i := range r.Revisions {
		s := r.Revisions[i].From.Scenario
		text := s.Name + ", " + s.Timing.String()
		if faults := story.FaultText(s); faults != "" {
			text += ", faults " + faults
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, "; ")
}

// showExplored says what was explored, and with what.
func showExplored(p *story.Reporter, r *compare.Pair) {
	p.Pairs([][2]string{{"explored", exploredText(r)}, {"tested", p.TestedOf(r.Scenarios()...).Text()}})
}

// runDiff compares what comes of two readings.
func runDiff(ctx context.Context, p *cli.Program, args []string) error {
	r, err := readPair(p, "diff", args)
	if err != nil {
		return err
	}
	list, open, err := explored(ctx, p, "comparing", r, compare.Diff)
	if err != nil {
		return err
	}
	changes, err := compare.Changes(p.Reporter, list)
	if err != nil {
		return err
	}
	for i := range list {
		story.EndStrictly(p.Printer, list[i].From.Bad() || list[i].To.Bad())
	}
	differs := slices.ContainsFunc(changes, func(c compare.Changed) bool { return c.Kind != compare.Unchanged })
	shared := compare.Shared(list)
	if !differs && open == nil {
		if err := compare.ShowNoChange(p.Reporter, r, shared); err != nil {
			return err
		}
	}
	for i := range changes {
		if err := compare.ShowChange(p.Reporter, &changes[i], i > 0 || !differs && open == nil); err != nil {
			return err
		}
	}
	if !p.JSON() {
		if differs && len(shared) > 0 {
			p.Pairs([][2]string{{"under both", term.JoinAnd(shared) + " violated; simrun check tells how"}})
		}
		showExplored(p.Reporter, r)
	}
	if open != nil {
		return p.Undecided(open, len(changes) > 0, r.Scenarios()...)
	}
	return nil
}
