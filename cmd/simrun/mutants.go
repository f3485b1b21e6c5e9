package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/bench"
	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/files"
	"github.com/glarelab/glare/cmd/simrun/mutants"
	"github.com/glarelab/glare/model"
)

// defaultSeeds and defaultTime keep `simrun mutants` within a few minutes.
const (
	defaultSeeds = 5
	defaultTime  = 500 * time.Millisecond
)

func newMutantsCommand(p *cli.Program) *cobra.Command {
	var seeds int
	var to mutantFiles
	c := &cobra.Command{
		Use:   "mutants [flags] [mutant…]",
		Short: "Plant mistakes in the rules, and see which property finds them",
		Long: `Mutants plants one mistake after the other in the rules. Each is judged by
exploring every run of small scenarios in which the right rules are proven: a
property kills it, or it is proven to make no difference, or it survives, which is
a hole in the properties. Then every strategy hunts those that were killed, to tell
how many runs it takes, and the story that it finds is shrunk and compared with a
proven shortest one.

Numbers are medians over the seeds 1 to --seeds, in processor time; of a seed at
most 10000 runs are made, and a strategy that finds nothing with the first six is
given up. Without arguments all mutants are judged, or those of one version of the rules;
` + "`simrun list mutants`" + ` names them.

There is no --strict: only a violation kills a mutant, and what is excused is none.

Exit status: 0 each is killed or proven equivalent, 1 some survive, 2 bad input,
3 interrupted (what is known is printed).`,
		Example: `  simrun mutants
  simrun mutants greater-wins-one-side own-not-aborted --seeds 50
  simrun mutants --strategy pct-2 --format json
  simrun mutants --rules v1 --seeds 1
  simrun mutants T1-57:stays T1-57:drop-rule --seeds 1 --kills cmd/simrun/mutants/kills.txt
  ` + mutants.Rewrite,
		ValidArgsFunction: completeMutants,
		RunE: func(c *cobra.Command, args []string) error {
			return runMutants(c.Context(), p, args, seeds, to)
		},
	}
	c.Flags().StringVar(&p.Flags.Rules, "rules", "", "only mutants of the rules `VERSION`, v0 or v1 (default: of both)")
	cli.Complete(c, "rules", model.VersionNames)
	c.Flags().IntVar(&seeds, "seeds", defaultSeeds, "how many times each strategy hunts each mutant")
	c.Flags().DurationVar(&p.Flags.Budget, "for", defaultTime, "how long at most it hunts with one seed")
	c.Flags().StringVar(&p.Flags.Strategy, "strategy", "", "only the strategy with this `NAME` hunts (default: all, one after the other)")
	c.Flags().StringVarP(&to.page, "output", "o", "", "write the whole as a Markdown page to `FILE`")
	c.Flags().StringVar(&to.kills, "kills", "", "write what each mutant violates to `FILE`, the table behind the properties in `simrun list clauses`")
	cli.Complete(c, "strategy", cli.StrategyNames)
	return c
}

// mutantFiles are the files that mutants writes, by name.
type mutantFiles struct{ page, kills string }

func completeMutants(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return cli.MutantNames(), cobra.ShellCompDirectiveNoFileComp
}

func runMutants(ctx context.Context, p *cli.Program, args []string, seeds int, to mutantFiles) error {
	if seeds < 1 || seeds > 10_000 {
		return fmt.Errorf("--seeds %d: expected 1 to 10000", seeds)
	}
	if p.Flags.Budget <= 0 {
		return fmt.Errorf("--for %s: expected a time, such as 500ms", p.Flags.Budget)
	}
	list, err := mutants.Find(args)
	if p.Flags.Rules != "" {
		list, err = mutants.FindOf(p.Flags.Rules, args)
	}
	if err != nil {
		return err
	}
	for _, output := range [][2]string{{"-o", to.page}, {"--kills", to.kills}} {
		if output[1] == "" {
			continue
		}
		if err := files.CheckOutput(output[0], output[1]); err != nil {
			return err
		}
	}
	j := &mutants.Trials{
		Effort: mutants.Effort{Seeds: seeds, Runs: mutants.MaxRuns, Limit: p.Flags.Budget, Clock: bench.CPUTime},
		All:    len(list), Strategies: []string{p.Flags.Strategy},
	}
	if p.Flags.Strategy == "" {
		j.Strategies = nil
		for _, s := range checker.StrategyAccounts() {
			j.Strategies = append(j.Strategies, s[0])
		}
	} else if err := p.CheckStrategy(); err != nil {
		return err
	}
	if err := mutants.JudgeAll(ctx, p.Reporter, j, list); err != nil {
		return err
	}
	p.End(j.Status())
	if !p.JSON() {
		mutants.Show(p.Printer, j)
		j.Tested(p.Reporter).Show(p.Printer)
	}
	if len(j.List) < j.All {
		return nil
	}
	if to.page != "" {
		err = files.WriteFile(to.page, []byte(j.Markdown(j.Tested(p.Reporter).RulesText())))
	}
	if to.kills != "" {
		err = errors.Join(err, files.WriteFile(to.kills, []byte(j.KillsText())))
	}
	return err
}
