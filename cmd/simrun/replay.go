package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// replaying are the flags of replay that no other command has.
type replaying struct {
	picture
	following
	scenario string
}

func newReplayCommand(p *program) *cobra.Command {
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
		ValidArgsFunction: completeCases,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return fmt.Errorf("replay: expected a token (glare1-…), a corpus file or a schedule file, or `--seed N SCENARIO`")
			}
			if c.Flags().Changed("strategy") && !c.Flags().Changed("seed") {
				return fmt.Errorf("replay: --strategy %s: what is replayed is chosen already; a strategy chooses with --seed N SCENARIO", p.flags.strategy)
			}
			if c.Flags().Changed("seed") {
				if r.follow || r.lenient || r.scenario != "" {
					return fmt.Errorf("replay: --seed %d makes a run of a scenario; --follow, --lenient and --scenario are for the steps of a file", p.flags.seed)
				}
				return p.runEach(args, r.picture)
			}
			return p.replayEach(args, r)
		},
	}
	p.worldFlags(c, "timed with --seed")
	p.strategyFlags(c, "latency")
	p.pictureFlags(c, &r.picture)
	p.strictFlag(c)
	r.followFlags(c)
	c.Flags().StringVar(&r.scenario, "scenario", "", "the scenario (`NAME` or file) of a schedule file that has none")
	if err := c.RegisterFlagCompletionFunc("scenario", completeScenarios); err != nil {
		panic("simrun: " + err.Error())
	}
	return c
}

func (p *program) replayEach(args []string, r replaying) error {
	if err := r.check(p); err != nil {
		return err
	}
	if r.file != "" && len(args) > 1 {
		return fmt.Errorf("-o %s: one file holds one diagram; name one run", r.file)
	}
	for i, arg := range args {
		if i > 0 && !p.json() {
			p.printf("\n")
		}
		s, err := p.openSource(arg, r.scenario)
		if err != nil {
			return err
		}
		if err := p.replayOne(s, r); err != nil {
			return err
		}
	}
	return nil
}

func (p *program) replayOne(s *source, r replaying) error {
	t, followed, err := p.carryOut(s, r.following)
	if err != nil {
		return err
	}
	line := p.toldOf(t)
	line.Trace = stepsOf(t)
	line.Followed, line.Skipped = followed, skippedOf(t)
	length := count(len(t.schedule.Names), "step") + ", replayed exactly"
	if followed {
		length = fmt.Sprintf("%s, following the %d of %s", count(len(t.schedule.Names), "step"), len(s.schedule.Names), s.name)
	}
	var lead []string
	if s.corpus != nil {
		lead = prose(s.corpus, t.sentence())
		if !followed && p.mutant == "" {
			status, _, _ := s.corpus.Replay(play.BothV0()) // it could be carried out just now
			line.Corpus = string(status)
			length += "; beside the corpus file: " + line.Corpus
		}
	}
	return p.present(t, line, r.picture, length, lead)
}

// carryOut replays a source exactly, or follows it if that was asked for or if
// the flags change its scenario.
func (p *program) carryOut(s *source, how following) (t *story, followed bool, err error) {
	was := s.scenario.Timing
	if err := p.apply(s.scenario); err != nil {
		return nil, false, err
	}
	game, schedule, err := p.pin(s.scenario, s.schedule)
	if err != nil {
		return nil, false, err
	}
	now := game.Scenario()
	follow := how.follow || how.lenient || p.flags.reading != "" || p.flags.faults != "" || was != now.Timing && now.Timing != sim.Timed
	if was == sim.Timed && now.Timing != sim.Timed {
		schedule.Names = withoutTimes(schedule.Names)
	}
	if follow && was != sim.Timed && now.Timing == sim.Timed {
		return nil, false, fmt.Errorf("%s: its steps have no times, which they need to be followed with the timing timed; "+
			"leave out --follow, --reading and --faults, or use another --timing", s.name)
	}
	rules, err := p.rulesOf(now)
	if err != nil {
		return nil, false, err
	}
	if was != sim.Timed && now.Timing == sim.Timed && !follow {
		if schedule.Names, err = withTimes(now, rules, schedule.Names); err != nil {
			return nil, false, fmt.Errorf("%s: %w", s.name, err)
		}
	}
	carry := game.Follow
	if !follow {
		if err := s.checkRules(rules); err != nil {
			return nil, false, err
		}
		carry = game.Replay
	}
	trace, err := carry(schedule)
	if diverged, ok := errors.AsType[*scheduler.DivergedError](err); ok {
		return nil, false, fmt.Errorf("%s: %s; to skip such steps, add --follow", s.name, unknownAction(diverged))
	}
	if err != nil {
		return nil, false, fmt.Errorf("%s: %w", s.name, err)
	}
	if err := how.accept(s.name, trace); err != nil {
		return nil, false, err
	}
	t, err = p.story(game, trace, "")
	return t, follow, err
}

// withTimes gives the steps of an untimed run times at which they can happen.
func withTimes(s *sim.Scenario, rules play.Rules, names []string) ([]string, error) {
	times, err := play.Realise(s, rules, 0, names)
	if err != nil {
		return nil, err
	}
	timed := make([]string, len(names))
	for i, name := range names {
		timed[i] = fmt.Sprintf("%s @%d", name, times[i])
	}
	return timed, nil
}

// withoutTimes takes the times from the steps of a timed run.
func withoutTimes(names []string) []string {
	bare := make([]string, len(names))
	for i, name := range names {
		bare[i], _, _ = strings.Cut(name, " @")
	}
	return bare
}

// paragraphs joins the lines of a comment that belong together.
func paragraphs(lines []string) []string {
	var list []string
	for text := range strings.SplitSeq(strings.Join(lines, "\n"), "\n\n") {
		if text = strings.Join(strings.Fields(text), " "); text != "" {
			list = append(list, text)
		}
	}
	return list
}
