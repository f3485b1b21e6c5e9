package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/scheduler"
)

// explainFlags are the flags of explain that no other command has.
type explainFlags struct {
	replaying
	samples uint64
	seeded  bool // --seed was given
}

func newExplainCommand(p *program) *cobra.Command {
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
  simrun explain --seed 3 --reading literal glare
  simrun explain --format json corpus/winner-withdrawn.txt`,
		ValidArgsFunction: completeCases,
		RunE: func(c *cobra.Command, args []string) error {
			e.seeded = c.Flags().Changed("seed")
			switch {
			case len(args) == 0:
				return fmt.Errorf("explain: expected a token (glare1-…), a corpus file or a schedule file, or `--seed N SCENARIO`")
			case c.Flags().Changed("strategy") && !e.seeded:
				return fmt.Errorf("explain: --strategy %s: what is explained is chosen already; a strategy chooses with --seed N SCENARIO", p.flags.strategy)
			}
			return p.explainEach(c.Context(), args, e)
		},
	}
	p.worldFlags(c, "timed with --seed")
	p.strategyFlags(c, "latency")
	p.pictureFlags(c, &e.picture)
	p.strictVerdictFlag(c)
	f := c.Flags()
	e.followFlags(c)
	f.StringVar(&e.scenario, "scenario", "", "the scenario (`NAME` or file) of a schedule file that has none")
	f.Uint64Var(&p.flags.maxStates, "max-states", scheduler.OutlookStates, "how many states ahead are few enough for an exact answer")
	p.memoryFlag(c)
	f.Uint64Var(&e.samples, "samples", scheduler.OutlookSamples, "how many runs to make from each step with more ahead")
	if err := c.RegisterFlagCompletionFunc("scenario", completeScenarios); err != nil {
		panic("simrun: " + err.Error())
	}
	return c
}

func (p *program) explainEach(ctx context.Context, args []string, e explainFlags) error {
	switch {
	case e.file != "" && len(args) > 1:
		return fmt.Errorf("-o %s: one file holds one diagram; name one run", e.file)
	case e.samples < 1 || e.samples > scheduler.MaxOutlookSamples:
		return fmt.Errorf("explain: --samples %d: expected 1 to %d", e.samples, scheduler.MaxOutlookSamples)
	case p.flags.maxStates < 1:
		return fmt.Errorf("explain: --max-states 0: expected 1 or more")
	}
	if err := e.check(p); err != nil {
		return err
	}
	for i, arg := range args {
		if i > 0 && !p.json() {
			p.printf("\n")
		}
		failing, err := p.failing(arg, e)
		if err != nil {
			return err
		}
		failing.explainOptions = explainOptions{samples: e.samples, seed: p.flags.seed, maxStates: p.flags.maxStates, maxMemory: p.maxMemory()}
		if err := p.explainOne(ctx, failing, e.picture); err != nil {
			return err
		}
	}
	return nil
}

// explainOne explains a run and draws it as the picture says.
func (p *reporter) explainOne(ctx context.Context, r *explained, d picture) error {
	t := r.story
	p.strictly(t.bad())
	if t.excused() {
		return p.explainExcused(r, d)
	}
	if err := p.lookAhead(ctx, r); err != nil {
		return err
	}
	if r.cut != "" {
		p.end(statusUndecided)
	}
	var err error
	if d.format != "" {
		err = p.drawn(d, p.explainedPicture(r))
	}
	switch {
	case p.json():
		return errors.Join(p.emit(r.json(p.headOf(t.game.Scenario()))), err)
	case d.format == "" || err != nil:
		p.showExplained(r)
		p.showSkipped(p.out, t)
	case d.file != "":
		p.printf("%s\nDrawn:  %s\n", wrap(t.sentence(), p.width), d.file)
		p.showSkipped(p.out, t)
	default: // the output is the picture
		p.showSkipped(p.errw, t)
	}
	return err
}
