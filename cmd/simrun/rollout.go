package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/compare"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
)

func newRolloutCommand(p *cli.Program) *cobra.Command {
	c := &cobra.Command{
		Use:   "rollout [flags] OLD NEW [scenario…]",
		Short: "Find out in which order clients may be upgraded to another reading",
		Long: `Rollout explores every run in which old and new clients meet: old with old, each user
upgraded alone, and so on up to new with new. Each mix is proven
or shown with its shortest story. A mix is worse than no upgrade if something graver
goes wrong in it than among old clients, on the scale of ` + "`simrun explain`" + `; a new kind
of fault that is no graver is named too. At the end it says in which order clients
may be upgraded without making anything worse.

OLD and NEW are readings, as diff takes them; with the version of the rules before
them, as in v0:literal and v1:robust, the rules are upgraded too. All devices of a user are
upgraded at once, or with --each device one by one.

What a mix is excused from is listed, with what destroyed what. Where a search is cut
short, what was found in the mix stands, and no order is advised.

Without scenarios only glare is explored.

Exit status: 0 the work is done (with --strict 1 where a mix is violated or excused),
2 bad input, 3 undecided (out of budget or interrupted).`,
		Example: `  simrun rollout literal literal-sent
  simrun rollout literal-sent literal-sent+cmp=utf16 equal-ids
  simrun rollout literal robust glare federated-glare --faults send-fail=1 --format json
  simrun rollout v0:literal-sent v1:robust glare multi-device
  simrun rollout --each device v0:robust v1:robust multi-device`,
		Args:              needReadings,
		ValidArgsFunction: completePair,
	}
	var each string
	c.RunE = func(c *cobra.Command, args []string) error { return runRollout(c.Context(), p, args, each) }
	cellFlags(p, c)
	c.Flags().StringVar(&each, "each", compare.EachUser, "who is upgraded on their own: each `user` or each device")
	cli.Complete(c, "each", compare.EachNames)
	return c
}

// runRollout explores old and new clients that meet.
func runRollout(ctx context.Context, p *cli.Program, args []string, each string) error {
	if len(args) == 2 {
		args = append(args, "glare")
	}
	r, err := readPair(p, "rollout", args)
	if err != nil {
		return err
	}
	for i := range r.Revisions {
		c := &r.Revisions[i]
		if c.Sides, err = compare.Sides(c.From.Scenario, each); err != nil {
			return err
		}
	}
	if err := r.SameSides(); err != nil {
		return err
	}
	mixes, open, err := explored(ctx, p, "exploring mixed fleets", r, compare.Rollout)
	if err != nil {
		return err
	}
	for i := range mixes {
		story.EndStrictly(p.Printer, mixes[i].Bad())
		if err := compare.ShowMix(p.Reporter, &mixes[i]); err != nil {
			return err
		}
	}
	if open != nil {
		if !p.JSON() {
			showExplored(p.Reporter, r)
		}
		return p.Undecided(open, len(mixes) > 0, r.Scenarios()...)
	}
	advice := compare.AdviceOf(r, mixes)
	if advice.Tested = p.TestedOf(r.Scenarios()...); p.JSON() {
		return p.Emit(advice)
	}
	p.Printf("\n%s\n", term.Wrap(advice.Text, p.Width))
	showExplored(p.Reporter, r)
	return nil
}
