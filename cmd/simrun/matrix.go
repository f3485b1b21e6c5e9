package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// matrixOptions say what is explored.
type matrixOptions struct {
	view             string
	readings, faults []string
	page             bool // the result is to be kept as a page
}

// matrixFlags is what the flags of matrix say.
type matrixFlags struct {
	matrixOptions
	format        formatFlag
	file, picture string
}

// matrixFormats are the formats in which a matrix can be written.
var matrixFormats = []string{"text", "json", "markdown", "html"}

// matrixView is one way to ask for many searches and to lay out what they find.
type matrixView struct {
	name, about string
	scenarios   []string // where no scenario is named
	single      bool     // takes one scenario only
	make        func(*reporter, context.Context, *matrixRun) (*matrixPage, error)
}

// matrixViews lists the views.
func matrixViews() []matrixView {
	return []matrixView{
		{"faults", "readings × faults × properties", []string{"glare"}, false, (*reporter).faultsView},
		{"profiles", "profile × profile: who can call whom when both call at once", []string{"glare"}, true, (*reporter).profilesView},
		{"windows", "what happens when the rival's invite arrives while the own one is under way", []string{"glare"}, true, (*reporter).windowsView},
	}
}

func matrixViewNames() []string {
	var names []string
	for _, v := range matrixViews() {
		names = append(names, v.name)
	}
	return names
}

func newMatrixCommand(p *program) *cobra.Command {
	o := &matrixFlags{format: formatFlag{p: p, format: "text"}}
	c := &cobra.Command{
		Use:   "matrix [flags] [scenario…]",
		Short: "Explore many combinations, and show what holds in which",
		Long: `Matrix explores every run of a scenario under each of several combinations, and
lays out what it finds as tables:

  faults    readings × faults × properties
  profiles  profile × profile: the readings of deployed clients, each calling each;
            the worse of the two orders of the call IDs counts
  windows   how far the own invite has got (accepted, reply seen, echo seen) when the
            rival's arrives, and what happens then, reading by reading

Each cell is PROVED, VIOLATED with a shortest story and the token that replays it,
or UNDECIDED. With --format html it is one page that needs nothing else, on which
a cell shows its story when it is chosen.

--reading and --faults are lists: say them several times, or put spaces between.
A reading may be one for both, or alice=NAME,bob=NAME; a profile is one too
(` + "`simrun list profiles`" + `). Faults are a combination, such as send-fail=1,crash=1, or
none.

Exit status: 0 the tables were made, whatever is in them (with --strict 1: something
in them is violated or excused); 2 bad input; 3 interrupted (what is known is
printed).`,
		Example: `  simrun matrix --reading "literal robust" --faults "none send-fail=1 sync-gap=1"
  simrun matrix federated-glare --format html -o faults.html
  simrun matrix --view profiles --reading "js-21.1 android nheko"
  simrun matrix --view windows --format markdown
  ` + rewriteRobustness + `
  ` + rewriteInterop,
		ValidArgsFunction: completeScenarios,
		RunE:              func(c *cobra.Command, args []string) error { return p.matrix(c.Context(), args, o) },
	}
	p.rulesFlag(c)
	p.strictVerdictFlag(c)
	f := c.Flags()
	f.StringVar(&o.view, "view", "faults", "what to combine: `faults`, profiles or windows")
	f.Var((*listFlag)(&o.readings), "reading", "readings to compare, a `LIST` (default: the bundled ones; of profiles all profiles)")
	f.Var((*listFlag)(&o.faults), "faults", "combinations of faults to compare, a `LIST` (default: none, and each one that the scenario can show)")
	f.Var(&o.format, "format", "what results look like: text, json (one object a line), markdown or html")
	f.StringVarP(&o.file, "output", "o", "", "write the result to `FILE`")
	f.StringVar(&o.picture, "picture", "", "also draw the first table as an SVG heat map to `FILE`; a Markdown page in the same folder shows it")
	f.StringVar(&p.flags.timing, "timing", "", "what time means: patient or async (default: what the scenario names, or patient)")
	f.Uint64Var(&p.flags.maxStates, "max-states", 0, "give up on a combination after so many states; 0 for no bound")
	p.budgetFlags(c, "without end")
	p.memoryFlag(c)
	complete(c, "view", matrixViewNames)
	complete(c, "reading", readingNames)
	complete(c, "faults", faultNames)
	complete(c, "timing", func() []string { return []string{"patient", "async"} })
	complete(c, "format", func() []string { return matrixFormats })
	return c
}

