package cli

import (
	"strings"

	"github.com/glarelab/glare/cmd/simrun/term"
)

// worldArgs are the flags that changed a scenario, for a command that explores the same.
func (p *Program) worldArgs() string {
	var text strings.Builder
	for _, f := range [][2]string{
		{"rules", p.Flags.rules}, {"mutant", p.Flags.mutant}, {"reading", p.Flags.Reading}, {"timing", p.Flags.Timing}, {"faults", p.Flags.Faults},
	} {
		if f[1] != "" {
			text.WriteString(" --" + f[0] + " " + term.ShellWord(f[1]))
		}
	}
	return text.String()
}
