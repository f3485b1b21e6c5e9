package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/files"
	"github.com/glarelab/glare/cmd/simrun/matrix"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// matrixFlags is what the flags of matrix say.
type matrixFlags struct {
	matrix.Options
	format        cli.FormatFlag
	file, picture string
}

func newMatrixCommand(p *cli.Program) *cobra.Command {
	o := &matrixFlags{format: cli.FormatFlag{Program: p, Known: matrix.Formats, Format: "text"}}
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
a cell shows its story when it is chosen, and has an address of its own.

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
  ` + matrix.RewriteRobustness + `
  ` + matrix.RewriteInterop,
		ValidArgsFunction: cli.CompleteScenarios,
		RunE:              func(c *cobra.Command, args []string) error { return runMatrix(c.Context(), p, args, o) },
	}
	p.RulesFlag(c)
	p.StrictVerdictFlag(c)
	f := c.Flags()
	f.StringVar(&o.View, "view", "faults", "what to combine: `faults`, profiles or windows")
	f.Var((*cli.ListFlag)(&o.Readings), "reading", "readings to compare, a `LIST` (default: the bundled ones; of profiles all profiles)")
	f.Var((*cli.ListFlag)(&o.Faults), "faults", "combinations of faults to compare, a `LIST` (default: none, and each one that the scenario can show)")
	f.Var(&o.format, "format", "what results look like: text, json (one object a line), markdown or html")
	f.StringVarP(&o.file, "output", "o", "", "write the result to `FILE`")
	f.StringVar(&o.picture, "picture", "", "also draw the first table as an SVG heat map to `FILE`; a Markdown page in the same folder shows it")
	f.StringVar(&p.Flags.Timing, "timing", "", "what time means: patient or async (default: what the scenario names, or patient)")
	f.Uint64Var(&p.Flags.MaxStates, "max-states", 0, "give up on a combination after so many states; 0 for no bound")
	p.BudgetFlags(c, "without end")
	p.MemoryFlag(c)
	cli.Complete(c, "view", matrix.ViewNames)
	cli.Complete(c, "reading", cli.ReadingNames)
	cli.Complete(c, "faults", sim.FaultNames)
	cli.Complete(c, "timing", func() []string { return []string{"patient", "async"} })
	cli.Complete(c, "format", func() []string { return matrix.Formats })
	return c
}

// runMatrix makes the tables of a view and writes them.
func runMatrix(ctx context.Context, p *cli.Program, args []string, o *matrixFlags) error {
	m, err := readMatrix(p, args, o)
	if err != nil {
		return err
	}
	ctx, cancel := p.Limit(ctx)
	defer cancel()
	page, err := m.View.Make(ctx, p.Reporter, m)
	if err != nil {
		return err
	}
	if page.Undone > 0 {
		p.End(term.StatusUndecided)
	}
	story.EndStrictly(p.Printer, slices.ContainsFunc(page.Trials, (*matrix.Trial).Bad))
	page.Tested = p.TestedOf(m.Scenarios...)
	page.Lead = append(page.Lead, "Tested with "+page.Tested.RulesText()+".")
	return writeMatrix(p, o, page)
}

// readMatrix reads the arguments and flags, and finds out whether the result can be
// written, before anything is explored.
func readMatrix(p *cli.Program, args []string, o *matrixFlags) (*matrix.Run, error) {
	views := matrix.Views()
	if err := cli.OneOf("--view", o.View, matrix.ViewNames()); err != nil {
		return nil, err
	}
	o.Page = o.file != ""
	m := &matrix.Run{Options: &o.Options, View: &views[slices.Index(matrix.ViewNames(), o.View)]}
	switch {
	case len(args) == 0:
		args = m.View.Scenarios
	case m.View.Single && len(args) > 1:
		return nil, fmt.Errorf("matrix: --view %s takes one scenario, found %d", m.View.Name, len(args))
	}
	for _, output := range [][2]string{{"-o", o.file}, {"--picture", o.picture}} {
		if output[1] == "" {
			continue
		}
		if err := files.CheckOutput(output[0], output[1]); err != nil {
			return nil, err
		}
	}
	if m.View.Name == "windows" && len(o.Faults) > 0 {
		return nil, fmt.Errorf("matrix: --faults beside --view windows, which is about runs without faults; leave it out")
	}
	var err error
	if m.Workers, err = p.Workers(); err != nil {
		return nil, err
	}
	if m.Scenarios, err = p.Scenarios(args, sim.Patient); err != nil {
		return nil, err
	}
	for _, s := range m.Scenarios {
		if s.Timing == sim.Timed {
			return nil, fmt.Errorf("matrix %s: exploring every run needs a timing in which only order counts: use --timing patient or --timing async", s.Name)
		}
		if m.View.Single && (s.CallsPerUser() != 1 || len(s.Rooms) != 1) {
			return nil, fmt.Errorf("matrix %s: --view %s needs a scenario in which each user calls once, in one room", s.Name, m.View.Name)
		}
	}
	m.Search = scheduler.SearchOptions{MaxStates: p.Flags.MaxStates, MaxMemory: p.MaxMemory(), KeepGoing: true, Outcomes: true, Workers: 1}
	return m, nil
}

// writeMatrix writes a page in the format asked for. What was interrupted, or cannot
// be written to its file, is printed.
func writeMatrix(p *cli.Program, o *matrixFlags, page *matrix.Page) error {
	if page.Undone > 0 && (o.file != "" || o.picture != "") {
		known := *o // on the standard output
		known.file, known.picture = "", ""
		if known.format.Format != "json" {
			known.format.Format = "text"
		}
		o = &known
	}
	if page.Undone > 0 {
		if o.file != "" || o.picture != "" {
			p.Log.Warn("interrupted: what is known follows, and no file was written")
		}
		o.file, o.picture = "", "" // what is there already may be whole
	}
	var b, picture bytes.Buffer
	var pictureErr error
	if o.picture != "" {
		if err := page.Heat(&picture, 0); err != nil {
			return fmt.Errorf("drawing: %w", err)
		}
		pictureErr = files.WriteFile(o.picture, picture.Bytes())
	}
	switch o.format.Format {
	case "json":
		for _, object := range page.Objects {
			object.Tested = page.Tested
			line, err := json.Marshal(object)
			if err != nil {
				return fmt.Errorf("writing JSON: %w", err)
			}
			fmt.Fprintf(&b, "%s\n", line)
		}
	case "markdown":
		b.WriteString(page.Markdown(relativePicture(o)))
	case "html":
		html := page.Matrix
		if page.Recipe != "" {
			recipe := strings.NewReplacer(matrix.GoesOn, " ", "\n", "; ").Replace(page.Recipe)
			html.Lead = append(slices.Clone(html.Lead), matrix.RecipeLead+" "+recipe)
		}
		if err := html.HTML(&b); err != nil {
			return fmt.Errorf("drawing: %w", err)
		}
	default:
		b.WriteString(matrix.Text(p.Printer, page))
		if !p.Quiet {
			fmt.Fprintf(&b, "Tested with %s.\n", page.Tested.Text())
		}
	}
	if o.file == "" {
		p.Printf("%s", b.Bytes())
	} else if err := cli.WriteOut(p.Printer, o.file, b.Bytes()); err != nil {
		p.Printf("%s", b.Bytes()) // it may have taken hours
		return errors.Join(err, pictureErr)
	}
	if pictureErr != nil {
		return pictureErr
	}
	// A page on the standard output is to stay one.
	if o.picture != "" && (o.file != "" || o.format.Format == "text" || o.format.Format == "json") {
		return cli.SayWritten(p.Printer, o.picture, picture.Len())
	}
	return nil
}

// relativePicture is how a page names its picture: beside itself.
func relativePicture(o *matrixFlags) string {
	if o.picture == "" || o.file == "" || filepath.Dir(o.picture) != filepath.Dir(o.file) {
		return ""
	}
	return filepath.Base(o.picture)
}
