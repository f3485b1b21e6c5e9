package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/files"
	"github.com/glarelab/glare/cmd/simrun/holes"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/model"
)

// holesStates bounds a search of holes; what is larger says nothing.
const holesStates = 600_000

func newHolesCommand(p *cli.Program) *cobra.Command {
	var page string
	c := &cobra.Command{
		Use:   "holes [flags] [hole or knob…]",
		Short: "Find out which open points of the text decide anything, each with a story",
		Long: `Holes looks at every point that the text leaves open, a knob, and finds out by search
whether its reading decides how a run ends: alone, that is with everything else read
as --reading says, or only together with another knob, or not at all in the networks
searched. For a point that decides something there is a shortest story: steps that
go wrong with one value and not with another, or else end differently. The same steps
happen to both; what is not possible with the other is skipped there.

The networks are a fixed list of small scenarios, users' actions and faults, each for
the holes that it stages; a page written with -o names them. In a network with a
fault only stories count that spend it and that need it. Arguments choose holes or
knobs; without them all are looked at, which takes about a minute.

There is no --strict: each story is one that goes wrong, or ends otherwise, under one
value on purpose; of a reading as a whole ` + "`simrun check --strict`" + ` speaks.

Exit status: 0 the work is done, 2 bad input, 3 interrupted.`,
		Example: `  simrun holes H-01 H-02
  simrun holes inflight eq --format json
  ` + holes.Rewrite,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return append(model.KnobNames(), holes.IDs()...), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error { return runHoles(c.Context(), p, args, page) },
	}
	c.Flags().StringVar(&p.Flags.Reading, "reading", "literal-sent", "how everything else is read: `NAME` or NAME+knob=value")
	cli.Complete(c, "reading", cli.ReadingNames)
	c.Flags().StringVarP(&page, "output", "o", "", "write the whole as a Markdown page to `FILE`, and print no list")
	p.BudgetFlags(c, "without end")
	p.MemoryFlag(c)
	return c
}

// runHoles looks for what the open points decide.
func runHoles(ctx context.Context, p *cli.Program, args []string, page string) error {
	chosen, err := holes.Choose(args)
	if err != nil {
		return err
	}
	if page != "" {
		if len(args) > 0 {
			return fmt.Errorf("-o %s: a page has all holes; leave out %s", page, strings.Join(args, " "))
		}
		if err := files.CheckOutput("-o", page); err != nil {
			return err
		}
	}
	workers, err := p.Workers()
	if err != nil {
		return err
	}
	base, err := model.ParseReading(p.Flags.Reading)
	if err != nil {
		return fmt.Errorf("--reading: %w", err)
	}
	ctx, cancel := p.Limit(ctx)
	defer cancel()
	meter := p.Watch("looking for what open points decide")
	h := &holes.Search{Base: base, Workers: workers, MaxStates: holesStates, MaxMemory: p.MaxMemory(), Chosen: chosen, Progress: func(done, all int) {
		meter.Tell(int64(done)*story.WholeShare/int64(max(all, 1)), "comparisons", done, "of", all)
	}}
	if err = h.Open(holes.Probe()); err == nil {
		err = h.Find(ctx)
	}
	meter.Close()
	if err != nil && ctx.Err() == nil {
		return err
	}
	points, told := holes.Tell(p.Reporter, h.Points)
	if told != nil {
		return told
	}
	if err != nil {
		p.End(term.StatusUndecided)
		points = slices.DeleteFunc(points, func(t holes.ToldPoint) bool { return t.Told == nil || t.Hole == "" })
	}
	var lost error
	if page != "" && err == nil {
		if lost = cli.WriteOut(p.Printer, page, []byte(holes.Page(points, base.Name, p.TestedWith(model.Version0).RulesText()))); lost == nil {
			return nil
		}
	}
	if p.JSON() {
		return errors.Join(holes.Emit(p.Reporter, points), lost)
	}
	holes.Show(p.Printer, points)
	p.TestedWith(model.Version0).Show(p.Printer)
	if err != nil {
		p.Printf("\n%s: %v. What is listed is so, though a shorter story may exist; the rest is not known.\n", p.Bold("UNDECIDED", false), err)
	}
	return lost
}
