package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// repairStates bounds a search of repair, holes, diff and rollout, where no flag
// says otherwise: enough for every bundled scenario but the largest.
const repairStates = 2_000_000

// mostAmendments bounds the amendments of a repair where no flag does.
const mostAmendments = 3

// repairFlags are the flags of repair alone.
type repairFlags struct {
	scenarios string
	faults    faultSets
	most      int
}

func newRepairCommand(p *program) *cobra.Command {
	own := &repairFlags{}
	c := &cobra.Command{
		Use:   "repair [flags]",
		Short: "Find the smallest set of amendments under which all is proven",
		Long: `Repair looks for the smallest sets of amendments to the reading literal, which is
the text word by word, under which every property is proven for a class of
networks: each of the scenarios with each of the fault sets. An amendment gives one
knob another value, and is shown as the sentence that it would add to the text, with
the shortest story that goes wrong without it.

All sets of the least size are found: a reading that is to survive a story has to
change something that the story asks, so that what cannot help is never tried. They
are ranked by how they fare in runs with a clock: calls lost, time to converge,
messages; then by the order of the knobs. What no reading can repair is named, with
the reason.

--faults may stand several times, each time for one set of faults that may happen
together; "none" is no fault, and "delaying" stands for each fault that only delays,
one at a time.

What is excused under a set is listed, with what destroyed what.

Exit status: 0 there is such a set (1 with --strict if something is excused under one),
1 there is none, 2 bad input, 3 undecided (out of budget or interrupted).`,
		Example: `  simrun repair --scenario glare --faults send-fail=1
  simrun repair --scenario glare,slow-media,federated-glare --faults none --faults delaying --faults send-fail=1
  simrun repair --scenario glare --faults send-fail=1 --format json`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return p.repair(c.Context(), own) },
	}
	p.rulesFlag(c)
	p.strictFlag(c)
	c.Flags().StringVar(&own.scenarios, "scenario", "glare", "the `NAMES` of the scenarios, or files, with commas between")
	c.Flags().Var(&own.faults, "faults", "faults that may happen besides the scenario's, as `a=1,b=2`, or none, or delaying; several times for several sets (default none)")
	c.Flags().IntVar(&own.most, "most", mostAmendments, "how many amendments at most")
	c.Flags().StringVar(&p.flags.timing, "timing", "", "what time means: patient or async (default: what the scenario names, or patient)")
	c.Flags().Uint64Var(&p.flags.maxStates, "max-states", repairStates, "give up a search after so many states; 0 for no bound")
	p.budgetFlags(c, "without end")
	p.memoryFlag(c)
	complete(c, "scenario", sim.ScenarioNames)
	complete(c, "faults", func() []string { return append(faultNames(), "none", "delaying") })
	complete(c, "timing", timingNames)
	return c
}

// repair finds the least amendments for a class of networks.
func (p *program) repair(ctx context.Context, own *repairFlags) error {
	if own.most < 0 || own.most > int(model.NumKnobs) {
		return fmt.Errorf("--most %d: expected 0 to %d amendments", own.most, model.NumKnobs)
	}
	workers, err := p.workers()
	if err != nil {
		return err
	}
	networks, err := p.class(own)
	if err != nil {
		return err
	}
	ctx, cancel := p.limit(ctx)
	defer cancel()
	meter := p.watch("repairing")
	r := &repairAnswer{class: networks, sets: own.faults.list(), most: own.most, search: &play.Repair{
		Networks: networks, Most: own.most, Workers: workers, MaxStates: p.flags.maxStates, MaxMemory: p.maxMemory(),
		Progress: func(size, candidates, done, proven int) {
			meter.Tell(-1, "amendments", size, "of", candidates, "tried", done, "proven", proven)
		},
	}}
	err = p.solve(ctx, r)
	meter.Close()
	if err != nil && (errors.Is(err, play.ErrUndecided) || ctx.Err() != nil) {
		return p.partlyRepaired(r, err)
	}
	if err != nil {
		return err
	}
	if len(r.ranked) == 0 || len(r.beyond) > 0 {
		p.end(statusViolated)
	}
	for i := range r.ranked {
		if len(r.ranked[i].excused) > 0 {
			p.end(p.excusedStatus())
		}
	}
	if p.json() {
		return p.emitRepaired(r)
	}
	return p.showRepaired(r)
}

// undecided says why work ended before its result was known; known says that part of
// it was printed.
func (p *reporter) undecided(open error, known bool) error {
	p.end(statusUndecided)
	var reasons []string
	for line := range strings.SplitSeq(open.Error(), "\n") {
		if !slices.Contains(reasons, line) { // many searches may end for one reason
			reasons = append(reasons, line)
		}
	}
	reason := strings.Join(reasons, "; ")
	if p.json() {
		return p.emit(map[string]any{"verdict": scheduler.Undecided.String(), "reason": reason, "tested": p.tested()})
	}
	rest := "Nothing is known of the whole."
	if known {
		rest = "What is above stands; the rest is not known."
	}
	p.printf("%s: %s. %s\n", p.bold("UNDECIDED", false), reason, rest)
	p.moref("To go further, raise --for, --max-states or --max-memory, or ask for less.\n")
	return nil
}

