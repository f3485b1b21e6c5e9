package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"
)

func newShrinkCommand(p *program) *cobra.Command {
	var d picture
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
		ValidArgsFunction: completeCases,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return fmt.Errorf("shrink: expected a token (glare1-…), a corpus file or a schedule file")
			}
			return p.shrinkEach(c.Context(), args, scenario, d)
		},
	}
	p.rulesFlag(c)
	p.mutantFlag(c)
	p.strictFlag(c)
	p.pictureFlags(c, &d)
	c.Flags().StringVar(&scenario, "scenario", "", "the scenario (`NAME` or file) of a schedule file that has none")
	if err := c.RegisterFlagCompletionFunc("scenario", completeScenarios); err != nil {
		panic("simrun: " + err.Error())
	}
	return c
}

func (p *program) shrinkEach(ctx context.Context, args []string, scenario string, d picture) error {
	if err := d.check(p); err != nil {
		return err
	}
	if d.file != "" && len(args) > 1 {
		return fmt.Errorf("-o %s: one file holds one diagram; name one run", d.file)
	}
	for i, arg := range args {
		if i > 0 && !p.json() {
			p.printf("\n")
		}
		s, err := p.openSource(arg, scenario)
		if err != nil {
			return err
		}
		if err := p.shrinkOne(ctx, s, d); err != nil {
			return err
		}
	}
	return nil
}

func (p *program) shrinkOne(ctx context.Context, s *source, d picture) error {
	before, _, err := p.carryOut(s, following{})
	if err != nil {
		return err
	}
	var t *story
	shortest := false
	switch {
	case before.problem != nil:
		t, shortest, err = p.shorten(ctx, before)
	case before.excused():
		t, err = p.shortenExcused(ctx, before)
	default:
		return fmt.Errorf("%s: nothing goes wrong in this run (%s), so there is nothing to shrink; expected a run that violates a property, "+
			"or is excused from one; `simrun fuzz` finds some", s.name, before.trace.VerdictLine())
	}
	if err != nil {
		return err
	}
	line := p.toldOf(t)
	line.Before, line.Shortest = len(before.schedule.Names), shortest
	length := fmt.Sprintf("%s, shrunk from %d", count(len(t.schedule.Names), "step"), line.Before)
	if t.excused() {
		length += ", excused as before"
	}
	if shortest {
		length += "; with these call IDs no story that goes wrong alike is shorter"
	}
	return p.present(t, line, d, length, nil)
}
