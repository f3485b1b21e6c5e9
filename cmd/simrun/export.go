package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/export"
	"github.com/glarelab/glare/cmd/simrun/files"
	"github.com/glarelab/glare/cmd/simrun/record"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// exportFlags are the flags of export that no other command has.
type exportFlags struct {
	graph    bool
	promela  bool
	vectors  bool
	vitest   bool
	passes   string
	scenario string
	cli.Following
}

// exportStates is how many states a graph may have unless --max-states says
// otherwise: about as many as tools can still draw.
const exportStates = 2000

func newExportCommand(p *cli.Program) *cobra.Command {
	var e exportFlags
	c := &cobra.Command{
		Use:   "export [flags] TOKEN|FILE|SCENARIO DIR",
		Short: "Write a story, or the graph of a scenario, for other tools and people",
		Long: `Export writes a story into a folder: as a picture (SVG) and a diagram (Mermaid), as a
Go test that keeps it from changing, as a race description in the manner of RFC 5407 (of
two users with one device each), as the text of an issue, and as a trace in the
Informal Trace Format of Apalache (ITF).
What tells the story is what replay takes: a token, a corpus file or a schedule file.

With --vectors it writes what each device of the story is given, step by step, as commands for
a real client with the JSON of the events, and what a right client then sends and shows; and
a driver that gives them to one (docs/VECTORS.md). With --vitest it writes the same as one
test file for matrix-js-sdk. What is right is what the devices do under --passes, or under
any other reading that is proven right in the story's scenario.

With --graph it writes all states of a scenario and the steps between them, for
Graphviz and as ITF; more than --max-states states are refused.

With --promela it writes a scenario as a model for the model checker SPIN, which explores the
same worlds by a search of its own: two users with one device each, without faults. How, is
said at the top of the model.

The folder is made. Files of the same name are replaced, each whole or not at all.

Exit status: 0 written (with --strict 1: the story is violated or excused), 2 bad input, 3 interrupted, or a graph that takes more than
--max-memory.`,
		Example: `  simrun export corpus/both-invites-in-flight.txt out
  simrun export glare1-… out
  simrun export --vectors --vitest corpus/both-invites-in-flight.txt out
  simrun export --vectors --passes literal-sent corpus/both-invites-in-flight.txt out
  simrun export --graph --reading literal-sent glare out
  simrun export --graph --reading literal --max-states 5000 glare out
  simrun export --promela --reading literal-sent glare out`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 2 {
				return cli.Errorf(c, "expected what to export and a folder, found %s; such as `simrun export corpus/both-invites-in-flight.txt out`",
					term.Count(len(args), "argument"))
			}
			return nil
		},
		ValidArgsFunction: cli.CompleteExport,
		RunE: func(c *cobra.Command, args []string) error {
			if e.passes != "" && !e.vectors && !e.vitest {
				return fmt.Errorf("export --passes %s: only vectors say what is right; add --vectors or --vitest", e.passes)
			}
			if e.promela {
				return exportPromela(p, args[0], args[1], c.Flags().Changed("max-states"), e)
			}
			if e.graph {
				if e.vectors || e.vitest {
					return fmt.Errorf("export --graph beside --vectors or --vitest: those are of a story, which is one run; leave one of them out")
				}
				if p.Strict {
					return fmt.Errorf("export --strict beside --graph: a graph has no verdict; `simrun check --strict` gives one")
				}
				return exportGraph(c.Context(), p, args[0], args[1], e)
			}
			if c.Flags().Changed("max-states") {
				return fmt.Errorf("export --max-states %d: a story is one run; the bound is for --graph", p.Flags.MaxStates)
			}
			return exportStory(c.Context(), p, args[0], args[1], e)
		},
	}
	p.WorldFlags(c, "patient with --graph and --promela")
	p.StrictVerdictFlag(c)
	c.Flags().BoolVar(&e.graph, "graph", false, "export the state graph of a scenario instead of a story")
	c.Flags().BoolVar(&e.promela, "promela", false, "export a scenario as a model for SPIN instead of a story")
	c.Flags().BoolVar(&e.vectors, "vectors", false, "export what each device of a story is given, and what it may then do, as a test of any client")
	c.Flags().BoolVar(&e.vitest, "vitest", false, "export the same as one test file for matrix-js-sdk")
	c.Flags().StringVar(&e.passes, "passes", "", "with --vectors and --vitest, the `READING` whose devices are right (default robust, or of a story that ends well its own)")
	c.Flags().Uint64Var(&p.Flags.MaxStates, "max-states", exportStates, "refuse a graph of more states")
	e.LenientFlag(c)
	p.MemoryFlag(c)
	c.Flags().StringVar(&e.scenario, "scenario", "", "the scenario (`NAME` or file) of a schedule file that has none")
	cli.Complete(c, "passes", cli.ReadingNames)
	if err := c.RegisterFlagCompletionFunc("scenario", cli.CompleteScenarios); err != nil {
		panic("simrun: " + err.Error())
	}
	return c
}

