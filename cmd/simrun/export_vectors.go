package main

import (
	"context"
	"fmt"

	"github.com/glarelab/glare/cmd/simrun/export"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/cmd/simrun/vectors"
)

// vectorStates bounds the search that proves that a client may also do otherwise.
const vectorStates = 20_000

// usualPasses is the reading under which failing stories end well, if any does.
const usualPasses = "robust"

// files are a story in the forms that were asked for: as tests of somebody else's client, or in
// all the others.
func (e *exportFlags) files(ctx context.Context, x *export.Story) ([]export.File, error) {
	if !e.vectors && !e.vitest {
		return x.Files()
	}
	o := vectors.Options{Name: x.Name, About: x.Prose(), MaxStates: vectorStates, MaxMemory: x.Reporter.Memory}
	switch {
	case e.passes != "":
		o.Passes = []string{e.passes}
	case x.Problem != nil && x.Corpus != nil:
		o.Passes = append([]string{usualPasses}, x.Corpus.Passes...)
	case x.Problem != nil:
		o.Passes = []string{usualPasses}
	}
	made, err := vectors.Make(ctx, x.Story, o)
	if err != nil && ctx.Err() != nil {
		return nil, &export.GraphError{Scenario: x.Checker.Scenario().Name, Cut: true, Reason: fmt.Sprintf("%v; nothing was written", context.Cause(ctx))}
	}
	if err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	var list []export.File
	if e.vectors {
		list = append(list,
			export.File{Name: x.Name + ".vectors.json", Fill: term.FillWith(made.JSON())},
			export.File{Name: vectors.DriverFile, Fill: term.FillWith(vectors.Driver())})
	}
	if e.vitest {
		list = append(list, export.File{Name: x.Name + ".spec.mjs", Fill: term.FillWith(made.Vitest())})
	}
	return list, nil
}
