package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/sim"
)

// usualScenarios are what diff and rollout explore where none is named: every
// bundled scenario whose runs are explored in about a second.
var usualScenarios = []string{"single", "glare", "retro", "federated-glare", "expiry", "slow-media", "equal-ids", "two-rooms"}

func newDiffCommand(p *program) *cobra.Command {
	c := &cobra.Command{
		Use:   "diff [flags] READING READING [scenario…]",
		Short: "Show which outcomes a change of reading adds and takes away",
		Long: `Diff explores every run of scenarios under two readings and says what differs:
which ways to end, and which violations, come with the second and which go, each
with a shortest story, and with how the same steps end under the other reading. Each
assignment of call IDs is compared for itself, so that it counts which call wins; and
where the same things can happen, a run is shown that ends differently, if any does.
What a reading is excused from is listed too, with what destroyed what; BOTH stands
before what both are excused from.

A reading is NAME, NAME+knob=value, or alice=NAME,bob=NAME. Without scenarios these
are explored: single, glare, retro, federated-glare, expiry, slow-media, equal-ids
and two-rooms.

Where a search is cut short, the violations that were found are shown: FOUND stands
before one of which it is not known whether the other reading has it too, and BOTH
before one that both have.

Exit status: 0 the comparison is complete (with --strict 1 where either reading
violates anything or is excused), 2 bad input, 3 undecided (out of budget or
interrupted).`,
		Example: `  simrun diff literal literal-sent glare
  simrun diff literal-sent literal-sent+abort-in=hangup federated-glare --faults fed-reorder=1
  simrun diff literal robust --format json`,
		Args:              needReadings,
		ValidArgsFunction: completePair,
		RunE:              func(c *cobra.Command, args []string) error { return p.diff(c.Context(), args) },
	}
	p.cellFlags(c)
	return c
}

// cellFlags are the flags of diff and rollout.
func (p *program) cellFlags(c *cobra.Command) {
	p.rulesFlag(c)
	p.strictVerdictFlag(c)
	c.Flags().StringVar(&p.flags.faults, "faults", "", "faults that may happen besides the scenario's, as `a=1,b=2`")
	c.Flags().StringVar(&p.flags.timing, "timing", "", "what time means: patient or async (default: what the scenario names, or patient)")
	c.Flags().Uint64Var(&p.flags.maxStates, "max-states", repairStates, "give up a search after so many states; 0 for no bound")
	p.budgetFlags(c, "without end")
	join(c, "faults")
	p.memoryFlag(c)
	complete(c, "faults", faultNames)
	complete(c, "timing", timingNames)
}

// needReadings asks for two readings at least.
func needReadings(c *cobra.Command, args []string) error {
	if len(args) < 2 {
		return says(c, "expected two readings, such as `%s literal literal-sent glare`; `simrun list readings` names all", c.CommandPath())
	}
	return nil
}

// completePair offers readings for the first two arguments, then scenarios.
func completePair(c *cobra.Command, args []string, text string) ([]string, cobra.ShellCompDirective) {
	if len(args) < 2 {
		return readingNames(), cobra.ShellCompDirectiveNoFileComp
	}
	return completeScenarios(c, args, text)
}

// fleet reads the readings of a scenario's users: one, or alice=NAME,bob=NAME.
func fleet(of *sim.Scenario, text string) (play.Fleet, error) {
	s := *of
	if err := s.SetReading(text); err != nil {
		return play.Fleet{}, fmt.Errorf("reading %s: %w", text, err)
	}
	return play.Fleet{s.Users[0].Reading, s.Users[1].Reading}, nil
}

// pair is what diff and rollout compare: two fleets in networks.
type pair struct {
	from, to  string // the readings, as they were given
	revisions []play.Revision
	surveyor  play.Surveyor
	workers   int
}

// readPair reads the arguments of diff and rollout.
func (p *program) readPair(command string, args []string) (*pair, error) {
	r := &pair{from: args[0], to: args[1]}
	var err error
	if r.workers, err = p.workers(); err != nil {
		return nil, err
	}
	names := args[2:]
	if len(names) == 0 {
		names = usualScenarios
	}
	for _, name := range names {
		s, err := p.untimed(command, name)
		if err != nil {
			return nil, err
		}
		c := play.Revision{Network: &play.Network{Scenario: s}}
		if c.From, err = fleet(s, r.from); err != nil {
			return nil, err
		}
		if c.To, err = fleet(s, r.to); err != nil {
			return nil, err
		}
		r.revisions = append(r.revisions, c)
	}
	r.surveyor.MaxStates, r.surveyor.MaxMemory = p.flags.maxStates, p.maxMemory()
	return r, nil
}

// explored is what exploring the networks of a pair comes to. If that is undecided,
// open says why, and what is known is there all the same.
func explored[T any](ctx context.Context, p *program, what string, r *pair,
	explore func(context.Context, *play.Surveyor, []play.Revision, int) ([]T, error),
) (list []T, open, err error) {
	ctx, cancel := p.limit(ctx)
	defer cancel()
	meter := p.watch(what)
	list, err = explore(ctx, &r.surveyor, r.revisions, r.workers)
	meter.Close()
	if err != nil && (errors.Is(err, play.ErrUndecided) || ctx.Err() != nil) {
		return list, err, nil
	}
	return list, nil, err
}

// exploredText says of a pair's scenarios what time means in them, and which faults may
// happen.
func (r *pair) exploredText() string {
	var parts []string
	for _, c := range r.revisions {
		s := c.Network.Scenario
		text := s.Name + ", " + s.Timing.String()
		if faults := faultText(s); faults != "" {
			text += ", faults " + faults
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, "; ")
}

// showExplored says what was explored, and with what.
func (p *reporter) showExplored(r *pair) {
	p.pairs([][2]string{{"explored", r.exploredText()}, {"tested", p.tested().text()}})
}

// diff compares what comes of two readings.
func (p *program) diff(ctx context.Context, args []string) error {
	r, err := p.readPair("diff", args)
	if err != nil {
		return err
	}
	list, open, err := explored(ctx, p, "comparing", r, play.Diff)
	if err != nil {
		return err
	}
	changes, err := p.changes(list)
	if err != nil {
		return err
	}
	for i := range list {
		p.strictly(list[i].From.Bad() || list[i].To.Bad())
	}
	differs := slices.ContainsFunc(changes, func(c changed) bool { return c.word != unchanged })
	if !differs && open == nil {
		if err := p.showNoChange(r); err != nil {
			return err
		}
	}
	for i := range changes {
		if err := p.showChange(&changes[i], i > 0 || !differs && open == nil); err != nil {
			return err
		}
	}
	if !p.json() {
		p.showExplored(r)
	}
	if open != nil {
		return p.undecided(open, len(changes) > 0)
	}
	return nil
}
