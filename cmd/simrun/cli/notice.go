package cli

import (
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// beside are the flags that change nothing about what a result means, or that a result
// names on its own.
var beside = []string{
	"format", "quiet", "log-level", "log-format", "output", "diagram", "plot", "picture", "for", "workers", "rule-ids", "help", "version", "dir",
	"save", "update", "coverage", "scenario", "reading", "timing", "faults", "rules", "mutant", "strict",
	"shard", "since", "review", "listen", "nats", "page", "ack-wait", "token-file", "nkey-seed", "nkey", "tls-cert", "tls-key", "tls-ca",
}

// noticeFlags keeps of the flags what changes what a result means.
func (p *Program) noticeFlags(c *cobra.Command) (err error) {
	p.Mutant, p.Args, p.Memory = p.Flags.mutant, p.worldArgs(), uint64(p.Flags.MaxMemory)
	if p.Rules, err = p.plantedRules(); err != nil {
		return err
	}
	p.Options = map[string]string{}
	c.Flags().Visit(func(f *pflag.Flag) {
		if !slices.Contains(beside, f.Name) {
			p.Options[f.Name] = f.Value.String()
		}
	})
	return nil
}
