package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/sim"
)

func newRunCommand(p *cli.Program) *cobra.Command {
	var d cli.Picture
	c := &cobra.Command{
		Use:   "run [flags] scenario…",
		Short: "Make one run and tell it: transcript or diagram, and verdict",
		Long: `Run makes one run of a scenario, with delays as networks have them, and prints what
happened. Another seed makes another run.

Exit status: 0 nothing wrong in this run, or excused (1 with --strict), 1 violated,
2 bad input, 3 undecided.`,
		Example: `  simrun run single
  simrun run glare --reading literal --seed 7 --diagram text
  simrun run federated-glare --strategy uniform --timing patient --diagram html -o story.html`,
		Args:              cli.NeedScenario,
		ValidArgsFunction: cli.CompleteScenarios,
		RunE:              func(_ *cobra.Command, args []string) error { return runEach(p, args, d) },
	}
	p.WorldFlags(c, "timed")
	p.StrategyFlags(c, "latency")
	cli.PictureFlags(p.Printer, c, &d)
	p.RuleIDsFlag(c)
	p.StrictFlag(c)
	return c
}

// runEach makes one run of each scenario.
func runEach(p *cli.Program, args []string, d cli.Picture) error {
	if err := d.Check(p); err != nil {
		return err
	}
	if err := p.CheckStrategy(); err != nil {
		return err
	}
	list, err := p.Scenarios(args, sim.Timed)
	if err != nil {
		return err
	}
	if d.File != "" && len(list) > 1 {
		return fmt.Errorf("-o %s: one file holds one diagram; name one scenario", d.File)
	}
	for i, s := range list {
		if i > 0 && !p.JSON() {
			p.Printf("\n")
		}
		if err := runOne(p, s, d); err != nil {
			return err
		}
	}
	return nil
}

func runOne(p *cli.Program, s *sim.Scenario, d cli.Picture) error {
	t, err := p.SeededRun(s, p.Flags.Strategy, p.Flags.Seed)
	if err != nil {
		return err
	}
	line := p.ToldOf(t)
	line.Trace = story.StepsOf(t)
	line.Seed, line.Strategy = &p.Flags.Seed, p.Flags.Strategy
	length := fmt.Sprintf("%s, strategy %s, seed %d", term.Count(len(t.Schedule.Names), "step"), p.Flags.Strategy, p.Flags.Seed)
	return cli.Present(p.Printer, cli.Told(p.Reporter, t, line, length, nil), d)
}
