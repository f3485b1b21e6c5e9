package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/record"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
)

// replaying are the flags of replay that no other command has.
type replaying struct {
	cli.Picture
	cli.Following
	scenario string
}

func newReplayCommand(p *cli.Program) *cobra.Command {
	var r replaying
	c := &cobra.Command{
		Use:   "replay [flags] TOKEN|FILE|CASE…",
		Short: "Carry out a run again: a token, a corpus or schedule file, or a seed",
		Long: `Replay carries out the steps of a token, a corpus file, a case that comes with the
program or a schedule file exactly, and says which step is not possible if one is not. With another reading, timing
or more faults, or with --follow, it follows the steps instead: it skips what is
not possible, lists that with the reason, and lets the run come to rest. A step that
is no action of the scenario, or more than two thirds that are not possible, is bad
input, unless --lenient is given. With --timing timed it finds times at which an
untimed run can happen.

A schedule file holds the names of actions, one a line; its scenario comes first,
between the lines scenario and schedule, or from --scenario. With --seed N the
arguments are scenarios, and the run is the one that simrun run --seed N makes.

Exit status: 0 nothing wrong, or excused (1 with --strict), 1 violated, 2 bad input or another run than it was,
3 undecided (the steps end before the run comes to rest).`,
		Example: `  simrun replay both-invites-in-flight
  simrun replay --diagram html -o story.html glare1-…
  simrun replay --reading robust corpus/both-invites-in-flight.txt
  simrun replay --seed 7 --reading literal glare
  simrun replay --scenario glare steps.txt`,
		ValidArgsFunction: cli.CompleteCases,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return fmt.Errorf("replay: expected a token (glare1-…), a corpus file or a schedule file, or `--seed N SCENARIO`")
			}
			if c.Flags().Changed("strategy") && !c.Flags().Changed("seed") {
				return fmt.Errorf("replay: --strategy %s: what is replayed is chosen already; a strategy chooses with --seed N SCENARIO", p.Flags.Strategy)
			}
			if c.Flags().Changed("seed") {
				if r.Follow || r.Lenient || r.scenario != "" {
					return fmt.Errorf("replay: --seed %d makes a run of a scenario; --follow, --lenient and --scenario are for the steps of a file", p.Flags.Seed)
				}
				return runEach(p, args, r.Picture)
			}
			return replayEach(p, args, r)
		},
	}
	p.WorldFlags(c, "timed with --seed")
	p.StrategyFlags(c, "latency")
	cli.PictureFlags(p.Printer, c, &r.Picture)
	p.RuleIDsFlag(c)
	p.StrictFlag(c)
	r.FollowFlags(c)
	c.Flags().StringVar(&r.scenario, "scenario", "", "the scenario (`NAME` or file) of a schedule file that has none")
	if err := c.RegisterFlagCompletionFunc("scenario", cli.CompleteScenarios); err != nil {
		panic("simrun: " + err.Error())
	}
	return c
}

func replayEach(p *cli.Program, args []string, r replaying) error {
	if err := r.Check(p); err != nil {
		return err
	}
	if r.File != "" && len(args) > 1 {
		return fmt.Errorf("-o %s: one file holds one diagram; name one run", r.File)
	}
	for i, arg := range args {
		if i > 0 && !p.JSON() {
			p.Printf("\n")
		}
		s, err := cli.OpenSource(arg, r.scenario)
		if err != nil {
			return err
		}
		if err := replayOne(p, s, r); err != nil {
			return err
		}
	}
	return nil
}

func replayOne(p *cli.Program, s *cli.Source, r replaying) error {
	t, followed, err := p.CarryOut(s, r.Following)
	if err != nil {
		return err
	}
	line := p.ToldOf(t)
	line.Trace = story.StepsOf(t)
	line.Followed, line.Skipped = followed, story.SkippedOf(t)
	length := term.Count(len(t.Schedule.Names), "step") + ", replayed exactly"
	if followed {
		length = fmt.Sprintf("%s, following the %d of %s", term.Count(len(t.Schedule.Names), "step"), len(s.Schedule.Names), s.Name)
	}
	var lead []string
	if s.Corpus != nil {
		lead = story.Prose(s.Corpus, t.Sentence())
		if !followed && p.Mutant == "" {
			status := record.Compare(s.Corpus, t.Trace)
			if p.Flags.Timing != "" { // the times are no part of the case
				status, _, _ = record.Replay(s.Corpus, checker.Rules{}) // it could be carried out just now
			}
			line.Corpus = string(status)
			length += "; beside the corpus file: " + line.Corpus
		}
	}
	return cli.Present(p.Printer, cli.Told(p.Reporter, t, line, length, lead), r.Picture)
}
