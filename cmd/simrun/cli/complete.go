package cli

import (
	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/corpus"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// Complete gives a flag its values for the shell to offer.
func Complete(c *cobra.Command, flag string, values func() []string) {
	err := c.RegisterFlagCompletionFunc(flag, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return values(), cobra.ShellCompDirectiveNoFileComp
	})
	if err != nil {
		panic("simrun: completion of a flag that does not exist: " + err.Error())
	}
}

// CompleteScenarios offers the bundled scenarios, and lets the shell add files.
func CompleteScenarios(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var list []string
	for _, name := range sim.ScenarioNames() {
		if s, err := sim.FindScenario(name); err == nil {
			list = append(list, name+"\t"+s.About)
		}
	}
	return list, cobra.ShellCompDirectiveDefault
}

// CompleteCases offers the bundled cases, and lets the shell add files.
func CompleteCases(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return corpus.Names(), cobra.ShellCompDirectiveDefault
}

// CompleteExport offers the bundled cases and scenarios, and lets the shell add files.
func CompleteExport(c *cobra.Command, args []string, text string) ([]string, cobra.ShellCompDirective) {
	scenarios, more := CompleteScenarios(c, args, text)
	return append(corpus.Names(), scenarios...), more
}

// ReadingNames lists the bundled readings, and the profiles with their clients.
func ReadingNames() []string {
	list := model.ReadingNames()
	for _, profile := range model.Profiles() {
		list = append(list, profile.Name+"\t"+profile.Client)
	}
	return list
}

// StrategyNames lists the strategies with their accounts, as a shell shows them.
func StrategyNames() []string {
	var list []string
	for _, s := range checker.StrategyAccounts() {
		list = append(list, s[0]+"\t"+s[1])
	}
	return list
}

// MutantNames lists the mutants with what is wrong with them, as a shell shows
// them.
func MutantNames() []string {
	var list []string
	for _, m := range model.AllMutants() {
		list = append(list, m.Name+"\t"+m.About)
	}
	return list
}
