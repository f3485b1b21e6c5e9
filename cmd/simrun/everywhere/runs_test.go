package everywhere_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/glarelab/glare/cmd/simrun/campaign/plan"
	"github.com/glarelab/glare/cmd/simrun/campaign/report"
	"github.com/glarelab/glare/cmd/simrun/campaign/result"
	"github.com/glarelab/glare/cmd/simrun/campaign/shard"
	"github.com/glarelab/glare/cmd/simrun/campaign/summary"
	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/diagram"
	"github.com/glarelab/glare/cmd/simrun/explain"
	"github.com/glarelab/glare/cmd/simrun/explorer"
	"github.com/glarelab/glare/cmd/simrun/export"
	"github.com/glarelab/glare/cmd/simrun/regression"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/vectors"
	"github.com/glarelab/glare/corpus"
	"github.com/glarelab/glare/sim"
)

// askExplain also draws what it explains, in each format.
func askExplain(ctx context.Context, p *story.Reporter) error {
	_, t, err := bundled(p)
	if err != nil {
		return err
	}
	r := &explain.Explanation{Story: t, Options: explain.Options{Samples: 10, Seed: 1, MaxStates: maxStates, MaxMemory: maxMemory}}
	if err := explain.LookAhead(ctx, p, r); err != nil {
		return err
	}
	explain.Show(p, r)
	picture := explain.Picture(p, r)
	for _, draw := range []func(io.Writer, diagram.Story) error{
		diagram.Mermaid, diagram.SVG, diagram.HTML,
		func(w io.Writer, s diagram.Story) error { return diagram.Text(w, s, diagram.Options{Width: p.Width}) },
	} {
		if err := draw(p.Out, picture); err != nil {
			return err
		}
	}
	return nil
}

func askPromela(_ context.Context, p *story.Reporter) error {
	s, err := glare("literal", sim.Patient)
	if err != nil {
		return err
	}
	model, err := export.Promela(s, p.Rules, "glare", "glare under literal")
	if err != nil {
		return err
	}
	return model.Fill(p.Out)
}

func askExport(ctx context.Context, p *story.Reporter) error {
	c, t, err := bundled(p)
	if err != nil {
		return err
	}
	x := &export.Story{Story: t, Reporter: p, Corpus: c, Again: "both-invites-in-flight", Name: "both-invites-in-flight"}
	list, err := x.Files()
	if err != nil {
		return err
	}
	s, err := glare("literal", sim.Patient)
	if err != nil {
		return err
	}
	graph, err := export.NewGraph(ctx, s, p.Rules, maxStates)
	if err != nil {
		return err
	}
	list = append(list, export.File{Name: "glare.dot", Fill: graph.DOT})
	for _, file := range list {
		p.Printf("== %s\n", file.Name)
		if err := file.Fill(p.Out); err != nil {
			return err
		}
	}
	return nil
}

func askVectors(ctx context.Context, p *story.Reporter) error {
	_, t, err := bundled(p)
	if err != nil {
		return err
	}
	made, err := vectors.Make(ctx, t, vectors.Options{Name: "both-invites-in-flight", Passes: []string{"robust"}, MaxStates: maxStates})
	if err != nil {
		return err
	}
	p.Printf("%s%s", made.JSON(), made.Vitest())
	return nil
}

func askRegression(ctx context.Context, p *story.Reporter) error {
	text, file, _ := corpus.Text("both-invites-in-flight")
	r := regression.Replayer{Rules: p.Rules, MaxStates: maxStates, MaxMemory: maxMemory, Workers: 1}
	result, err := r.Replay(ctx, regression.CaseFile{Name: file, Text: text, Bundled: true})
	if err != nil {
		return err
	}
	return regression.Print(p, result)
}

// askExplorer opens every bundled story: its transcript with the verdict, its picture, and
// all that the page says of where it ends; and it asks once for what takes longer.
func askExplorer(ctx context.Context, p *story.Reporter) error {
	e := explorer.New("everywhere")
	for _, name := range corpus.Names() {
		o := e.OpenLink("case=" + name)
		if o.Facts == nil {
			return fmt.Errorf("%s: %s", name, o.Error)
		}
		for _, as := range []string{"transcript", "svg", "case"} {
			text, err := e.Copy(&o.Facts.Session, as)
			if err != nil {
				return err
			}
			p.Printf("== %s %s\n%s", name, as, text)
		}
		facts, err := json.Marshal(o)
		if err != nil {
			return err
		}
		p.Printf("%s\n", facts)
	}
	for _, question := range []string{
		`{"ask":"ahead","with":{"session":{"name":"glare","text":"alice must place\nbob must place\nids alice=\"a\" bob=\"b\"\n","path":["alice places a"],"at":1}}}`,
		`{"ask":"stories"}`, `{"ask":"options"}`,
	} {
		p.Printf("%s\n", e.Work(ctx, []byte(question), func(explorer.Progress) {}))
	}
	return nil
}

// askCampaign carries out a small plan with a shard of each kind, and reports it in each
// format; what each shard has left is printed, too.
func askCampaign(ctx context.Context, p *story.Reporter) error {
	read, err := plan.Parse("small", "fuzz glare reading literal runs 100 shard 50\ncheck glare reading literal\nprove glare.robust\nmatrix robust\nhunt greater-wins-one-side runs 100 strategy uniform\n")
	if err != nil {
		return err
	}
	tested := p.Tested()
	c := &result.Campaign{
		Format: result.Format, Name: read.Name(checker.EveryHash(), tested.Program), Rules: checker.EveryHash(), Program: tested.Program,
		Shards: len(read.Shards()), Plan: read.Text(),
	}
	runner, set := &shard.Runner{Reporter: p, Name: c.Name}, result.NewSet(c)
	for i := range read.Shards() {
		found, err := runner.Run(ctx, &read.Shards()[i])
		if err != nil {
			return err
		}
		if err := set.Put(found); err != nil {
			return err
		}
	}
	r := &report.Report{Summary: summary.Of(set), Title: "small"}
	r.Text(p.Printer)
	junit, err := r.JUnit()
	if err != nil {
		return err
	}
	p.Printf("%s%s%s", set.Encode(), r.Markdown(), junit)
	return r.HTML(p.Out, r.Draw(p), false)
}
