package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/glarelab/glare/cmd/simrun/term"
)

// worldArgs are the flags that changed a scenario, for a command that explores the same.
func (p *Program) worldArgs() string {
	var text strings.Builder
	for _, f := range [][2]string{
		{"rules", p.Flags.Rules}, {"mutant", p.Flags.mutant}, {"reading", p.Flags.Reading}, {"timing", p.Flags.Timing}, {"faults", p.Flags.Faults},
	} {
		if f[1] != "" {
			text.WriteString(" --" + f[0] + " " + term.ShellWord(f[1]))
		}
	}
	return text.String()
}

// Again is the command line that asks the same, with the flags in the order of their
// names: wherever the answer went, in which form, and however many workers there were.
func Again(c *cobra.Command, args []string) string {
	words := strings.Fields(c.CommandPath())
	for _, arg := range args {
		words = append(words, term.ShellWord(arg))
	}
	c.Flags().Visit(func(f *pflag.Flag) {
		switch {
		case slices.Contains([]string{"output", "format", "quiet", "log-level", "log-format", "workers", "strict"}, f.Name):
		case f.Value.Type() == "bool":
			words = append(words, strings.TrimSuffix("--"+f.Name+"="+f.Value.String(), "=true"))
		default:
			words = append(words, "--"+f.Name, term.ShellWord(f.Value.String()))
		}
	})
	return strings.Join(words, " ")
}
