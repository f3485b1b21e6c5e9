package main

import (
	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/catalogue"
	"github.com/glarelab/glare/cmd/simrun/cli"
)

func newShowCommand(p *cli.Program) *cobra.Command {
	return &cobra.Command{
		Use:   "show NAME…",
		Short: "Tell everything about a clause, hole, rule, knob, fault, property, case …",
		Long: `Show tells what is known about a name, of whatever kind it is: its text and
source, what refers to it, and the corpus cases that mention it. A rule is known
by its full name or by its row of the transition table, a value as knob=value or
alone. If a name means several things, all of them are shown.`,
		Example: `  simrun show V0-GLARE-2
  simrun show T0-24 inflight willing-connected
  simrun show H-01 --format json`,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			k, err := catalogue.New()
			if err != nil {
				return nil, cobra.ShellCompDirectiveError
			}
			return k.Names(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error { return catalogue.ShowNames(p.Printer, args) },
	}
}
