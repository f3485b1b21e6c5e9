package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/campaign"
	"github.com/glarelab/glare/cmd/simrun/cases"
	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/model"
)

// newRootCommand makes the command line. The list below is all there is.
func newRootCommand(p *cli.Program) *cobra.Command {
	root := &cobra.Command{
		Use:   "simrun",
		Short: "Explore what happens when two people call each other at once",
		Long: `Simrun simulates two people, their clients and their homeservers, and explores
every order in which things can happen when both press "call" at once. Without
a command it shows what it can do, in seconds, and ends with 0 when it has: what it
shows goes wrong on purpose, so that there is no --strict.`,
		Version:           cli.Version() + " (rules " + strings.Join(model.VersionNames(), ", ") + ")",
		Args:              cli.UnknownCommand,
		SilenceUsage:      true,
		SilenceErrors:     true,
		PersistentPreRunE: p.CheckCommon,
		RunE:              func(c *cobra.Command, _ []string) error { return runGuide(c.Context(), p) },
	}
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		// A wrong command with flags is a wrong command first.
		if args := c.Flags().Args(); c == root && len(args) > 0 {
			return cli.UnknownCommand(c, args)
		}
		return cli.FlagError(c, err)
	})
	p.CommonFlags(root)
	root.AddCommand(
		newRunCommand(p),
		newFuzzCommand(p),
		newCheckCommand(p),
		newReplayCommand(p),
		newDriveCommand(p),
		newAdapterTestCommand(p),
		newShrinkCommand(p),
		newExplainCommand(p),
		newListCommand(p),
		newShowCommand(p),
		cases.NewCommand(p),
		newProveCommand(p),
		newMutantsCommand(p),
		newMatrixCommand(p),
		newOddsCommand(p),
		newExportCommand(p),
		newExploreCommand(p),
		newBenchCommand(p),
		newHolesCommand(p),
		newRepairCommand(p),
		newDiffCommand(p),
		newRolloutCommand(p),
		newReferenceCommand(p),
		campaign.NewCommand(p),
	)
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		switch c.Name() {
		case "help":
			c.Args = cli.KnownTopic
		case "completion":
			c.Args, c.RunE = cli.UnknownShell, func(c *cobra.Command, _ []string) error { return cli.UnknownShell(c, []string{""}) }
			for _, shell := range c.Commands() {
				shell.Args = cli.NoArguments
			}
		}
	}
	cli.GiveOnce(root)
	return root
}
