package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
)

func newShrinkCommand(p *cli.Program) *cobra.Command {
	var d cli.Picture
	var scenario string
	c := &cobra.Command{
		Use:   "shrink [flags] TOKEN|FILE…",
		Short: "Make a failing or excused run smaller, so that the same is wrong with it",
		Long: `Shrink takes steps out of a failing run, and moves them, until nothing can be taken
out any more; the result violates the same property. Where the scenario is small
enough to be searched, the result is a shortest one.

A run that is excused is shrunk too: the smaller one ends as it should, and is excused
from the same property because the same was destroyed.

Exit status: 1 the smaller run, violated as it is, was found; 0 the same of an excused
run (1 with --strict); 2 bad input, or a run in which nothing goes wrong.`,
		Example: `  simrun shrink glare1-…
  simrun shrink --diagram text corpus/both-invites-in-flight.txt
  simrun shrink --scenario glare steps.txt`,
		ValidArgsFunction: cli.CompleteCases,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return fmt.Errorf("shrink: expected a token (glare1-…), a corpus file or a schedule file")
			}
			return shrinkEach(c.Context(), p, args, scenario, d)
		},
	}
	p.RulesFlag(c)
	p.MutantFlag(c)
	p.StrictFlag(c)
	cli.PictureFlags(p.Printer, c, &d)
	p.RuleIDsFlag(c)
	c.Flags().StringVar(&scenario, "scenario", "", "the scenario (`NAME` or file) of a schedule file that has none")
	if err := c.RegisterFlagCompletionFunc("scenario", cli.CompleteScenarios); err != nil {
		panic("simrun: " + err.Error())
	}
	return c
}

func shrinkEach(ctx context.Context, p *cli.Program, args []string, scenario string, d cli.Picture) error {
	if err := d.Check(p); err != nil {
		return err
	}
	if d.File != "" && len(args) > 1 {
		return fmt.Errorf("-o %s: one file holds one diagram; name one run", d.File)
	}
	for i, arg := range args {
		if i > 0 && !p.JSON() {
			p.Printf("\n")
		}
		s, err := cli.OpenSource(arg, scenario)
		if err != nil {
			return err
		}
		if err := shrinkOne(ctx, p, s, d); err != nil {
			return err
		}
	}
	return nil
}

func shrinkOne(ctx context.Context, p *cli.Program, s *cli.Source, d cli.Picture) error {
	before, _, err := p.CarryOut(s, cli.Following{})
	if err != nil {
		return err
	}
	var t *story.Story
	shortest := false
	switch {
	case before.Problem != nil:
		t, shortest, err = p.Shorten(ctx, before)
	case before.Excused():
		t, err = p.ShortenExcused(ctx, before)
	default:
		return fmt.Errorf("%s: nothing goes wrong in this run (%s), so there is nothing to shrink; expected a run that violates a property, "+
			"or is excused from one; `simrun fuzz` finds some", s.Name, before.Trace.VerdictLine())
	}
	if err != nil {
		return err
	}
	line := p.ToldOf(t)
	line.Before, line.Shortest = len(before.Schedule.Names), shortest
	length := fmt.Sprintf("%s, shrunk from %d", term.Count(len(t.Schedule.Names), "step"), line.Before)
	if t.Excused() {
		length += ", excused as before"
	}
	if shortest {
		length += "; with these call IDs no story that goes wrong alike is shorter"
	}
	return cli.Present(p.Printer, cli.Told(p.Reporter, t, line, length, nil), d)
}