// matrixRun is one call of matrix: what it explores.
type matrixRun struct {
	options   *matrixOptions
	view      *matrixView
	scenarios []*sim.Scenario
	search    scheduler.SearchOptions
	workers   int
}

// matrix makes the tables of a view and writes them.
func (p *program) matrix(ctx context.Context, args []string, o *matrixFlags) error {
	m, err := p.readMatrix(args, o)
	if err != nil {
		return err
	}
	ctx, cancel := p.limit(ctx)
	defer cancel()
	page, err := m.view.make(p.reporter, ctx, m)
	if err != nil {
		return err
	}
	if page.undone > 0 {
		p.end(statusUndecided)
	}
	p.strictly(slices.ContainsFunc(page.trials, (*trial).bad))
	page.Lead = append(page.Lead, "Tested with "+p.tested().rulesText()+".")
	return p.writeMatrix(o, page)
}

// readMatrix reads the arguments and flags, and finds out whether the result can be
// written, before anything is explored.
func (p *program) readMatrix(args []string, o *matrixFlags) (*matrixRun, error) {
	views := matrixViews()
	if err := oneOf("--view", o.view, matrixViewNames()); err != nil {
		return nil, err
	}
	o.page = o.file != ""
	m := &matrixRun{options: &o.matrixOptions, view: &views[slices.Index(matrixViewNames(), o.view)]}
	switch {
	case len(args) == 0:
		args = m.view.scenarios
	case m.view.single && len(args) > 1:
		return nil, fmt.Errorf("matrix: --view %s takes one scenario, found %d", m.view.name, len(args))
	}
	for _, output := range [][2]string{{"-o", o.file}, {"--picture", o.picture}} {
		if output[1] == "" {
			continue
		}
		if err := checkOutput(output[0], output[1]); err != nil {
			return nil, err
		}
	}
	if m.view.name == "windows" && len(o.faults) > 0 {
		return nil, fmt.Errorf("matrix: --faults beside --view windows, which is about runs without faults; leave it out")
	}
	var err error
	if m.workers, err = p.workers(); err != nil {
		return nil, err
	}
	if m.scenarios, err = p.scenarios(args, sim.Patient); err != nil {
		return nil, err
	}
	for _, s := range m.scenarios {
		if s.Timing == sim.Timed {
			return nil, fmt.Errorf("matrix %s: exploring every run needs a timing in which only order counts: use --timing patient or --timing async", s.Name)
		}
		if m.view.single && (s.CallsPerUser() != 1 || len(s.Rooms) != 1) {
			return nil, fmt.Errorf("matrix %s: --view %s needs a scenario in which each user calls once, in one room", s.Name, m.view.name)
		}
	}
	m.search = scheduler.SearchOptions{MaxStates: p.flags.maxStates, MaxMemory: p.maxMemory(), KeepGoing: true, Outcomes: true, Workers: 1}
	return m, nil
}

// variant is a scenario under a reading, with further faults.
func variant(s *sim.Scenario, reading, faults string) (*sim.Scenario, error) {
	changed := *s
	if err := changed.SetReading(reading); err != nil {
		return nil, fmt.Errorf("--reading: %w", err)
	}
	list, err := sim.ParseFaults(faults)
	if err != nil {
		return nil, fmt.Errorf("--faults: %w", err)
	}
	changed.AddFaults(list)
	return &changed, changed.Check()
}
