// Package everywhere_test asks each question without the command line, here and where
// there is no operating system.
package everywhere_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/glarelab/glare/cmd/simrun/catalogue"
	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/compare"
	"github.com/glarelab/glare/cmd/simrun/guide"
	"github.com/glarelab/glare/cmd/simrun/holes"
	"github.com/glarelab/glare/cmd/simrun/judge"
	"github.com/glarelab/glare/cmd/simrun/matrix"
	"github.com/glarelab/glare/cmd/simrun/mutants"
	"github.com/glarelab/glare/cmd/simrun/odds"
	"github.com/glarelab/glare/cmd/simrun/proofs"
	"github.com/glarelab/glare/cmd/simrun/repair"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/survey"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/cmd/simrun/verdict"
	"github.com/glarelab/glare/corpus"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// questions are one small case of each question, by the folder that answers it.
var questions = []struct {
	folder string
	ask    func(context.Context, *story.Reporter) error
}{
	{"verdict", askVerdict},
	{"compare", askCompare},
	{"repair", askRepair},
	{"holes", askHoles},
	{"odds", askOdds},
	{"mutants", askMutants},
	{"proofs", askProofs},
	{"explain", askExplain},
	{"matrix", askMatrix},
	{"export", askExport},
	{"export/promela", askPromela},
	{"vectors", askVectors},
	{"catalogue", askCatalogue},
	{"guide", askGuide},
	{"regression", askRegression},
	{"explorer", askExplorer},
	{"judge", askJudge},
	{"campaign/report", askCampaign},
}

// Bounds of what is asked, which are far from being reached.
const (
	maxStates = 100_000
	maxMemory = 256 << 20
)

// answer is what a question prints.
type answer struct{ Folder, Text string }

// ask asks all questions, each with a printer of its own.
func ask(ctx context.Context) ([]answer, error) {
	var answers []answer
	for _, q := range questions {
		var b bytes.Buffer
		p := &story.Reporter{
			Printer: &term.Printer{Out: &term.Output{To: &b}, Stderr: &b, Width: term.PipeWidth},
			Rules:   checker.Rules{}, Memory: maxMemory, Program: "everywhere",
			Watch: func(string) story.Meter { return silence{} },
		}
		if err := q.ask(ctx, p); err != nil {
			return nil, fmt.Errorf("%s: %w", q.folder, err)
		}
		answers = append(answers, answer{q.folder, b.String()})
	}
	return answers, nil
}

// silence is a meter that nobody looks at.
type silence struct{}

func (silence) Tell(int64, ...any) {}
func (silence) Close()             {}

// glare is the scenario of that name under a reading.
func glare(reading string, timing sim.Timing) (*sim.Scenario, error) {
	s, err := sim.FindScenario("glare")
	if err != nil {
		return nil, err
	}
	s.Timing = timing
	return s, s.SetReading(reading)
}

// bundled is a story that comes with the program, as it is kept and as it is told.
func bundled(p *story.Reporter) (*corpus.Case, *story.Story, error) {
	text, file, found := corpus.Text("both-invites-in-flight")
	if !found {
		return nil, nil, fmt.Errorf("there is no such case")
	}
	c, err := corpus.ParseCase(file, text)
	if err != nil {
		return nil, nil, err
	}
	s, err := c.Scenario(c.Fails)
	if err != nil {
		return nil, nil, err
	}
	t, err := p.Tell(s, scheduler.Schedule{Names: c.Schedule}, "")
	return c, t, err
}

func askVerdict(ctx context.Context, p *story.Reporter) error {
	for _, reading := range []string{"literal", "literal-sent"} {
		s, err := glare(reading, sim.Patient)
		if err != nil {
			return err
		}
		r := &verdict.Checked{Scenario: s, Way: 1, Arg: "glare", ListEnds: true, MaxMemory: maxMemory}
		options := scheduler.SearchOptions{MaxStates: maxStates, MaxMemory: maxMemory, Outcomes: true, Workers: 1}
		if err := verdict.Explore(ctx, p, r, options); err != nil {
			return err
		}
		verdict.Show(p, r)
	}
	return nil
}

func askCompare(ctx context.Context, p *story.Reporter) error {
	s, err := glare("literal", sim.Patient)
	if err != nil {
		return err
	}
	revision, err := compare.Revise(s, "literal", "literal-sent")
	if err != nil {
		return err
	}
	if revision.Sides, err = compare.Sides(s, compare.EachUser); err != nil {
		return err
	}
	v := &survey.Surveyor{MaxStates: maxStates, MaxMemory: maxMemory}
	list, err := compare.Diff(ctx, v, []compare.Revision{revision}, 1)
	if err != nil {
		return err
	}
	changes, err := compare.Changes(p, list)
	if err != nil {
		return err
	}
	for i := range changes {
		if err := compare.ShowChange(p, &changes[i], i > 0); err != nil {
			return err
		}
	}
	mixes, err := compare.Rollout(ctx, v, []compare.Revision{revision}, 1)
	if err != nil {
		return err
	}
	for i := range mixes {
		if err := compare.ShowMix(p, &mixes[i]); err != nil {
			return err
		}
	}
	return nil
}

