package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/diagram"
	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// exportFlags are the flags of export that no other command has.
type exportFlags struct {
	graph    bool
	scenario string
	following
}

// exportStates is how many states a graph may have unless --max-states says
// otherwise: about as many as tools can still draw.
const exportStates = 2000

func newExportCommand(p *program) *cobra.Command {
	var e exportFlags
	c := &cobra.Command{
		Use:   "export [flags] TOKEN|FILE|SCENARIO DIR",
		Short: "Write a story, or the graph of a scenario, for other tools and people",
		Long: `Export writes a story into a folder: as a picture (SVG) and a diagram (Mermaid), as a
Go test that keeps it from changing, as a race description in the manner of RFC 5407,
as the text of an issue, and as a trace in the Informal Trace Format of Apalache (ITF).
What tells the story is what replay takes: a token, a corpus file or a schedule file.

With --graph it writes all states of a scenario and the steps between them, for
Graphviz and as ITF; more than --max-states states are refused.

The folder is made. Files of the same name are replaced, each whole or not at all.

Exit status: 0 written (with --strict 1: the story is violated or excused), 2 bad input, 3 interrupted, or a graph that takes more than
--max-memory.`,
		Example: `  simrun export corpus/both-invites-in-flight.txt out
  simrun export glare1-… out
  simrun export --graph single out
  simrun export --graph --reading literal --max-states 5000 glare out`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 2 {
				return says(c, "expected what to export and a folder, found %s; such as `simrun export corpus/both-invites-in-flight.txt out`",
					count(len(args), "argument"))
			}
			return nil
		},
		ValidArgsFunction: completeExport,
		RunE: func(c *cobra.Command, args []string) error {
			if e.graph {
				if p.strict {
					return fmt.Errorf("export --strict beside --graph: a graph has no verdict; `simrun check --strict` gives one")
				}
				return p.exportGraph(c.Context(), args[0], args[1], e)
			}
			if c.Flags().Changed("max-states") {
				return fmt.Errorf("export --max-states %d: a story is one run; the bound is for --graph", p.flags.maxStates)
			}
			return p.exportStory(args[0], args[1], e)
		},
	}
	p.worldFlags(c, "patient with --graph")
	p.strictVerdictFlag(c)
	c.Flags().BoolVar(&e.graph, "graph", false, "export the state graph of a scenario instead of a story")
	c.Flags().Uint64Var(&p.flags.maxStates, "max-states", exportStates, "refuse a graph of more states")
	e.lenientFlag(c)
	p.memoryFlag(c)
	c.Flags().StringVar(&e.scenario, "scenario", "", "the scenario (`NAME` or file) of a schedule file that has none")
	if err := c.RegisterFlagCompletionFunc("scenario", completeScenarios); err != nil {
		panic("simrun: " + err.Error())
	}
	return c
}

// exported is one file to be written.
type exported struct {
	name string
	fill func(io.Writer) error
}

// exportStory writes a story in all forms.
func (p *program) exportStory(arg, dir string, e exportFlags) error {
	if p.mutant != "" {
		return fmt.Errorf("export --mutant %s: a story under wrong rules is nothing that another program could replay; leave it out", p.mutant)
	}
	src, err := p.openSource(arg, e.scenario)
	if err != nil {
		return err
	}
	t, followed, err := p.carryOut(src, e.following)
	if err != nil {
		return err
	}
	x := &exporting{story: t, reporter: p.reporter, corpus: src.corpus, again: replayName(src), name: exportName(src), followed: followed}
	list, err := x.files()
	if err != nil {
		return err
	}
	if err := p.writeAll(dir, list); err != nil {
		return err
	}
	p.strictly(t.bad())
	switch skipped := skippedOf(t); {
	case !p.json():
		p.showSkipped(p.out, t)
	case skipped != nil:
		return p.emit(map[string]any{"skipped": skipped})
	}
	return nil
}

