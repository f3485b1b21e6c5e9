package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/diagram"
	"github.com/glarelab/glare/cmd/simrun/explain"
	"github.com/glarelab/glare/cmd/simrun/record"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// explainFlags are the flags of explain that no other command has.
type explainFlags struct {
	replaying
	samples uint64
	seeded  bool // --seed was given
}

func newExplainCommand(p *cli.Program) *cobra.Command {
	var e explainFlags
	c := &cobra.Command{
		Use:   "explain [flags] TOKEN|FILE…",
		Short: "Say at which steps a failing run turned, and what would have saved it",
		Long: `Explain looks at all that lies ahead of each step of a failing run: a token, a
corpus file or a schedule file, or with --seed N the run that simrun run --seed N
makes of a scenario. It names

  pivot      the step with the greatest rise of the probability of a bad end, if
             each possible action is as likely as the others
  no return  the first step after which every fair continuation fails
  rescue     what could have been done instead of that step

with what both ends believed, the rules and their clauses, and how bad it is for
those who call. All of it is exact where what lies ahead has at most --max-states
states; of the steps before that, probabilities come from --samples runs each, and
it says so.

Of a run in which something is excused it says what users suffer, and what was
destroyed at which step.

Exit status: 0 explained (with --strict 1: what is explained is violated or excused),
2 bad input, or a run in which nothing goes wrong, 3 interrupted.`,
		Example: `  simrun explain corpus/both-invites-in-flight.txt
  simrun explain --diagram html -o story.html glare1-…
  simrun explain --seed 15 --reading literal glare
  simrun explain --format json corpus/winner-withdrawn.txt`,
		ValidArgsFunction: cli.CompleteCases,
		RunE: func(c *cobra.Command, args []string) error {
			e.seeded = c.Flags().Changed("seed")
			switch {
			case len(args) == 0:
				return fmt.Errorf("explain: expected a token (glare1-…), a corpus file or a schedule file, or `--seed N SCENARIO`")
			case c.Flags().Changed("strategy") && !e.seeded:
				return fmt.Errorf("explain: --strategy %s: what is explained is chosen already; a strategy chooses with --seed N SCENARIO", p.Flags.Strategy)
			}
			return explainEach(c.Context(), p, args, e)
		},
	}
	p.WorldFlags(c, "timed with --seed")
	p.StrategyFlags(c, "latency")
	cli.PictureFlags(p.Printer, c, &e.Picture)
	p.RuleIDsFlag(c)
	p.StrictVerdictFlag(c)
	f := c.Flags()
	e.FollowFlags(c)
	f.StringVar(&e.scenario, "scenario", "", "the scenario (`NAME` or file) of a schedule file that has none")
	f.Uint64Var(&p.Flags.MaxStates, "max-states", scheduler.OutlookStates, "how many states ahead are few enough for an exact answer")
	p.MemoryFlag(c)
	f.Uint64Var(&e.samples, "samples", scheduler.OutlookSamples, "how many runs to make from each step with more ahead")
	if err := c.RegisterFlagCompletionFunc("scenario", cli.CompleteScenarios); err != nil {
		panic("simrun: " + err.Error())
	}
	return c
}

func explainEach(ctx context.Context, p *cli.Program, args []string, e explainFlags) error {
	switch {
	case e.File != "" && len(args) > 1:
		return fmt.Errorf("-o %s: one file holds one diagram; name one run", e.File)
	case e.samples < 1 || e.samples > scheduler.MaxOutlookSamples:
		return fmt.Errorf("explain: --samples %d: expected 1 to %d", e.samples, scheduler.MaxOutlookSamples)
	case p.Flags.MaxStates < 1:
		return fmt.Errorf("explain: --max-states 0: expected 1 or more")
	}
	if err := e.Check(p); err != nil {
		return err
	}
	for i, arg := range args {
		if i > 0 && !p.JSON() {
			p.Printf("\n")
		}
		failing, err := failing(p, arg, e)
		if err != nil {
			return err
		}
		failing.Options = explain.Options{Samples: e.samples, Seed: p.Flags.Seed, MaxStates: p.Flags.MaxStates, MaxMemory: p.MaxMemory()}
		if err := explainOne(ctx, p.Reporter, failing, e.Picture); err != nil {
			return err
		}
	}
	return nil
}

