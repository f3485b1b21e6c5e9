package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/files"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/verdict"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

func newCheckCommand(p *cli.Program) *cobra.Command {
	way := 1
	var sought focusFlags
	var folder string
	c := &cobra.Command{
		Use:   "check [flags] scenario…",
		Short: "Explore every run: a proof, or the shortest story that goes wrong",
		Long: `Check explores every run of a scenario. Either it proves that nothing goes wrong
within the scenario's bounds, and says what that does not say, or it shows a
story that goes wrong than which no shorter one exists. Where the scenario's delays
do not allow that story, it shows the shortest that they allow, and says what the
other would need. Where there are too many runs to look for a shortest one, it shows
one that was made as short as it could be, and says so.

With --keep-going it lists the ways in which things go wrong, by property and
cause, and tells the first one's shortest story. With --way N it tells that of the
Nth way of the list.

With --property and --severity it looks for some violations only: a proof is then one
of these alone, and says so. The severities are those of simrun explain.

With --out it leaves files that begin with the scenario's name: what is printed
(.txt, .json), and of a story its .token, a page (.html), a picture (.svg), what simrun
explain says of it (.explanation.txt) and the text of an issue (.issue.md). Only files
that it has written itself and nobody has changed are replaced.

A scenario is the name of a bundled one, or a file.

Exit status: 0 proved, or proved but for what is excused (1 with --strict), 1 violated, 2 bad input, 3 undecided (out of budget,
interrupted, or some run exceeds a limit of the simulated world; what is known is
printed).`,
		Example: `  simrun check glare --reading literal
  simrun check glare --reading literal-sent --faults send-fail=1
  simrun check glare --reading literal-sent --timing async --keep-going
  simrun check glare --reading literal-sent --timing async --way 2
  simrun check glare --reading literal --out found
  simrun check glare --reading literal --property willing-connected --property one-live-call
  simrun check glare --reading robust --outcomes --format json`,
		Args:              cli.NeedScenario,
		ValidArgsFunction: cli.CompleteScenarios,
		RunE: func(c *cobra.Command, args []string) error {
			if way < 1 {
				return fmt.Errorf("--way %d: expected the number of a way that --keep-going lists, from 1", way)
			}
			p.Flags.KeepGoing = p.Flags.KeepGoing || c.Flags().Changed("way")
			focus, err := sought.focus()
			if err != nil {
				return err
			}
			return runCheck(c.Context(), p, args, checking{way: way, focus: focus, folder: folder})
		},
	}
	p.WorldFlags(c, "patient")
	p.BudgetFlags(c, "without end")
	p.SearchFlags(c)
	p.RuleIDsFlag(c)
	p.StrictFlag(c)
	addFocusFlags(c, &sought)
	c.Flags().StringVar(&folder, "out", "", "also write what is found to files in `DIR`, which is made: the story as text, page, picture, token, JSON, explanation and issue")
	c.Flags().IntVar(&way, "way", 1, "tell the story of way `N` of those that --keep-going lists; implies --keep-going")
	return c
}

// checking is what the flags of check alone say.
type checking struct {
	way    int
	focus  checker.Focus
	folder string           // of --out, or ""
	out    *files.OwnFolder // the same, open
	arg    string           // of the scenario that is searched
}

// runCheck searches all runs of each scenario, and tells the story of one way in
// which it goes wrong.
func runCheck(ctx context.Context, p *cli.Program, args []string, how checking) error {
	list, err := p.Scenarios(args, sim.Patient)
	if err != nil {
		return err
	}
	options, err := p.SearchOptions()
	if err != nil {
		return err
	}
	for _, s := range list {
		if s.Timing == sim.Timed {
			return fmt.Errorf("check %s: exploring every run needs a timing in which only order counts, not milliseconds: "+
				"use --timing patient or --timing async, or try many timed runs with `simrun fuzz --timing timed %s`", s.Name, s.Name)
		}
	}
	if err := how.judged(list); err != nil {
		return err
	}
	if how.out, err = openOut(how.folder, list); err != nil {
		return err
	}
	for i, s := range list {
		if i > 0 && !p.JSON() {
			p.Printf("\n")
		}
		how.arg = args[i]
		if err := checkOne(ctx, p, s, options, how); err != nil {
			return err
		}
	}
	return nil
}

// judged refuses properties that are looked for where nothing judges them.
func (how checking) judged(list []*sim.Scenario) error {
	for _, s := range list {
		for _, p := range properties.All() {
			if slices.Contains(how.focus.Properties, p.Name) && !p.IsJudged(s) {
				return fmt.Errorf("--property %s: %s does not ask for it; it is judged where a scenario file has the line `%s`", p.Name, s.Name, p.Line)
			}
		}
	}
	return nil
}

// checkOne searches all runs of one scenario and says what was found.
func checkOne(ctx context.Context, p *cli.Program, s *sim.Scenario, options scheduler.SearchOptions, how checking) error {
	limited, cancel := p.Limit(ctx)
	defer cancel()
	options.Reduction = p.Reduction()
	r := &verdict.Checked{
		Scenario: s, Way: how.way, Focus: how.focus, Arg: how.arg, ListEnds: p.Flags.Outcomes, Reduction: p.Flags.Reduction, MaxMemory: p.MaxMemory(),
	}
	if err := verdict.Explore(limited, p.Reporter, r, options); err != nil {
		return err
	}
	p.End(story.SearchStatus(p.Printer, r.Searched))
	if !p.JSON() {
		verdict.Show(p.Reporter, r)
	} else if err := p.Emit(r.JSON(p.HeadOf(s))); err != nil {
		return err
	}
	return putOut(limited, p.Reporter, how.out, r)
}

// focusFlags are what --property and --severity say.
type focusFlags struct {
	properties cli.ListFlag
	severity   int
}

// addFocusFlags adds --property and --severity.
func addFocusFlags(c *cobra.Command, f *focusFlags) {
	c.Flags().Var(&f.properties, "property", "look only for violations of the property `NAME`; several times for several")
	c.Flags().IntVar(&f.severity, "severity", 0, fmt.Sprintf("look only for what is at least as grave as `N`: 1, two conversations, to %d; 0 for all", len(properties.Severities())))
	cli.Complete(c, "property", checker.PropertyNames)
}

// focus is what the flags say is looked for.
func (f *focusFlags) focus() (checker.Focus, error) {
	focus := checker.Focus{Severity: f.severity}
	for _, text := range f.properties {
		focus.Properties = append(focus.Properties, strings.FieldsFunc(text, func(r rune) bool { return r == ',' })...)
	}
	if len(f.properties) > 0 && len(focus.Properties) == 0 {
		return focus, fmt.Errorf("--property %q: expected the name of a property; `simrun list properties` shows all", strings.Join(f.properties, ","))
	}
	if err := focus.Check(); err != nil {
		return focus, fmt.Errorf("--property and --severity: %w", err)
	}
	for _, name := range focus.Properties {
		switch {
		case name == "bounded-life":
			return focus, fmt.Errorf("--property %s: it needs a clock, without which all runs are explored; `simrun fuzz --timing timed` looks for it", name)
		case !focus.Has(name):
			return focus, fmt.Errorf("--property %s beside --severity %d: it is never as grave as that; leave out one of them", name, f.severity)
		}
	}
	return focus, nil
}