// class is each scenario with each set of faults.
func (p *program) class(own *repairFlags) ([]*play.Network, error) {
	var list []*play.Network
	for name := range strings.SplitSeq(own.scenarios, ",") {
		s, err := p.untimed("repair", name)
		if err != nil {
			return nil, err
		}
		for _, faults := range own.faults.list() {
			n, err := play.NewNetwork(s, faults)
			if err != nil {
				return nil, fmt.Errorf("--faults: %w", err)
			}
			list = append(list, n)
		}
	}
	return list, nil
}

// untimed loads a scenario of which every run is to be explored.
func (p *program) untimed(command, name string) (*sim.Scenario, error) {
	s, err := p.scenario(name, sim.Patient)
	if err == nil && s.Timing == sim.Timed {
		err = fmt.Errorf("%s %s: exploring every run needs a timing in which only order counts, not milliseconds: "+
			"use --timing patient or --timing async", command, s.Name)
	}
	return s, err
}

// repairAnswer is what a repair has found out.
type repairAnswer struct {
	search *play.Repair
	class  []*play.Network
	sets   []string // of faults
	most   int
	*play.Repaired
	ranked []rankedSet
	beyond []play.Beyond // networks that no reading repairs
}

// rankedSet is one least set of amendments.
type rankedSet struct {
	list    []play.Amendment
	stories []*story // what goes wrong without each of them
	merit   play.Merit
	excused []pardonJSON // what was not demanded everywhere
}

// solve finds the least sets. Where there are none, it finds out for which
// networks that is so, and repairs the others.
func (p *reporter) solve(ctx context.Context, r *repairAnswer) (err error) {
	if r.Repaired, err = r.search.Run(ctx); err != nil {
		return err
	}
	if len(r.Sets) == 0 {
		if r.beyond, err = r.search.Apart(ctx); err != nil {
			return err
		}
		if len(r.beyond) > 0 && len(r.search.Networks) > 0 {
			if r.Repaired, err = r.search.Run(ctx); err != nil {
				return err
			}
		}
	}
	for _, set := range r.Sets {
		one := rankedSet{list: set}
		if one.merit, err = play.Measure(ctx, r.search.Networks, play.Amended(set...), r.search.Workers); err != nil {
			return err
		}
		if one.excused, err = p.setPardons(ctx, r, set); err != nil {
			return err
		}
		needed, err := r.search.Needed(ctx, set)
		if err != nil {
			return err
		}
		for _, f := range needed {
			t, err := p.tell(f.Scenario(), f.Schedule, f.Property)
			if err != nil {
				return err
			}
			one.stories = append(one.stories, t)
		}
		r.ranked = append(r.ranked, one)
	}
	slices.SortStableFunc(r.ranked, func(a, b rankedSet) int { return a.merit.Compare(b.merit) })
	return nil
}

// setPardons is what the networks of a class are excused from under a set.
func (p *reporter) setPardons(ctx context.Context, r *repairAnswer, set []play.Amendment) ([]pardonJSON, error) {
	list := []pardonJSON{}
	found, err := r.search.Excused(ctx, play.Amended(set...))
	if err != nil {
		return nil, err
	}
	for _, one := range found {
		more, err := p.pardonsOf(one.Scenario, one.Pardons)
		if err != nil {
			return nil, err
		}
		list = addPardons(list, more, 1)
	}
	return list, nil
}

// faultSets is the flag --faults of repair: several sets of faults.
type faultSets struct{ given []string }

// Set adds sets; what is there already stays as it is.
func (f *faultSets) Set(text string) error {
	for one := range strings.SplitSeq(text, ";") {
		if one = strings.TrimSpace(one); one == "" || slices.Contains(f.given, one) {
			continue
		}
		if one != "delaying" {
			if _, err := sim.ParseFaults(one); err != nil {
				return err
			}
		}
		f.given = append(f.given, one)
	}
	return nil
}

// String is the sets as Set takes them.
func (f *faultSets) String() string { return strings.Join(f.given, ";") }

// Type is what help calls such a value.
func (f *faultSets) Type() string { return "faults" }

// list is all sets, as --faults elsewhere takes them.
func (f *faultSets) list() []string {
	var list []string
	for _, one := range f.given {
		if one != "delaying" {
			list = append(list, one)
			continue
		}
		for _, fault := range sim.Faults() {
			if fault.Delays {
				list = append(list, fault.Name+"=1")
			}
		}
	}
	if list == nil {
		list = []string{"none"}
	}
	return list
}
