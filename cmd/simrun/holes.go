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
const holesStates = 1_500_000

func newHolesCommand(p *cli.Program) *cobra.Command {
	var rules, page string
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
knobs; without them all are looked at, which takes some minutes.

Version 1 has networks of its own, with several devices, a third member and a hostile
one: --rules v1 looks there, at what is named or at all. Without --rules what is named is
looked for in version 0's networks, and in version 1's if only those stage it. What no
network of version 1 can show is listed with the reason.

There is no --strict: each story is one that goes wrong, or ends otherwise, under one
value on purpose; of a reading as a whole ` + "`simrun check --strict`" + ` speaks.

Exit status: 0 the work is done, 2 bad input, 3 interrupted.`,
		Example: `  simrun holes H-01 H-02
  simrun holes inflight eq --format json
  simrun holes H-45 --rules v1
  ` + holes.Rewrite(model.Version0) + `
  ` + holes.Rewrite(model.Version1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return append(model.KnobNames(), holes.IDs()...), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error { return runHoles(c.Context(), p, args, rules, page) },
	}
	c.Flags().StringVar(&rules, "rules", "", "search the networks of `VERSION`, v0 or v1 (default: v0, and v1 for what only its networks stage)")
	cli.Complete(c, "rules", model.VersionNames)
	c.Flags().StringVar(&p.Flags.Reading, "reading", "literal-sent", "how everything else is read: `NAME` or NAME+knob=value")
	cli.Complete(c, "reading", cli.ReadingNames)
	c.Flags().StringVarP(&page, "output", "o", "", "write the whole as a Markdown page to `FILE`, and print no list")
	p.BudgetFlags(c, "without end")
	p.MemoryFlag(c)
	return c
}

// runHoles looks for what the open points decide.
func runHoles(ctx context.Context, p *cli.Program, args []string, rules, page string) error {
	if _, err := holes.Choose(args); err != nil {
		return err
	}
	searches, err := holesSearches(args, rules)
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
	for _, h := range searches {
		h.Base, h.Workers, h.MaxStates, h.MaxMemory = base, workers, holesStates, p.MaxMemory()
		if err := tellHoles(ctx, p, h, page, len(searches) > 1); err != nil || ctx.Err() != nil {
			return err
		}
	}
	return nil
}

// holesSearches are the searches that arguments ask for: by the rules that are named, or
// else by those of version 0, and by those of version 1 for what only its networks stage.
func holesSearches(args []string, rules string) ([]*holes.Search, error) {
	of := map[model.Version][]string{}
	switch {
	case rules != "":
		v, err := model.ParseVersion(rules)
		if err != nil {
			return nil, fmt.Errorf("--rules: %w; devices of both versions are in some networks of v1", err)
		}
		of[v] = args
	case len(args) == 0:
		of[model.Version0] = args
	}
	for _, arg := range args {
		switch {
		case rules != "":
		case !holes.Stages(model.Version0, arg) && holes.Stages(model.Version1, arg):
			of[model.Version1] = append(of[model.Version1], arg)
		default:
			of[model.Version0] = append(of[model.Version0], arg)
		}
	}
	var list []*holes.Search
	for v := range model.NumVersions {
		if named, ok := of[v]; ok {
			chosen, err := holes.Choose(named)
			if err != nil {
				return nil, err
			}
			list = append(list, &holes.Search{Version: v, Chosen: chosen})
		}
	}
	return list, nil
}

// tellHoles searches the networks of a version, and tells of what is found.
func tellHoles(ctx context.Context, p *cli.Program, h *holes.Search, page string, several bool) error {
	meter := p.Watch("looking for what open points decide")
	h.Progress = func(step holes.Step, done, all int) {
		share := (int64(step)*story.WholeShare + int64(done)*story.WholeShare/int64(max(all, 1))) / int64(holes.NumSteps)
		meter.Tell(share, [holes.NumSteps]string{"comparisons", "comparisons of two", "stories"}[step], done, "of", all)
	}
	err := h.Open()
	if err == nil {
		err = h.Find(ctx)
	}
	meter.Close()
	if err != nil && ctx.Err() == nil {
		return err
	}
	points, told := holes.Tell(p.Reporter, h.Version, h.Points)
	if told != nil {
		return told
	}
	if err != nil {
		p.End(term.StatusUndecided)
		points = slices.DeleteFunc(points, func(t holes.ToldPoint) bool { return t.Told == nil })
	}
	var lost error
	if page != "" && err == nil {
		text := holes.Page(h.Version, points, h.Base.Name, p.TestedWith(h.Version).RulesText())
		if lost = cli.WriteOut(p.Printer, page, []byte(text)); lost == nil {
			return nil
		}
	}
	if p.JSON() {
		return errors.Join(holes.Emit(p.Reporter, points), lost)
	}
	if several {
		p.Printf("%s\n", p.Bold("By the rules of version "+strings.TrimPrefix(h.Version.String(), "v")+":", false))
	}
	holes.Show(p.Printer, points)
	p.TestedWith(h.Version).Show(p.Printer)
	if err != nil {
		p.Printf("\n%s: %v. What is listed is so, though a shorter story may exist; the rest is not known.\n", p.Bold("UNDECIDED", false), err)
	}
	return lost
}
