package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/drive"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/verdict"
	"github.com/glarelab/glare/scheduler"
)

// guardRuns is how many runs are made to meet a violation again in other surroundings.
const guardRuns = 100

// driveJSON is what drive writes about a scenario, one line.
type driveJSON struct {
	verdict.FuzzJSON
	Again string `json:"again"` // the command that has the story back, or ""
	// Surroundings are, with --guard, those in which the violation was looked for again.
	Surroundings []surroundingJSON `json:"surroundings,omitempty"`
}

// surroundingJSON says whether a violation was met in other surroundings, too.
type surroundingJSON struct {
	Stub  string `json:"stub"` // "ice=early"
	Shows bool   `json:"shows"`
}

// guards looks for what was found in all other surroundings: by the steps of the story, as far
// as they are possible there, and else in runs of their own.
func (d *driving) guards(ctx context.Context, p *cli.Program, r *verdict.Fuzzed) ([]surroundingJSON, error) {
	var list []surroundingJSON
	for _, stub := range drive.Surroundings() {
		for name, value := range stub {
			other := *d
			other.stub = append(cli.ListFlag{name + "=" + value}, d.stub...)
			shows, err := other.shows(ctx, p, r)
			if err != nil {
				return nil, fmt.Errorf("--guard, with --stub %s=%s: %w", name, value, err)
			}
			list = append(list, surroundingJSON{name + "=" + value, shows})
		}
	}
	return list, nil
}

// shows reports whether what was found is met with other clients.
func (d *driving) shows(ctx context.Context, p *cli.Program, r *verdict.Fuzzed) (bool, error) {
	small := r.Small.Checker.Scenario()
	opened, err := d.open(ctx, small.Clone(), 1)
	if err != nil {
		return false, err
	}
	defer opened.Clients.Close()
	there := p.Onto(p.Printer)
	there.Driven = &story.Driven{Clients: opened.Clients, Names: opened.Names}
	compiled, err := there.Open(opened.Scenario)
	if err != nil {
		return false, err
	}
	property := r.Small.Problem.Property
	trace, err := compiled.Follow(r.Small.Schedule)
	if err == nil && trace != nil {
		for _, problem := range trace.Problems {
			if problem.Property == property {
				return true, nil
			}
		}
	}
	found, err := compiled.Focused(checker.Focus{Properties: []string{property}}).Fuzz(ctx, p.Flags.Strategy, scheduler.FuzzOptions{Seed: p.Flags.Seed, Runs: guardRuns, Workers: 1})
	return err == nil && found.Found != nil && found.Found.Violated&checker.ClientFault == 0, err
}

// showGuarded prints in which surroundings something was met.
func showGuarded(p *cli.Program, list []surroundingJSON) {
	var shows, hides []string
	for _, s := range list {
		if s.Shows {
			shows = append(shows, s.Stub)
		} else {
			hides = append(hides, s.Stub)
		}
	}
	if len(shows) > 0 {
		p.Printf("Guarded:    it goes wrong alike with %s\n", strings.Join(shows, ", "))
	}
	if len(hides) > 0 {
		p.Printf("Guarded:    not in %d runs with %s, so that it may be of the surroundings' making\n", guardRuns, strings.Join(hides, ", "))
	}
}
