package shard

import (
	"context"
	"time"

	"github.com/glarelab/glare/cmd/simrun/campaign/plan"
	"github.com/glarelab/glare/cmd/simrun/campaign/result"
	"github.com/glarelab/glare/cmd/simrun/mutants"
)

// hunt judges a mutant, and lets a strategy look for it. One that survives is a finding: a
// hole in the properties.
func (r *Runner) hunt(ctx context.Context, s *plan.Shard, to *result.Result) error {
	chosen, err := mutants.Find([]string{s.Mutant})
	if err != nil {
		return err
	}
	examiner, err := r.examine(ctx)
	if err != nil {
		return err
	}
	fate, err := examiner.Examine(ctx, &chosen[0])
	if err != nil {
		return err
	}
	to.Done.Verdict, to.Done.Reason = string(fate.Fate), fate.Why
	if fate.ByRuns() {
		// Without a clock what takes long takes long; but it finds the same everywhere.
		effort := mutants.Effort{Seeds: int(s.Seeds), Runs: s.Runs, Clock: func() time.Duration { return 0 }}
		detection, err := fate.Detect(ctx, s.Strategy, effort)
		if err != nil {
			return err
		}
		to.Done.Runs = detection.Runs
	}
	if fate.Fate == mutants.Survived {
		to.Findings = append(to.Findings, result.Finding{
			Property: Survives, Words: "no property minds it", Scenario: fate.Setup.Scenario, Reading: fate.Setup.Reading,
			Faults: []string{}, Causes: []string{}, Decisive: []string{"mutant " + s.Mutant},
			Sentence: "The mutant " + s.Mutant + " survives: " + fate.Why + ".", Count: 1,
		})
	}
	return nil
}

// Survives stands where a property's name would, for mutants that none kills.
const Survives = "survives"

// examine is the examiner of mutants, made once.
func (r *Runner) examine(ctx context.Context) (*mutants.Examiner, error) {
	r.examiner.Lock()
	defer r.examiner.Unlock()
	if r.examiner.ready == nil {
		made, err := mutants.NewExaminer(ctx)
		if err != nil {
			return nil, err
		}
		r.examiner.ready = made
	}
	return r.examiner.ready, nil
}
