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
		Long: `Rollout explores every run in which clients of an old and of a new reading meet: old
with old, each of the two users upgraded alone, and new with new. Each mix is proven
or shown with its shortest story. A mix is worse than no upgrade if something graver
goes wrong in it than among old clients, on the scale of ` + "`simrun explain`" + `; a new kind
of fault that is no graver is named too. At the end it says in which order clients
may be upgraded without making anything worse.

What a mix is excused from is listed, with what destroyed what. Where a search is cut
short, what was found in the mix stands, and no order is advised.

Without scenarios only glare is explored.

Exit status: 0 the work is done (with --strict 1 where a mix is violated or excused),
2 bad input, 3 undecided (out of budget or interrupted).`,
		Example: `  simrun rollout literal literal-sent
  simrun rollout literal-sent literal-sent+cmp=utf16 equal-ids
  simrun rollout literal robust glare federated-glare --faults send-fail=1 --format json`,
		Args:              needReadings,
		ValidArgsFunction: completePair,
		RunE:              func(c *cobra.Command, args []string) error { return runRollout(c.Context(), p, args) },
	}
	cellFlags(p, c)
	return c
}

// runRollout explores old and new clients that meet.
func runRollout(ctx context.Context, p *cli.Program, args []string) error {
	if len(args) == 2 {
		args = append(args, "glare")
	}
	r, err := readPair(p, "rollout", args)
	if err != nil {
		return err
	}
	if err := r.SameUsers(); err != nil {
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
		return p.Undecided(open, len(mixes) > 0)
	}
	advice := advice(r, mixes)
	for _, c := range r.Revisions {
		advice.Explored = append(advice.Explored, compare.ExploredOf(c.Network.Scenario))
	}
	if advice.Tested = p.Tested(); p.JSON() {
		return p.Emit(advice)
	}
	p.Printf("\n%s\n", term.Wrap(advice.Text, p.Width))
	showExplored(p.Reporter, r)
	return nil
}

// adviceJSON is the last line of rollout.
type adviceJSON struct {
	Order string `json:"order"` // any, first, second, at-once or none
	Worse bool   `json:"worse"` // upgrading one side alone is worse than none
	Text  string `json:"text"`
	// Explored is what all of it was found out in, and Tested with what.
	Explored []compare.ExploredJSON `json:"explored"`
	Tested   story.Tested           `json:"tested"`
}

// advice says in which order clients may be upgraded.
func advice(r *compare.Pair, mixes []compare.Mix) adviceJSON {
	o := compare.OrderOf(mixes)
	first, second := r.Revisions[0].Network.Scenario.Users[0].Name, r.Revisions[0].Network.Scenario.Users[1].Name
	a := adviceJSON{Worse: !o.First || !o.Second}
	switch {
	case !o.Both:
		a.Order, a.Text = "none", "Do not upgrade: even where both have the new reading something graver goes wrong than among old clients."
	case o.First && o.Second:
		a.Order, a.Text = "any", "Upgrade in any order: no mix is worse than old clients among themselves."
	case o.First:
		a.Order, a.Text = "first", "Upgrade clients in the place of "+first+" first: upgrading "+second+"'s alone is worse than no upgrade."
	case o.Second:
		a.Order, a.Text = "second", "Upgrade clients in the place of "+second+" first: upgrading "+first+"'s alone is worse than no upgrade."
	default:
		a.Order, a.Text = "at-once", "Upgrade all clients at once, or not at all: upgrading one side alone is worse than none, whichever side that is."
	}
	beside, faults, excused := false, false, false
	proven := map[[2]bool]bool{}
	for _, m := range compare.Mixes {
		proven[m] = true
	}
	for i := range mixes {
		m := &mixes[i]
		if m.Fails() {
			proven[m.New] = false
		}
		beside = beside || len(m.Worse) == 0 && len(m.Beside) > 0
		faults = faults || len(m.Network.Scenario.Faults) > 0
		excused = excused || m.New == [2]bool{true, true} && m.Excuses()
	}
	switch {
	case o.Both && !proven[[2]bool{true, true}]:
		a.Text += " Something goes wrong among new clients too, as among old ones."
	case a.Order == "any" && excused && (!proven[[2]bool{true, false}] || !proven[[2]bool{false, true}]):
		a.Text += " But only where both are upgraded nothing goes wrong but what is excused."
	case a.Order == "any" && (!proven[[2]bool{true, false}] || !proven[[2]bool{false, true}]):
		a.Text += " But only where both are upgraded nothing goes wrong at all."
	}
	switch {
	case beside && faults:
		a.Text += " In a mix a new kind of fault appears, no graver than the old."
	case beside:
		a.Text += " In a mix a new kind of fault appears, no graver than the old; `simrun odds` says how often each mix goes wrong."
	}
	return a
}
