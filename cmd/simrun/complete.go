package main

import (
	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/corpus"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// complete gives a flag its values for the shell to offer.
func complete(c *cobra.Command, flag string, values func() []string) {
	err := c.RegisterFlagCompletionFunc(flag, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return values(), cobra.ShellCompDirectiveNoFileComp
	})
	if err != nil {
		panic("simrun: completion of a flag that does not exist: " + err.Error())
	}
}

// completeScenarios offers the bundled scenarios, and lets the shell add files.
func completeScenarios(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var list []string
	for _, name := range sim.ScenarioNames() {
		if s, err := sim.FindScenario(name); err == nil {
			list = append(list, name+"\t"+s.About)
		}
	}
	return list, cobra.ShellCompDirectiveDefault
}

// completeCases offers the bundled cases, and lets the shell add files.
func completeCases(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return corpus.Names(), cobra.ShellCompDirectiveDefault
}

// completeExport offers the bundled cases and scenarios, and lets the shell add files.
func completeExport(c *cobra.Command, args []string, text string) ([]string, cobra.ShellCompDirective) {
	scenarios, more := completeScenarios(c, args, text)
	return append(corpus.Names(), scenarios...), more
}

// readingNames lists the bundled readings, and the profiles with their clients.
func readingNames() []string {
	list := model.ReadingNames()
	for _, profile := range model.Profiles() {
		list = append(list, profile.Name+"\t"+profile.Client)
	}
	return list
}

func timingNames() []string { return sim.TimingNames() }

func faultNames() []string { return sim.FaultNames() }

// strategyNames lists the strategies with their accounts, as a shell shows them.
func strategyNames() []string {
	var list []string
	for _, s := range play.StrategyAccounts() {
		list = append(list, s[0]+"\t"+s[1])
	}
	return list
}
