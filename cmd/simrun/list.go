package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/catalogue"
	"github.com/glarelab/glare/cmd/simrun/cli"
)

func newListCommand(p *cli.Program) *cobra.Command {
	var about strings.Builder
	for _, k := range catalogue.Kinds() {
		fmt.Fprintf(&about, "  %-11s %s\n", k.Many, k.About)
	}
	return &cobra.Command{
		Use:   "list [KIND]",
		Short: "List all of a kind: scenarios, readings, knobs, faults, properties …",
		Long: "List prints a table of all things of a kind, and alone of all kinds:\n\n" + about.String() + `
The list of clauses says of each what exercises it: the rules that implement it,
the corpus cases in whose transcript such a rule fires, and the properties that
judge it by name or have noticed a mistake planted in such a rule (` + "`simrun mutants`" + `);
where nothing does, it says why. Show tells everything about one thing.`,
		Example: `  simrun list scenarios
  simrun list clauses --format json`,
		ValidArgs: catalogue.KindNames(),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return catalogue.ListKinds(p.Printer)
			}
			k, err := catalogue.KindNamed(args)
			if err != nil {
				return err
			}
			return catalogue.List(p.Printer, k)
		},
	}
}