// exportName is the name of a story: that of its file without the ending.
func exportName(src *source) string {
	if play.IsToken(src.name) || src.name == "token" {
		return "story"
	}
	base := filepath.Base(src.name)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// replayName is what simrun replay takes for a source, in words of a shell, or "".
func replayName(src *source) string {
	switch {
	case src.corpus == nil:
		return ""
	case src.bundled != "":
		return src.bundled
	case !filepath.IsAbs(src.name):
		return shellWord(src.name)
	default:
		return ""
	}
}

// exporting is a story on its way into files.
type exporting struct {
	*story
	reporter *reporter
	corpus   *play.Case // that it comes from, or nil
	again    string     // what simrun replay takes for it beside the token, or ""
	name     string
	followed bool // not replayed exactly
}

// prose is the story in the words of the corpus file, if any.
func (x *exporting) prose() []string {
	if x.followed {
		return nil
	}
	return prose(x.corpus, x.sentence())
}

// files makes all files before the first is written.
func (x *exporting) files() ([]exported, error) {
	s := x.game.Scenario()
	picture := x.reporter.picture(x.story, x.prose())
	var svg, mermaid bytes.Buffer
	if err := diagram.SVG(&svg, picture); err != nil {
		return nil, fmt.Errorf("drawing: %w", err)
	}
	if err := diagram.Mermaid(&mermaid, picture); err != nil {
		return nil, fmt.Errorf("drawing: %w", err)
	}
	kept := x.asCase()
	if _, err := play.ParseCase(kept.File, kept.Format()); err != nil {
		return nil, fmt.Errorf("the story cannot be kept as a corpus case: %w", err)
	}
	test, err := kept.GoTest(x.name)
	if err != nil {
		return nil, fmt.Errorf("writing the Go test: %w", err)
	}
	itf, err := play.TraceITF(s, x.rules, x.schedule)
	if err != nil {
		return nil, err
	}
	return []exported{
		{x.name + ".svg", textOf(svg.Bytes())},
		{x.name + ".mmd", textOf(mermaid.Bytes())},
		{play.GoTestFile(x.name), textOf(test)},
		{x.name + ".race.txt", textOf([]byte(safe(x.trace.Race(title(s), x.prose()))))},
		{x.name + ".issue.md", textOf([]byte(safe(x.issue(mermaid.String()))))},
		{x.name + ".itf.json", textOf(itf)},
	}, nil
}

// asCase is the story as a corpus case.
func (x *exporting) asCase() *play.Case {
	c := caseOf(x.game.Scenario(), x.schedule.Names, x.trace)
	c.File, c.Comment = x.name+".txt", []string{x.sentence()}
	if x.corpus != nil && !x.followed {
		if said := comment(x.corpus); len(said) > 0 {
			c.Comment = said
		}
	}
	return c
}

// exportGraph writes the state graph of a scenario.
func (p *program) exportGraph(ctx context.Context, arg, dir string, e exportFlags) error {
	if e.scenario != "" {
		return fmt.Errorf("export --scenario %s: with --graph the argument is the scenario; leave that out", e.scenario)
	}
	s, err := p.scenario(arg, sim.Patient)
	if err != nil {
		return err
	}
	rules, err := p.rulesOf(s)
	if err != nil {
		return err
	}
	if p.flags.maxStates < 1 || p.flags.maxStates > 1_000_000 {
		return fmt.Errorf("export --max-states %d: expected a number from 1 to 1000000", p.flags.maxStates)
	}
	meter := p.watch("exploring " + s.Name)
	graph, err := play.NewGraph(ctx, s, rules, int(p.flags.maxStates))
	meter.Close()
	if p.cutShort(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	name := strings.TrimSuffix(s.Name, filepath.Ext(s.Name))
	err = p.writeAll(dir, []exported{{name + ".dot", graph.DOT}, {name + ".graph.itf.json", graph.ITF}})
	if p.cutShort(err) {
		return nil
	}
	if err == nil && !p.json() {
		p.moref("%s: %s, %s\n", p.title(s), count(graph.States(), "state"), count(graph.Steps(), "step"))
	}
	return err
}

// cutShort says that work was interrupted, or had no more memory, if that is what an
// error says.
func (p *reporter) cutShort(err error) bool {
	cut, ok := errors.AsType[*play.GraphError](err)
	if !ok || !cut.Cut {
		return false
	}
	p.end(statusUndecided)
	if p.json() {
		if err := p.emit(map[string]any{"verdict": scheduler.Undecided.String(), "reason": cut.Reason, "tested": p.tested()}); err != nil {
			p.fail(err)
		}
		return true
	}
	p.printf("%s: %v.\n", p.bold("UNDECIDED", false), cut)
	return true
}

// writeAll writes files into a folder, which is made if there is none, and then says
// which: an output that nobody reads does not keep the last of them from being written.
func (p *printer) writeAll(dir string, list []exported) error {
	if err := makeFolder("export:", dir); err != nil {
		return err
	}
	var names []string
	var failed error
	for _, f := range list {
		name, err := writeInto(dir, f.name, f.fill)
		if err != nil {
			failed = err
			break
		}
		names = append(names, name)
	}
	for _, name := range names {
		if p.json() {
			info, err := os.Stat(name)
			if err != nil {
				return err
			}
			if err := p.emit(map[string]any{"file": name, "bytes": info.Size()}); err != nil {
				return err
			}
			continue
		}
		p.printf("%s\n", name)
	}
	return failed
}
