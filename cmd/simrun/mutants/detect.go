package mutants

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/scheduler"
)

// Effort says how long to look for the violation of a mutant by random runs.
type Effort struct {
	Seeds int           // how many times, with the seeds 1 to Seeds
	Runs  uint64        // at most, each time
	Limit time.Duration // at most, each time; 0 for no bound
	// Clock tells the time that detections are measured by, such as that of the
	// processor, which other programs do not disturb.
	Clock func() time.Duration
}

// Detection is how a strategy fared against a mutant. Its medians are over all seeds,
// those that found nothing counting as worst; they are there if most found it.
type Detection struct {
	Strategy string
	Found    bool          // by most seeds
	Runs     uint64        // median, up to and with the violating one
	Time     time.Duration // median

	first *scheduler.Result // of the first seed that found it
}

// patience is after how many seeds without a find a strategy is given up. One
// that finds in most seeds would miss so many in a row once in 64 times.
const patience = 6

// runLimits bound one run. Runs of the set-ups that come to rest take a tenth of
// it; those of some mutants go round for ever.
var runLimits = scheduler.Limits{Explore: 300, Drain: 300}

// errLimit ends a search by runs that has used up its time.
var errLimit = errors.New("the time for one seed is used up")

// ByRuns reports whether random runs can show the violation: one that goes round
// in a circle for ever only looks undecided to them.
func (r *Result) ByRuns() bool { return r.Fate == Killed && r.Properties[0] != checker.Settles }

// Detect looks for the violation of a killed mutant by runs of a strategy.
func (r *Result) Detect(ctx context.Context, strategy string, effort Effort) (*Detection, error) {
	compiled, err := r.Setup.Open(r.Mutant)
	if err != nil {
		return nil, err
	}
	type hit struct {
		runs uint64
		time time.Duration
	}
	detection := &Detection{Strategy: strategy}
	var hits []hit
	for seed := 1; seed <= effort.Seeds; seed++ {
		if misses := seed - 1 - len(hits); misses > effort.Seeds/2 || misses == patience && len(hits) == 0 {
			return detection, nil // the median is a miss
		}
		limited, cancel := ctx, context.CancelFunc(func() {})
		if effort.Limit > 0 {
			limited, cancel = context.WithTimeoutCause(ctx, effort.Limit, errLimit)
		}
		start := effort.Clock()
		fuzzed, err := compiled.Fuzz(limited, strategy, scheduler.FuzzOptions{
			Seed: uint64(seed), Runs: effort.Runs, Workers: 1, Limits: runLimits,
		})
		took := effort.Clock() - start
		cancel()
		switch {
		case err != nil:
			return nil, err
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case fuzzed.Found == nil:
			continue
		}
		hits = append(hits, hit{fuzzed.Runs, took})
		if detection.first == nil {
			detection.first = fuzzed.Found
		}
	}
	if middle := (effort.Seeds - 1) / 2; middle < len(hits) {
		slices.SortFunc(hits, func(a, b hit) int { return cmp.Compare(a.runs, b.runs) })
		detection.Found, detection.Runs = true, hits[middle].runs
		slices.SortFunc(hits, func(a, b hit) int { return cmp.Compare(a.time, b.time) })
		detection.Time = hits[middle].time
	}
	return detection, nil
}

// Shrink makes the story of a detection smaller, and measures it: the steps that are
// left, and the steps of a proven shortest story that violates one of the same
// properties with the same call IDs. Both are 0 if nothing was found.
func (r *Result) Shrink(ctx context.Context, detection *Detection) (steps, shortest int, err error) {
	if detection.first == nil {
		return 0, 0, nil
	}
	compiled, err := r.Setup.pinned(r.Mutant, detection.first.Schedule.Initial)
	if err != nil {
		return 0, 0, err
	}
	schedule := detection.first.Schedule
	schedule.Initial = 0
	small, err := compiled.Shrink(ctx, schedule, detection.first.Violated)
	if err != nil {
		return 0, 0, err
	}
	options := scheduler.SearchOptions{MaxStates: maxStates, Workers: 1}
	least := compiled.Shortest(ctx, detection.first.Violated, options)
	if ctx.Err() != nil {
		return 0, 0, ctx.Err()
	}
	if small == nil || least == nil {
		return 0, 0, errors.New("mutant " + r.Mutant.Name + ": the violation that a run has found is not found again")
	}
	return len(small.Schedule.Names), len(least.Schedule.Names), nil
}
