package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/diagram"
	"github.com/glarelab/glare/cmd/simrun/explain"
	"github.com/glarelab/glare/cmd/simrun/export"
	"github.com/glarelab/glare/cmd/simrun/files"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/cmd/simrun/verdict"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// outEndings are the files that check --out writes of a scenario: of a proof only the
// first two.
var outEndings = []string{".txt", ".json", ".token", ".html", ".svg", ".explanation.txt", ".issue.md"}

// outBase is how the files of a scenario begin.
func outBase(s *sim.Scenario) string { return strings.TrimSuffix(s.Name, filepath.Ext(s.Name)) }

func outNames(s *sim.Scenario) []string {
	var names []string
	for _, ending := range outEndings {
		names = append(names, outBase(s)+ending)
	}
	return names
}

// openOut opens the folder of --out, if that is given, before there is anything to lose.
func openOut(folder string, list []*sim.Scenario) (*files.OwnFolder, error) {
	if folder == "" {
		return nil, nil
	}
	out, err := files.OpenOwn("--out", folder)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for _, s := range list {
		if base := outBase(s); seen[base] {
			return nil, fmt.Errorf("--out %s: two scenarios are called %s; explore them one at a time, each with a folder of its own", folder, base)
		}
		seen[outBase(s)] = true
		if err := out.Claim(outNames(s)); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// putOut writes what was found out about a scenario to the folder of --out.
func putOut(ctx context.Context, p *story.Reporter, out *files.OwnFolder, r *verdict.Checked) error {
	if out == nil {
		return nil
	}
	list, err := outFiles(ctx, p, r)
	if err != nil {
		return err
	}
	if err := out.Put(outNames(r.Scenario), list); err != nil {
		return err
	}
	for _, f := range list {
		if err := cli.SayWritten(p.Printer, out.Path(f.Name), len(f.Text)); err != nil {
			return err
		}
	}
	return nil
}

// outFiles makes all files before the first is written.
func outFiles(ctx context.Context, p *story.Reporter, r *verdict.Checked) ([]files.OwnFile, error) {
	base := outBase(r.Scenario)
	var list []files.OwnFile
	add := func(ending string, text []byte) { list = append(list, files.OwnFile{Name: base + ending, Text: text}) }
	add(".txt", asText(p, func(q *story.Reporter) { verdict.Show(q, r) }))
	line, err := json.MarshalIndent(r.JSON(p.HeadOf(r.Scenario)), "", "  ")
	if err != nil {
		return nil, fmt.Errorf("writing JSON: %w", err)
	}
	add(".json", append(line, '\n'))
	t := r.Told
	if t == nil && len(r.Pardons) > 0 { // the story of what was excused first
		if t, err = p.Tell(r.Scenario, r.Pardons[0].Schedule, ""); err != nil {
			return nil, err
		}
	}
	if t == nil {
		return list, nil
	}
	add(".token", []byte(t.Token+"\n"))
	drawn := p.Picture(t, nil)
	var html, svg, mermaid bytes.Buffer
	for _, err := range []error{diagram.HTML(&html, drawn), diagram.SVG(&svg, drawn), diagram.Mermaid(&mermaid, drawn)} {
		if err != nil {
			return nil, fmt.Errorf("drawing: %w", err)
		}
	}
	add(".html", html.Bytes())
	add(".svg", svg.Bytes())
	var failed error
	add(".explanation.txt", asText(p, func(q *story.Reporter) {
		options := explain.Options{Samples: scheduler.OutlookSamples, Seed: cli.DefaultSeed, MaxStates: scheduler.OutlookStates, MaxMemory: r.MaxMemory}
		failed = explainOne(ctx, q, &explain.Explanation{Story: t, Options: options}, cli.Picture{})
	}))
	if failed != nil {
		return nil, failed
	}
	x := &export.Story{Story: t, Reporter: p, Name: base}
	add(".issue.md", []byte(x.Issue(mermaid.String())))
	return list, nil
}

// asText is what is printed as text, in full, for a file.
func asText(p *story.Reporter, show func(*story.Reporter)) []byte {
	var b bytes.Buffer
	show(p.Onto(&term.Printer{Out: &term.Output{To: &b}, Stderr: p.Stderr, Width: term.PipeWidth, Strict: p.Strict}))
	return b.Bytes()
}
