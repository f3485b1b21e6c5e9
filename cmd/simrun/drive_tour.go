package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/glarelab/glare/cmd/simrun/bench"
	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/drive"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/verdict"
	"github.com/glarelab/glare/sim"
)

// allScenarios stands for all that come with the program.
const allScenarios = "all"

// finder are the clients that were looked for, and their processes.
type finder struct {
	mutex   sync.Mutex
	specs   map[string]*drive.Spec
	reserve *drive.Reserve // or nil
}

// find is [drive.Find], once for each client.
func (f *finder) find(ctx context.Context, client, folder string) (*drive.Spec, error) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if spec := f.specs[client]; spec != nil {
		again := *spec
		return &again, nil
	}
	spec, err := drive.Find(ctx, client, folder)
	if err != nil {
		return nil, err
	}
	if f.specs == nil {
		f.specs = map[string]*drive.Spec{}
	}
	kept := *spec
	f.specs[client] = &kept
	return spec, nil
}

// runTour makes all runs of several scenarios.
func runTour(ctx context.Context, p *cli.Program, args []string, d driving) error {
	if err := errors.Join(p.CheckStrategy(), d.check(), d.checkTour(p)); err != nil {
		return err
	}
	workers, err := p.Workers()
	if err != nil {
		return err
	}
	if slices.Contains(args, allScenarios) {
		if len(args) > 1 {
			return fmt.Errorf("drive: all beside other scenarios: it is among them already; expected all alone")
		}
		args = sim.ScenarioNames()
	}
	scenarios, err := p.Scenarios(args, sim.Timed)
	if err != nil {
		return err
	}
	for _, s := range scenarios {
		s.Timing = sim.Timed
	}
	if d.save != "" || d.guard {
		return fmt.Errorf("--keep-going beside --save or --guard: leave that out, and drive what is found again with --replay")
	}
	if _, err := d.specs(ctx, scenarios[0]); err != nil { // whoever is not there is not there in any
		return err
	}
	d.found.reserve = &drive.Reserve{}
	runs := d.runs
	if runs == 0 {
		runs = defaultDrive
	}
	tour, err := verdict.Touring{
		Scenarios: scenarios, EachFault: p.Flags.Faults == "", Strategy: p.Flags.Strategy, Seed: p.Flags.Seed, Runs: runs, Workers: workers,
		Focus: checker.Focus{Properties: d.properties},
		Open:  func(s *sim.Scenario) (*verdict.Seated, error) { return d.seat(ctx, s) },
	}.Go(ctx, p.Reporter)
	d.found.reserve.Close() // what the clients have used is known once they have ended
	if err != nil {
		return err
	}
	tour.CPU = bench.CPUTimeOfAll()
	p.End(verdict.TourStatus(p.Printer, tour))
	return verdict.ShowTour(p.Reporter, tour, d.again())
}

// checkTour refuses flags that mean nothing where all runs are made.
func (d *driving) checkTour(p *cli.Program) error {
	switch {
	case d.replay:
		return fmt.Errorf("--keep-going beside --replay: what is replayed is one run; leave one of them out")
	case p.Flags.Budget > 0:
		return fmt.Errorf("--keep-going beside --for: the same runs are to come to the same; say how many, with --runs")
	default:
		return d.Check(p)
	}
}

// seat starts the clients of a scenario, or says why they cannot take part in it.
func (d *driving) seat(ctx context.Context, s *sim.Scenario) (*verdict.Seated, error) {
	opened, err := d.open(ctx, s, 1)
	if _, failed := errors.AsType[*drive.Failure](err); failed || err != nil && !errors.Is(err, drive.ErrNotStarted) {
		return nil, &verdict.Absent{Why: err, Fault: failed}
	}
	if err != nil {
		return nil, err
	}
	return &verdict.Seated{
		Driven:   &story.Driven{Clients: opened.Clients, Names: opened.Names, Replay: d.again()},
		Scenario: opened.Scenario,
		Fault:    opened.Clients.Fault,
		Close:    opened.Clients.Close,
	}, nil
}