// explainOne explains a run and draws it as the picture says.
func explainOne(ctx context.Context, p *story.Reporter, r *explain.Explanation, d cli.Picture) error {
	t := r.Story
	story.EndStrictly(p.Printer, t.Bad())
	if t.Excused() {
		return explainExcused(p, r, d)
	}
	if err := explain.LookAhead(ctx, p, r); err != nil {
		return err
	}
	if r.Cut != "" {
		p.End(term.StatusUndecided)
	}
	return cli.Present(p.Printer, &cli.Answer{
		Story: t, Line: r.JSON(p.HeadOf(t.Checker.Scenario())),
		Picture: func() diagram.Story { return explain.Picture(p, r) },
		Text: func() {
			explain.Show(p, r)
			story.ShowSkipped(p.Printer, p.Out, t)
		},
	}, d)
}

// explainExcused explains a run in which nothing is wrong only because of what it
// destroyed: what users suffer, and at which steps what was destroyed. No step of a
// device could have helped, so that there is no pivot and no rescue.
func explainExcused(p *story.Reporter, r *explain.Explanation, d cli.Picture) error {
	t := r.Story
	return cli.Present(p.Printer, &cli.Answer{
		Story: t, Line: r.ExcusedJSON(p.HeadOf(t.Checker.Scenario())),
		Picture: func() diagram.Story { return p.Picture(t, r.Lead) },
		Text: func() {
			p.Printf("%s\n\n%s %s: %s\n", term.Wrap(t.Sentence(), p.Width), p.Amber("EXCUSED"),
				strings.Join(t.Trace.ExcusedFrom(), ", "), p.Title(t.Checker.Scenario()))
			p.Pairs(append(t.ExcusedPairs(), explain.LossPairs(t)...))
			story.ShowSkipped(p.Printer, p.Out, t)
		},
	}, d)
}

// failing is the run that an argument names, which must go wrong.
func failing(p *cli.Program, arg string, e explainFlags) (*explain.Explanation, error) {
	r := &explain.Explanation{}
	if e.seeded && isScenarioName(arg) {
		if e.Follow || e.Lenient || e.scenario != "" {
			return nil, fmt.Errorf("explain: --seed %d makes a run of a scenario; --follow, --lenient and --scenario are for the steps of a file", p.Flags.Seed)
		}
		if err := p.CheckStrategy(); err != nil {
			return nil, err
		}
		s, err := p.Scenario(arg, sim.Timed)
		if err != nil {
			return nil, err
		}
		if r.Story, err = p.SeededRun(s, p.Flags.Strategy, p.Flags.Seed); err != nil {
			return nil, err
		}
	} else {
		s, err := cli.OpenSource(arg, e.scenario)
		if err != nil {
			return nil, err
		}
		if r.Story, _, err = p.CarryOut(s, e.Following); err != nil {
			return nil, err
		}
		if s.Corpus != nil {
			r.Lead = story.Prose(s.Corpus, r.Story.Sentence())
		}
	}
	if r.Story.Problem == nil && !r.Story.Excused() {
		return nil, fmt.Errorf("explain: %s: nothing goes wrong in this run (%s), so there is nothing to explain", sourceName(arg), r.Story.Trace.VerdictLine())
	}
	return r, nil
}

// isScenarioName reports whether an argument names a scenario rather than a run.
func isScenarioName(arg string) bool {
	if record.IsToken(arg) {
		return false
	}
	if slices.Contains(sim.ScenarioNames(), arg) {
		return true
	}
	_, _, err := cli.LoadScenario(arg)
	return err == nil
}

// sourceName is what messages call an argument.
func sourceName(arg string) string {
	if record.IsToken(arg) {
		return "token"
	}
	return arg
}
