package main

import (
	"runtime/debug"

	"github.com/spf13/cobra"
)

// newRootCommand makes the command line. The list below is all there is.
func newRootCommand(p *program) *cobra.Command {
	root := &cobra.Command{
		Use:   "simrun",
		Short: "Explore what happens when two people call each other at once",
		Long: `Simrun simulates two people, their clients and their homeservers, and explores
every order in which things can happen when both press "call" at once. Without
a command it shows what it can do, in seconds, and ends with 0 when it has: what it
shows goes wrong on purpose, so that there is no --strict.`,
		Version:           version() + " (rules v0)",
		Args:              unknownCommand,
		SilenceUsage:      true,
		SilenceErrors:     true,
		PersistentPreRunE: p.checkCommon,
		RunE:              func(c *cobra.Command, _ []string) error { return p.guide(c.Context()) },
	}
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		// A wrong command with flags is a wrong command first.
		if args := c.Flags().Args(); c == root && len(args) > 0 {
			return unknownCommand(c, args)
		}
		return flagError(c, err)
	})
	p.commonFlags(root)
	root.AddCommand(
		newRunCommand(p),
		newFuzzCommand(p),
		newCheckCommand(p),
		newReplayCommand(p),
		newShrinkCommand(p),
		newExplainCommand(p),
		newListCommand(p),
		newShowCommand(p),
		newCorpusCommand(p),
		newProveCommand(p),
		newMutantsCommand(p),
		newMatrixCommand(p),
		newOddsCommand(p),
		newExportCommand(p),
		newBenchCommand(p),
		newHolesCommand(p),
		newRepairCommand(p),
		newDiffCommand(p),
		newRolloutCommand(p),
		newReferenceCommand(p),
	)
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		switch c.Name() {
		case "help":
			c.Args = knownTopic
		case "completion":
			c.Args, c.RunE = unknownShell, func(c *cobra.Command, _ []string) error { return unknownShell(c, []string{""}) }
			for _, shell := range c.Commands() {
				shell.Args = noArguments
			}
		}
	}
	giveOnce(root)
	return root
}

// version is what the build knows of itself: the module's version, or the
// revision that it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	v := info.Main.Version
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && (v == "" || v == "(devel)") {
			v = s.Value
		}
	}
	if v == "" {
		v = "(devel)"
	}
	return v
}
