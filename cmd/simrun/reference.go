package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/catalogue"
	"github.com/glarelab/glare/cmd/simrun/cli"
)

// newReferenceCommand makes the hidden command that writes docs/REFERENCE.md.
func newReferenceCommand(p *cli.Program) *cobra.Command {
	return &cobra.Command{
		Use:     "reference",
		Short:   "Write the reference of everything that has a name, as Markdown",
		Long:    "Reference writes what docs/REFERENCE.md holds: everything that list lists, in full.",
		Example: "  " + catalogue.Rewrite,
		Hidden:  true,
		Args:    cli.NoArguments,
		RunE: func(*cobra.Command, []string) error {
			if p.JSON() {
				return fmt.Errorf("reference: is Markdown; for JSON use `simrun list KIND --format json`")
			}
			k, err := catalogue.New()
			if err != nil {
				return err
			}
			p.Printf("%s", k.Markdown())
			return nil
		},
	}
}
