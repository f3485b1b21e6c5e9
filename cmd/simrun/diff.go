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

A reading is NAME, NAME+knob=value, or alice=NAME,bob=NAME. Without scenarios these
are explored: single, glare, retro, federated-glare, expiry, slow-media, equal-ids
and two-rooms.

Exit status: 0 the comparison is complete, 2 bad input, 3 undecided (out of budget
or interrupted).`,
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
	meter.close()
	if err != nil && (errors.Is(err, play.ErrUndecided) || ctx.Err() != nil) {
		return list, err, nil
	}
	return list, nil, err
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
	if len(list) == 0 && open == nil {
		return p.showNoChange(r)
	}
	for i := range list {
		if err := p.showChange(&list[i], i > 0); err != nil {
			return err
		}
	}
	if !p.json() {
		p.showTested()
	}
	if open != nil {
		return p.undecided(open, len(list) > 0)
	}
	return nil
}

// sameJSON is the one line of diff where nothing differs.
type sameJSON struct {
	Scenarios []string `json:"scenarios"`
	Readings  []string `json:"readings"`
	Change    string   `json:"change"` // none
	Message   string   `json:"message"`
}

// showNoChange says that nothing differs.
func (p *program) showNoChange(r *pair) error {
	var names []string
	for _, c := range r.revisions {
		if name := c.Network.Scenario.Name; !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	text := fmt.Sprintf("No run ends in another way, and nothing else goes wrong: %s and %s differ in no outcome of %s.", r.from, r.to, either(names))
	if p.json() {
		return p.emit(sameJSON{names, []string{r.from, r.to}, "none", text})
	}
	p.printf("%s\n", text)
	return nil
}

// changeJSON is what diff writes about one thing that differs, one line.
type changeJSON struct {
	Scenario string         `json:"scenario"`
	IDs      string         `json:"ids"` // the call IDs for which it is so
	Timing   string         `json:"timing"`
	Faults   map[string]int `json:"faults"`
	Change   string         `json:"change"`  // added, removed, or changed: the same ways to end, but not after the same steps
	Reading  string         `json:"reading"` // of the story
	Outcome  string         `json:"outcome"` // of the story
	Property string         `json:"property"`
	Causes   []string       `json:"causes"`
	Message  string         `json:"message"`
	Instead  string         `json:"instead"` // how the same steps end under the other reading
	Steps    int            `json:"steps"`
	Schedule []string       `json:"schedule"`
	Token    string         `json:"token"`
	Tested   tested         `json:"tested"`
}

// showChange prints one thing that differs.
func (p *program) showChange(d *play.Differing, more bool) error {
	t, err := p.tell(d.Survey.Scenario, d.Schedule, d.PropertyName())
	if err != nil {
		return err
	}
	instead, err := d.Instead(d.Other)
	if err != nil {
		return err
	}
	change, reading, other := "added", readingText(d.Survey.Scenario), readingText(d.Other.Scenario)
	if !d.Added {
		change = "removed"
	}
	if d.Swapped {
		change = "changed"
	}
	if p.json() {
		h := p.headOf(d.Survey.Scenario)
		return p.emit(changeJSON{
			Scenario: h.Scenario, IDs: t.idText(), Timing: h.Timing, Faults: h.Faults, Change: change, Reading: reading,
			Outcome: t.trace.Outcome, Property: d.PropertyName(), Causes: d.Causes(), Message: t.sentence(),
			Instead: endText(instead), Steps: len(d.Schedule.Names), Schedule: d.Schedule.Names, Token: t.token, Tested: h.Tested,
		})
	}
	if more {
		p.printf("\n")
	}
	what := "outcome " + t.trace.Outcome
	if d.Violated {
		what = "violation of " + d.PropertyName()
	}
	if d.Swapped {
		what += ": the same ways to end, but not after the same steps"
	}
	p.printf("%s %s: %s\n", p.bold(fmt.Sprintf("%-7s", strings.ToUpper(change)), !d.Added), d.Network, what)
	if d.Violated {
		p.printf("  %s\n", t.sentence())
	}
	facts := [][2]string{{"call IDs", t.idText()}, {"reading", reading}}
	if causes := d.Causes(); d.Violated && len(causes) > 0 {
		facts = append(facts, [2]string{"causes", causeText(causes)})
	}
	p.pairs(append(facts, [2]string{"instead", "under " + other + " the same steps end so: " + endText(instead)}))
	p.printf("  %-12s%s  %s\n", "story", count(len(d.Schedule.Names), "step"), t.token)
	return nil
}

// endText is how a run ends, with what goes wrong in it.
func endText(t *play.Trace) string {
	text := t.Outcome
	if worst := t.Gravest(); worst != nil {
		text += ", violates " + worst.Property + " (" + worst.Words + ")"
	} else if t.Excused() {
		text += ", excused from " + both(t.ExcusedFrom()) + " (" + t.Excuses[0].Words + ")"
	}
	return text
}
