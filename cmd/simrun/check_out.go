package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/diagram"
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
func (p *printer) openOut(folder string, list []*sim.Scenario) (*ownFolder, error) {
	if folder == "" {
		return nil, nil
	}
	out, err := openOwn("--out", folder)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for _, s := range list {
		if base := outBase(s); seen[base] {
			return nil, fmt.Errorf("--out %s: two scenarios are called %s; explore them one at a time, each with a folder of its own", folder, base)
		}
		seen[outBase(s)] = true
		if err := out.claim(outNames(s)); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// putOut writes what was found out about a scenario to the folder of --out.
func (p *reporter) putOut(ctx context.Context, out *ownFolder, r *checked) error {
	if out == nil {
		return nil
	}
	list, err := p.outFiles(ctx, r)
	if err != nil {
		return err
	}
	if err := out.put(outNames(r.scenario), list); err != nil {
		return err
	}
	for _, f := range list {
		if err := p.written(out.path(f.name), len(f.text)); err != nil {
			return err
		}
	}
	return nil
}

// outFiles makes all files before the first is written.
func (p *reporter) outFiles(ctx context.Context, r *checked) ([]ownFile, error) {
	base := outBase(r.scenario)
	var list []ownFile
	add := func(ending string, text []byte) { list = append(list, ownFile{base + ending, text}) }
	add(".txt", p.asText(func(q *reporter) { q.showChecked(r) }))
	line, err := json.MarshalIndent(r.json(p.headOf(r.scenario)), "", "  ")
	if err != nil {
		return nil, fmt.Errorf("writing JSON: %w", err)
	}
	add(".json", append(line, '\n'))
	t := r.told
	if t == nil && len(r.Pardons) > 0 { // the story of what was excused first
		if t, err = p.tell(r.scenario, r.Pardons[0].Schedule, ""); err != nil {
			return nil, err
		}
	}
	if t == nil {
		return list, nil
	}
	add(".token", []byte(t.token+"\n"))
	drawn := p.picture(t, nil)
	var html, svg, mermaid bytes.Buffer
	for _, err := range []error{diagram.HTML(&html, drawn), diagram.SVG(&svg, drawn), diagram.Mermaid(&mermaid, drawn)} {
		if err != nil {
			return nil, fmt.Errorf("drawing: %w", err)
		}
	}
	add(".html", html.Bytes())
	add(".svg", svg.Bytes())
	var failed error
	add(".explanation.txt", p.asText(func(q *reporter) {
		options := explainOptions{samples: scheduler.OutlookSamples, seed: defaultSeed, maxStates: scheduler.OutlookStates, maxMemory: r.maxMemory}
		failed = q.explainOne(ctx, &explained{story: t, explainOptions: options}, picture{})
	}))
	if failed != nil {
		return nil, failed
	}
	x := &exporting{story: t, reporter: p, name: base}
	add(".issue.md", []byte(x.issue(mermaid.String())))
	return list, nil
}

// asText is what is printed as text, in full, for a file.
func (p *reporter) asText(show func(*reporter)) []byte {
	var b bytes.Buffer
	show(p.onto(&printer{out: &output{w: &b}, errw: p.errw, width: pipeWidth, strict: p.strict}))
	return b.Bytes()
}
