package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// defaultSeeds and defaultShot keep `simrun mutants` within a few minutes.
const (
	defaultSeeds = 5
	defaultShot  = 500 * time.Millisecond
)

// shotRuns bounds the runs of one seed: ten times what the slowest mutant needs.
const shotRuns = 10_000

func newMutantsCommand(p *program) *cobra.Command {
	var seeds int
	var page string
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
given up. Without arguments all mutants are judged; ` + "`simrun list mutants`" + ` names them.

There is no --strict: only a violation kills a mutant, and what is excused is none.

Exit status: 0 each is killed or proven equivalent, 1 some survive, 2 bad input,
3 interrupted (what is known is printed).`,
		Example: `  simrun mutants
  simrun mutants greater-wins-one-side own-not-aborted --seeds 50
  simrun mutants --strategy pct-2 --format json
  ` + rewriteMutants,
		ValidArgsFunction: completeMutants,
		RunE: func(c *cobra.Command, args []string) error {
			return p.mutants(c.Context(), args, seeds, page)
		},
	}
	c.Flags().IntVar(&seeds, "seeds", defaultSeeds, "how many times each strategy hunts each mutant")
	c.Flags().DurationVar(&p.flags.budget, "for", defaultShot, "how long at most it hunts with one seed")
	c.Flags().StringVar(&p.flags.strategy, "strategy", "", "only the strategy with this `NAME` hunts (default: all, one after the other)")
	c.Flags().StringVarP(&page, "output", "o", "", "write the whole as a Markdown page to `FILE`")
	complete(c, "strategy", strategyNames)
	return c
}

// rewriteMutants is the command that makes docs/MUTANTS.md current.
const rewriteMutants = "go run ./cmd/simrun mutants --seeds 50 -o docs/MUTANTS.md"

func completeMutants(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return mutantNames(), cobra.ShellCompDirectiveNoFileComp
}

// mutantNames lists the mutants with what is wrong with them, as a shell shows
// them.
func mutantNames() []string {
	var list []string
	for _, m := range model.Mutants(model.V0()) {
		list = append(list, m.Name+"\t"+m.About)
	}
	return list
}

// mutantTrial is one mutant and what was found out about it.
type mutantTrial struct {
	*play.Exam
	kills           []*play.Kill // by strategy; none if runs cannot show it
	steps, shortest int          // of the first kill's story, shrunk, and of a shortest one like it
}

// mutantTrials is what was found out about several mutants.
type mutantTrials struct {
	hunt       play.Hunt
	strategies []string
	list       []mutantTrial
	all        int // mutants that were to be judged
}

func (p *program) mutants(ctx context.Context, args []string, seeds int, page string) error {
	if seeds < 1 || seeds > 10_000 {
		return fmt.Errorf("--seeds %d: expected 1 to 10000", seeds)
	}
	if p.flags.budget <= 0 {
		return fmt.Errorf("--for %s: expected a time, such as 500ms", p.flags.budget)
	}
	list, err := findMutants(args)
	if err != nil {
		return err
	}
	if page != "" {
		if err := checkOutput("-o", page); err != nil {
			return err
		}
	}
	j := &mutantTrials{
		hunt: play.Hunt{Seeds: seeds, Runs: shotRuns, Limit: p.flags.budget, Clock: cpuTime},
		all:  len(list), strategies: []string{p.flags.strategy},
	}
	if p.flags.strategy == "" {
		j.strategies = nil
		for _, s := range play.StrategyAccounts() {
			j.strategies = append(j.strategies, s[0])
		}
	} else if err := p.checkStrategy(); err != nil {
		return err
	}
	if err := p.judgeAll(ctx, j, list); err != nil {
		return err
	}
	p.end(j.status())
	if !p.json() {
		p.showMutants(j)
		p.showTested()
	}
	if page == "" || len(j.list) < j.all {
		return nil
	}
	return writeFile(page, []byte(j.markdown(p.tested().rulesText())))
}

// findMutants are the mutants named, or all.
func findMutants(names []string) ([]model.Mutant, error) {
	rules := model.V0()
	if len(names) == 0 {
		return model.Mutants(rules), nil
	}
	var list []model.Mutant
	for _, name := range names {
		m, err := model.FindMutant(rules, name)
		if err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	return list, nil
}

// judgeAll judges mutants one by one, as far as the context lets it, and says
// of each as soon as it is known what is wanted as JSON.
func (p *reporter) judgeAll(ctx context.Context, j *mutantTrials, list []model.Mutant) error {
	meter := p.watch("judging mutants")
	defer meter.Close()
	killed := 0
	lab, err := play.NewLab(ctx)
	for i := range list {
		if err != nil {
			break
		}
		meter.Tell(int64(i*wholeShare/len(list)), "mutants", i, "killed", killed, "now", list[i].Name)
		var one mutantTrial
		if one, err = j.judge(ctx, lab, &list[i]); err != nil {
			break
		}
		j.list = append(j.list, one)
		if one.Fate == play.Killed {
			killed++
		}
		if p.json() {
			if err := p.emit(one.json(p.tested())); err != nil {
				return err
			}
		}
	}
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// status is how the trials ended: a survivor is a hole in the properties.
func (j *mutantTrials) status() status {
	switch {
	case j.count(play.Survived) > 0:
		return statusViolated
	case len(j.list) < j.all:
		return statusUndecided
	default:
		return statusOK
	}
}

// judge examines one mutant and lets every strategy hunt it.
func (j *mutantTrials) judge(ctx context.Context, lab *play.Lab, m *model.Mutant) (mutantTrial, error) {
	exam, err := lab.Examine(ctx, m)
	if err != nil {
		return mutantTrial{}, err
	}
	one := mutantTrial{Exam: exam}
	if !exam.ByRuns() {
		return one, nil
	}
	for _, strategy := range j.strategies {
		k, err := exam.Hunt(ctx, strategy, j.hunt)
		if err != nil {
			return one, err
		}
		one.kills = append(one.kills, k)
		if one.steps == 0 {
			if one.steps, one.shortest, err = exam.Shrink(ctx, k); err != nil {
				return one, err
			}
		}
	}
	return one, nil
}

// mutantJSON is what mutants writes about one mutant, one line.
type mutantJSON struct {
	Mutant     string       `json:"mutant"`
	Scenario   string       `json:"scenario"` // where it is killed, or first makes a difference
	Reading    string       `json:"reading"`
	Faults     string       `json:"faults"`
	Timing     string       `json:"timing"`
	Verdict    string       `json:"verdict"` // killed, equivalent or survived
	Reason     string       `json:"reason"`  // why it is not killed
	Property   string       `json:"property"`
	Properties []string     `json:"properties"` // all that it violates there
	Strategies []huntedJSON `json:"strategies"`
	Steps      int          `json:"steps"`    // of a story that runs have found, shrunk
	Shortest   int          `json:"shortest"` // of a proven shortest one like it
	Tested     tested       `json:"tested"`
}

// huntedJSON is how one strategy fared; runs and milliseconds are medians, and
// null where most seeds found nothing.
type huntedJSON struct {
	Strategy     string   `json:"strategy"`
	Runs         *uint64  `json:"runs"`
	Milliseconds *float64 `json:"milliseconds"`
}

func (m *mutantTrial) json(with tested) mutantJSON {
	with.Mutant, with.RulesHash = m.Mutant.Name, play.MutantRules(m.Mutant).Hash()
	line := mutantJSON{
		Tested: with, Mutant: m.Mutant.Name, Scenario: m.Arena.Scenario, Reading: m.Arena.Reading, Faults: m.Arena.Faults, Timing: sim.Patient.String(),
		Verdict: string(m.Fate), Reason: m.Why, Property: m.Property, Properties: append([]string{}, m.Properties...),
		Strategies: []huntedJSON{}, Steps: m.steps, Shortest: m.shortest,
	}
	if m.kills == nil {
		line.Steps, line.Shortest = m.Shortest, m.Shortest
	}
	for _, k := range m.kills {
		hunted := huntedJSON{Strategy: k.Strategy}
		if k.Found {
			ms := milliseconds(k.Time)
			hunted.Runs, hunted.Milliseconds = &k.Runs, &ms
		}
		line.Strategies = append(line.Strategies, hunted)
	}
	return line
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
