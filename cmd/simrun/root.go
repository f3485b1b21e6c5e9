package main

import (
	"errors"
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/glarelab/glare/model"
)

// newRootCommand makes the command line. The list below is all there is.
func newRootCommand(p *program) *cobra.Command {
	root := &cobra.Command{
		Use:   "simrun",
		Short: "Explore what happens when two people call each other at once",
		Long: `Simrun simulates two people, their clients and their homeservers, and explores
every order in which things can happen when both press "call" at once. Without
a command it shows what it can do, in seconds.`,
		Version:           version(),
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
		return unknownFlag(c, err)
	})
	p.commonFlags(root)
	root.AddCommand(
		newRunCommand(p),
		newFuzzCommand(p),
		newCheckCommand(p),
		newReplayCommand(p),
		newShrinkCommand(p),
		newListCommand(p),
		newShowCommand(p),
		newCorpusCommand(p),
		newProveCommand(p),
		newMutantsCommand(p),
		newBenchCommand(p),
		newReferenceCommand(p),
	)
	return root
}

// unknownCommand refuses the first argument of the root, with the nearest name of
// a command.
func unknownCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, command := range c.Commands() {
		names = append(names, command.Name())
	}
	return model.Unknown("command", args[0], names)
}

// unknownFlag adds the nearest flag to the error about one that does not exist.
func unknownFlag(c *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return err
	}
	var names []string
	c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
	name := unknown.GetSpecifiedName()
	if unknown.GetSpecifiedShortnames() != "" {
		return usagef("%s: unknown flag \"-%s\"; `%s --help` lists the flags", c.Name(), name, c.CommandPath())
	}
	return fmt.Errorf("%s: %w", c.Name(), model.Unknown("flag", "--"+name, names))
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
	return v + " (rules v0)"
}