func askRepair(ctx context.Context, p *story.Reporter) error {
	s, err := glare("literal", sim.Patient)
	if err != nil {
		return err
	}
	network, err := survey.NewNetwork(s, "none")
	if err != nil {
		return err
	}
	networks := []*survey.Network{network}
	r := &repair.Answer{Class: networks, FaultSets: []string{"none"}, Most: 2, Search: &repair.Search{
		Networks: networks, Most: 2, Workers: 1, MaxStates: maxStates, MaxMemory: maxMemory,
		Progress: func(repair.Progress) {},
	}}
	if err := repair.Solve(ctx, p, r); err != nil {
		return err
	}
	return repair.Show(p, r)
}

func askHoles(ctx context.Context, p *story.Reporter) error {
	base, err := model.ParseReading("literal-sent")
	if err != nil {
		return err
	}
	chosen, err := holes.Choose([]string{"H-01"})
	if err != nil {
		return err
	}
	h := &holes.Search{Base: base, Workers: 1, MaxStates: maxStates, MaxMemory: maxMemory, Chosen: chosen, Progress: func(holes.Step, int, int) {}}
	if err := h.Open(); err != nil {
		return err
	}
	if err := h.Find(ctx); err != nil {
		return err
	}
	points, err := holes.Tell(p, h.Version, h.Points)
	if err != nil {
		return err
	}
	holes.Show(p.Printer, points)
	return nil
}

// askOdds draws runs, and follows all where both press at the same time.
func askOdds(ctx context.Context, p *story.Reporter) error {
	s, err := glare("literal", sim.Timed)
	if err != nil {
		return err
	}
	tables, err := odds.ProfileLatencies("lan")
	if err != nil {
		return err
	}
	for _, o := range []odds.Options{
		{Profile: "lan", Within: odds.DefaultWithin, Runs: 300, Sample: true, Seed: 1, MaxMemory: maxMemory, Workers: 1},
		{Profile: "lan", Within: 0, Exact: true, MaxMemory: maxMemory, Workers: 1},
	} {
		f, err := odds.Find(ctx, p, s, tables, o, o.Within, silence{}.Tell)
		if err != nil {
			return err
		}
		odds.Show(p, f)
	}
	return askPlot(ctx, p, s)
}

// askPlot compares two profiles, and draws them in both ways.
func askPlot(ctx context.Context, p *story.Reporter, s *sim.Scenario) error {
	cases, err := odds.Cases([]*sim.Scenario{s}, []string{"lan", "lte"}, "")
	if err != nil {
		return err
	}
	o := odds.Options{Within: 200 * time.Millisecond, Runs: 100, Sample: true, Seed: 1, Workers: 1}
	answers, err := odds.Ask(ctx, p, cases, o, true, silence{})
	if err != nil {
		return err
	}
	odds.ShowAll(p, answers, "")
	picture, err := odds.PlotSVG(p, answers, "", "simrun odds")
	p.Printf("%s%s", odds.PlotTable(p, answers, ""), picture)
	return err
}

func askMutants(ctx context.Context, p *story.Reporter) error {
	list, err := mutants.Find([]string{"greater-wins-one-side"})
	if err != nil {
		return err
	}
	stopped := func() time.Duration { return 0 } // what takes no time is found in as much everywhere
	j := &mutants.Trials{
		Effort: mutants.Effort{Seeds: 1, Runs: 100, Limit: time.Second, Clock: stopped},
		All:    len(list), Strategies: []string{"uniform"},
	}
	if err := mutants.JudgeAll(ctx, p, j, list); err != nil {
		return err
	}
	mutants.Show(p.Printer, j)
	return nil
}

func askProofs(ctx context.Context, p *story.Reporter) error {
	chosen, err := proofs.Choose([]string{"glare.robust"})
	if err != nil {
		return err
	}
	results, err := proofs.Make(ctx, p, chosen, 1)
	if err != nil {
		return err
	}
	for i := range results {
		p.Printf("%s", results[i].Text)
	}
	return nil
}

func askMatrix(ctx context.Context, p *story.Reporter) error {
	s, err := glare("literal", sim.Patient)
	if err != nil {
		return err
	}
	view := matrix.Views()[slices.Index(matrix.ViewNames(), "faults")]
	page, err := view.Make(ctx, p, &matrix.Run{
		Options: &matrix.Options{View: view.Name, Readings: []string{"literal"}, Faults: []string{matrix.None}, Page: true},
		View:    &view, Scenarios: []*sim.Scenario{s}, Workers: 1,
		Search: scheduler.SearchOptions{MaxStates: maxStates, MaxMemory: maxMemory, KeepGoing: true, Outcomes: true, Workers: 1},
	})
	if err != nil {
		return err
	}
	p.Printf("%s%s", matrix.Text(p.Printer, page), page.Markdown(""))
	if err := page.Heat(p.Out, 0); err != nil {
		return err
	}
	return page.HTML(p.Out)
}

func askCatalogue(_ context.Context, p *story.Reporter) error {
	for _, kind := range []string{"readings", "faults"} {
		k, err := catalogue.KindNamed([]string{kind})
		if err != nil {
			return err
		}
		if err := catalogue.List(p.Printer, k); err != nil {
			return err
		}
	}
	return catalogue.ShowNames(p.Printer, []string{"H-01", "V0-GLARE-1", "both-invites-in-flight"})
}

func askGuide(ctx context.Context, p *story.Reporter) error { return guide.Tour(ctx, p) }

// askJudge judges what the devices of a bundled story saw.
func askJudge(_ context.Context, p *story.Reporter) error {
	_, told, err := bundled(p)
	if err != nil {
		return err
	}
	r, err := judge.Judge(judge.Witness(told.Trace), judge.Options{})
	if err != nil {
		return err
	}
	judge.Show(p.Printer, r)
	return nil
}