// exportStory writes a story in the forms that were asked for.
func exportStory(ctx context.Context, p *cli.Program, arg, dir string, e exportFlags) error {
	if p.Mutant != "" {
		return fmt.Errorf("export --mutant %s: a story under wrong rules is nothing that another program could replay; leave it out", p.Mutant)
	}
	src, err := cli.OpenSource(arg, e.scenario)
	if err != nil {
		return err
	}
	t, followed, err := p.CarryOut(src, e.Following)
	if err != nil {
		return err
	}
	x := &export.Story{Story: t, Reporter: p.Reporter, Corpus: src.Corpus, Again: replayName(src), Name: exportName(src), Followed: followed}
	list, err := e.files(ctx, x)
	if cutShort(p.Reporter, t.Checker.Scenario(), err) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := writeAll(p.Printer, dir, list); err != nil {
		return err
	}
	if missing := x.Unraced(); missing != nil && !e.vectors && !e.vitest && !p.JSON() {
		p.Explainf("No %s.race.txt: %v.\n", x.Name, missing)
	}
	story.EndStrictly(p.Printer, t.Bad())
	switch skipped := story.SkippedOf(t); {
	case !p.JSON():
		story.ShowSkipped(p.Printer, p.Out, t)
	case skipped != nil:
		return p.Emit(map[string]any{"skipped": skipped})
	}
	return nil
}

// exportName is the name of a story: that of its file without the ending.
func exportName(src *cli.Source) string {
	if record.IsToken(src.Name) || src.Name == "token" {
		return "story"
	}
	base := filepath.Base(src.Name)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// replayName is what simrun replay takes for a source, in words of a shell, or "".
func replayName(src *cli.Source) string {
	switch {
	case src.Corpus == nil:
		return ""
	case src.Bundled != "":
		return src.Bundled
	case !filepath.IsAbs(src.Name):
		return term.ShellWord(src.Name)
	default:
		return ""
	}
}

// exportGraph writes the state graph of a scenario.
func exportGraph(ctx context.Context, p *cli.Program, arg, dir string, e exportFlags) error {
	if e.scenario != "" {
		return fmt.Errorf("export --scenario %s: with --graph the argument is the scenario; leave that out", e.scenario)
	}
	s, err := p.Scenario(arg, sim.Patient)
	if err != nil {
		return err
	}
	rules, err := p.RulesOf(s)
	if err != nil {
		return err
	}
	if p.Flags.MaxStates < 1 || p.Flags.MaxStates > 1_000_000 {
		return fmt.Errorf("export --max-states %d: expected a number from 1 to 1000000", p.Flags.MaxStates)
	}
	meter := p.Watch("exploring " + s.Name)
	graph, err := export.NewGraph(ctx, s, rules, int(p.Flags.MaxStates))
	meter.Close()
	if cutShort(p.Reporter, s, err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	name := strings.TrimSuffix(s.Name, filepath.Ext(s.Name))
	err = writeAll(p.Printer, dir, []export.File{{Name: name + ".dot", Fill: graph.DOT}, {Name: name + ".graph.itf.json", Fill: graph.ITF}})
	if cutShort(p.Reporter, s, err) {
		return nil
	}
	if err == nil && !p.JSON() {
		p.Explainf("%s: %s, %s\n", p.Title(s), term.Count(graph.States(), "state"), term.Count(graph.Steps(), "step"))
	}
	return err
}

// exportPromela writes a scenario as a model for SPIN.
func exportPromela(p *cli.Program, arg, dir string, bounded bool, e exportFlags) error {
	switch {
	case e.graph || e.vectors || e.vitest:
		return fmt.Errorf("export --promela beside --graph, --vectors or --vitest: each is an export of its own; leave one of them out")
	case e.scenario != "":
		return fmt.Errorf("export --scenario %s: with --promela the argument is the scenario; leave that out", e.scenario)
	case bounded:
		return fmt.Errorf("export --max-states %d: a model is not explored when it is written; the bound is for --graph", p.Flags.MaxStates)
	case p.Strict:
		return fmt.Errorf("export --strict beside --promela: a model has no verdict; `simrun check --strict` gives one")
	}
	s, err := p.Scenario(arg, sim.Patient)
	if err != nil {
		return err
	}
	rules, err := p.RulesOf(s)
	if err != nil {
		return err
	}
	model, err := export.Promela(s, rules, strings.TrimSuffix(s.Name, filepath.Ext(s.Name)), p.Title(s))
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return writeAll(p.Printer, dir, []export.File{model})
}

// cutShort says that work was interrupted, or had no more memory, if that is what an
// error says.
func cutShort(p *story.Reporter, of *sim.Scenario, err error) bool {
	cut, ok := errors.AsType[*export.GraphError](err)
	if !ok || !cut.Cut {
		return false
	}
	p.End(term.StatusUndecided)
	if p.JSON() {
		if err := p.Emit(map[string]any{"verdict": scheduler.Undecided.String(), "reason": cut.Reason, "tested": p.TestedOf(of)}); err != nil {
			p.Fail(err)
		}
		return true
	}
	p.Printf("%s: %v.\n", p.Bold("UNDECIDED", false), cut)
	return true
}

// writeAll writes files into a folder, which is made if there is none, and then says
// which: an output that nobody reads does not keep the last of them from being written.
func writeAll(p *term.Printer, dir string, list []export.File) error {
	if err := files.MakeFolder("export:", dir); err != nil {
		return err
	}
	var names []string
	var failed error
	for _, f := range list {
		name, err := files.WriteInto(dir, f.Name, f.Fill)
		if err != nil {
			failed = err
			break
		}
		names = append(names, name)
	}
	for _, name := range names {
		if p.JSON() {
			info, err := os.Stat(name)
			if err != nil {
				return err
			}
			if err := p.Emit(map[string]any{"file": name, "bytes": info.Size()}); err != nil {
				return err
			}
			continue
		}
		p.Printf("%s\n", name)
	}
	return failed
}
