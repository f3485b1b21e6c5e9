package bench

import (
	"context"
	"errors"
	"fmt"
	"math/bits"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// open opens a bundled scenario under a reading.
func open(scenario, reading string) (checker.Checker, error) {
	s, err := sim.Setup{Scenario: scenario, Reading: reading}.Make()
	if err != nil {
		return nil, err
	}
	return checker.Open(s, checker.Rules{})
}

// walk measures under literal-sent, where every run of glare is a complete
// one, since nothing is violated.
func walk(ctx context.Context, budget time.Duration) ([]Row, error) {
	compiled, err := open("glare", "literal-sent")
	if err != nil {
		return nil, err
	}
	const chunk = 2000 // runs
	if _, err := compiled.Rate("uniform", 1, chunk); err != nil {
		return nil, err
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	var runs, actions uint64
	began := CPUTime()
	for seed := uint64(1); seed == 1 || CPUTime()-began < budget && ctx.Err() == nil; seed++ {
		n, err := compiled.Rate("uniform", seed, chunk)
		if err != nil {
			return nil, err
		}
		runs, actions = runs+chunk, actions+n
	}
	seconds := (CPUTime() - began).Seconds()
	runtime.ReadMemStats(&after)
	// Making the walker costs a few allocations for each chunk of runs; the walk
	// itself is to cost none, and rounding shows whether it does.
	allocations := (after.Mallocs - before.Mallocs) * 100 / actions
	return []Row{
		{What: "uniform walk, glare", Measured: float64(actions) / seconds, Unit: "actions/s", AtLeast: 6e6, Aim: 20e6},
		{What: "allocations per action", Measured: float64(allocations) / 100, Less: true},
		{What: "complete glare runs", Measured: float64(runs) / seconds, Unit: "runs/s", AtLeast: 350e3, Aim: 1e6},
	}, nil
}

// search searches glare-hangup under literal, past its violations: it fits the cache.
func search(ctx context.Context, budget time.Duration) ([]Row, error) {
	compiled, err := open("glare-hangup", "literal")
	if err != nil {
		return nil, err
	}
	var states, transitions, memory float64
	cpu := CPUTime()
	for states == 0 || CPUTime()-cpu < budget && ctx.Err() == nil {
		r, err := compiled.Search(ctx, scheduler.SearchOptions{KeepGoing: true, Silent: true})
		if err != nil || ctx.Err() != nil {
			return nil, err
		}
		states, transitions, memory = states+float64(r.States), transitions+float64(r.Transitions), float64(r.Memory)/float64(r.States)
	}
	seconds := (CPUTime() - cpu).Seconds()
	return []Row{
		{What: "exhaustive search", Measured: states / seconds, Unit: "states/s", AtLeast: 1.2e6, Aim: 2.5e6},
		{What: "its transitions", Measured: transitions / seconds, Unit: "transitions/s", AtLeast: 5e6, Aim: 12e6},
		{What: "its memory per state", Measured: memory, Unit: "bytes", AtLeast: 34, Aim: 24, Less: true},
	}, nil
}

// millionsDepth is how far the search goes that takes seconds.
const millionsDepth = 24

// millions searches redial under robust, past its violations: it does not fit the cache,
// and takes longer than a second. The rate is that of the search alone, by one worker; what
// a second one gains is by the clock, and the stories to what was found are part of it.
func millions(ctx context.Context, _ time.Duration) ([]Row, error) {
	compiled, err := open("redial", "robust")
	if err != nil {
		return nil, err
	}
	search := func(workers int, silent bool) (*checker.Searched, error) {
		return compiled.Search(ctx, scheduler.SearchOptions{Workers: workers, KeepGoing: true, MaxDepth: millionsDepth, Silent: silent})
	}
	cpu := CPUTime()
	r, err := search(1, true)
	if err != nil || ctx.Err() != nil {
		return nil, err
	}
	seconds := (CPUTime() - cpu).Seconds()
	rows := []Row{
		{What: "search of millions", Measured: float64(r.States) / seconds, Unit: "states/s", AtLeast: 0.9e6, Aim: 1.6e6},
		{What: "transitions of millions", Measured: float64(r.Transitions) / seconds, Unit: "transitions/s", AtLeast: 3e6, Aim: 6e6},
	}
	var byClock [2]float64 // seconds, of one worker and of two
	for i := range byClock {
		began := time.Now()
		if _, err := search(i+1, false); err != nil || ctx.Err() != nil {
			return rows, err
		}
		byClock[i] = time.Since(began).Seconds()
	}
	return append(rows, Row{What: "gain of a second worker", Measured: byClock[0] / byClock[1], Unit: "×", AtLeast: 1.6, Aim: 1.9}), nil
}

// shrink shrinks failing runs of glare under literal.
func shrink(ctx context.Context, budget time.Duration) ([]Row, error) {
	compiled, err := open("glare", "literal")
	if err != nil {
		return nil, err
	}
	var shrinking, searching time.Duration
	shrunk := 0.0
	for seed := uint64(1); shrunk == 0 || shrinking+searching < budget && ctx.Err() == nil; seed++ {
		found, err := compiled.Fuzz(ctx, "uniform", scheduler.FuzzOptions{Seed: seed, Runs: 10_000})
		if err != nil {
			return nil, err
		}
		if found.Found == nil && ctx.Err() != nil {
			break
		}
		if found.Found == nil {
			return nil, errors.New("runs of glare under literal do not fail")
		}
		set := found.Found.Violated & -found.Found.Violated
		began := CPUTime()
		small, err := compiled.Shrink(ctx, found.Found.Schedule, set)
		if ctx.Err() != nil {
			break
		}
		if err != nil || small == nil {
			return nil, errors.Join(errors.New("a failing run does not fail again"), err)
		}
		shrinking += CPUTime() - began
		began = CPUTime()
		if compiled.Shortest(ctx, set, scheduler.SearchOptions{MaxStates: story.ShortestStates}) == nil {
			if ctx.Err() != nil {
				break
			}
			return nil, fmt.Errorf("no shortest story of property %d", bits.TrailingZeros64(set))
		}
		searching += CPUTime() - began
		shrunk++
	}
	if shrunk == 0 {
		return nil, nil // interrupted
	}
	return []Row{
		{What: "shrink a run of glare", Measured: shrinking.Seconds() * 1000 / shrunk, Unit: "ms", AtLeast: 1000, Aim: 50, Less: true},
		{What: "prove its shortest story", Measured: searching.Seconds() * 1000 / shrunk, Unit: "ms", AtLeast: 1000, Aim: 50, Less: true},
	}, nil
}

// start starts this program anew, until it has found what is wrong with
// literal.
func start(ctx context.Context, budget time.Duration) ([]Row, error) {
	if strings.HasSuffix(os.Args[0], ".test") {
		return nil, errors.New("a test has no program of its own to start")
	}
	self, err := exec.LookPath(os.Args[0])
	if err != nil {
		return nil, fmt.Errorf("this program does not find itself: %w", err)
	}
	var taken time.Duration
	starts := 0
	for starts == 0 || taken < budget {
		began := wallTime()
		c := exec.CommandContext(ctx, self, "fuzz", "glare", "--reading", "literal", "--format", "json")
		if err := c.Run(); c.ProcessState == nil && ctx.Err() == nil {
			return nil, fmt.Errorf("%s: %w", c, err)
		}
		if ctx.Err() != nil {
			return nil, nil
		}
		if status := c.ProcessState.ExitCode(); status != int(term.StatusViolated) {
			return nil, fmt.Errorf("%s: expected it to find a violation; its exit status is %d", c, status)
		}
		taken += wallTime() - began
		starts++
	}
	ms := taken.Seconds() * 1000 / float64(starts)
	return []Row{{What: "start to violation of literal", Measured: ms, Unit: "ms", AtLeast: 1000, Aim: 100, Less: true}}, nil
}
