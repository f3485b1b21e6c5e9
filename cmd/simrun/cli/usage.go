package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/model/names"
	"github.com/glarelab/glare/sim"
)

// Label is how errors name a command: "corpus add".
func Label(c *cobra.Command) string {
	_, text, _ := strings.Cut(c.CommandPath(), " ")
	return text
}

// Errorf puts a command's name before what is wrong with its arguments; the root
// has none.
func Errorf(c *cobra.Command, format string, args ...any) error {
	text := fmt.Sprintf(format, args...)
	if name := Label(c); name != "" {
		text = name + ": " + text
	}
	return fmt.Errorf("%s", text)
}

// UnknownCommand refuses the first argument of the root, with the nearest name of
// a command.
func UnknownCommand(c *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return nil
	case slices.Contains(sim.ScenarioNames(), args[0]):
		return fmt.Errorf("unknown command %q; it is a scenario: `simrun check %s` explores it, `simrun run %s` shows a run", args[0], args[0], args[0])
	}
	return names.Unknown("command", args[0], commandNames(c))
}

// UnknownBelow refuses the first argument of a command that has only commands below it.
func UnknownBelow(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return Errorf(c, "%v", names.Unknown("command", args[0], commandNames(c)))
}

// commandNames lists the commands below a command that are not hidden.
func commandNames(c *cobra.Command) []string {
	var names []string
	for _, command := range c.Commands() {
		if !command.Hidden {
			names = append(names, command.Name())
		}
	}
	return names
}

// KnownTopic refuses to help about a command that does not exist.
func KnownTopic(c *cobra.Command, args []string) error {
	at := c.Root()
	for _, arg := range args {
		i := slices.IndexFunc(at.Commands(), func(c *cobra.Command) bool { return c.Name() == arg })
		if i < 0 {
			return names.Unknown("command", arg, commandNames(at))
		}
		at = at.Commands()[i]
	}
	return nil
}

// UnknownShell refuses the first argument of completion, with the nearest shell.
func UnknownShell(c *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return nil
	case args[0] == "":
		return Errorf(c, "expected a shell, such as `%s bash`: %s", c.CommandPath(), strings.Join(commandNames(c), ", "))
	}
	return names.Unknown("shell", args[0], commandNames(c))
}

// NoArguments refuses arguments.
func NoArguments(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return Errorf(c, "unexpected %q; `%s` takes no arguments", args[0], c.CommandPath())
	}
	return nil
}

// FlagError says what is wrong with a flag, and what was expected.
func FlagError(c *cobra.Command, err error) error {
	if unknown := (*pflag.NotExistError)(nil); errors.As(err, &unknown) {
		if short := unknown.GetSpecifiedShortnames(); short != "" {
			return Errorf(c, "unknown flag \"-%s\"; `%s --help` lists the flags", unknown.GetSpecifiedName(), c.CommandPath())
		}
		return unknownFlag(c, unknown.GetSpecifiedName())
	}
	if empty := (*pflag.ValueRequiredError)(nil); errors.As(err, &empty) {
		f := empty.GetFlag()
		return Errorf(c, "--%s needs a value: %s", f.Name, strings.ReplaceAll(f.Usage, "`", ""))
	}
	if bad := (*pflag.InvalidValueError)(nil); errors.As(err, &bad) {
		f := bad.GetFlag()
		return Errorf(c, "--%s %q: %s", f.Name, bad.GetValue(), wanted(f, bad.Unwrap()))
	}
	return Errorf(c, "%v; `%s --help` lists the flags", err, c.CommandPath())
}

// wanted says what a flag expects, where its own error does not.
func wanted(f *pflag.Flag, err error) string {
	if isTwice(err) {
		return err.Error()
	}
	if errors.Is(err, errEmpty) {
		return fmt.Sprintf("%v, and it needs one: %s; to have the default, leave the flag out", err, strings.ReplaceAll(f.Usage, "`", ""))
	}
	switch f.Value.Type() {
	case "uint64":
		return "expected a whole number from 0 to 18446744073709551615"
	case "int":
		return "expected a whole number"
	case "duration":
		return "expected a time, such as 500ms, 30s or 5m"
	case "bool":
		return "expected true or false, or no value, which means true"
	default:
		return term.ErrorText(err)
	}
}

// unknownFlag refuses a flag, with the commands that have it, or else with the
// nearest flag.
func unknownFlag(c *cobra.Command, name string) error {
	var others, known []string
	for _, other := range c.Root().Commands() {
		if !other.Hidden && other.Flags().Lookup(name) != nil {
			others = append(others, other.Name())
		}
	}
	if len(others) > 0 {
		return Errorf(c, "unknown flag \"--%s\"; with %s there is one; `%s --help` lists the flags", name, term.JoinOr(others), c.CommandPath())
	}
	c.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
	if near := names.Nearest(name, known); near != "" {
		return Errorf(c, "unknown flag \"--%s\"; did you mean \"--%s\"?", name, near)
	}
	return Errorf(c, "unknown flag \"--%s\"; known: --%s", name, strings.Join(known, ", --"))
}
