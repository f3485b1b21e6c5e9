package verdict

import (
	"context"
	"fmt"
	"time"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/realise"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// Fuzzing says how runs are chosen, and for how long.
type Fuzzing struct {
	Strategy  string
	Budget    time.Duration // 0 for as long as it takes
	Timed     bool          // that was asked for, and is not the usual one
	Focus     checker.Focus // what is looked for
	Coverage  bool          // say what the runs led to, of all there is
	MaxMemory uint64
}

// Fuzzed is what many runs of one scenario have found out.
type Fuzzed struct {
	*checker.Fuzzed
	Scenario *sim.Scenario
	seed     uint64
	chosen   string // the strategy or portfolio
	seconds  float64
	cut      error        // why it was interrupted, or nil
	first    *story.Story // the failing run as it was found, or nil
	Small    *story.Story // and shrunk
	shortest bool         // no shorter one exists
	Saved    string       // the corpus file, or "": not asked for, or not yet
	covered  *covered     // nil unless asked for
	Broken   *story.Story // the run in which a real client was at fault, shrunk, or nil
	excused  *story.Story // the first run that ended as it should only because something was destroyed, or nil
}

// Fuzz makes runs of one scenario until one goes wrong, and shrinks that.
func Fuzz(ctx context.Context, p *story.Reporter, s *sim.Scenario, options scheduler.FuzzOptions, how Fuzzing) (*Fuzzed, error) {
	compiled, err := p.Open(s)
	if err != nil {
		return nil, err
	}
	compiled = compiled.Focused(how.Focus)
	if how.Coverage {
		if s.Timing == sim.Timed {
			return nil, fmt.Errorf("--coverage beside --timing timed: the worlds of a clock are not searched; use --timing patient or --timing async")
		}
		options.Coverage = scheduler.NewCoverage(how.MaxMemory / 2)
		defer options.Coverage.Close()
	}
	whole, cancel := checker.LimitTo(ctx, how.Budget)
	defer cancel()
	limited := whole
	if how.Coverage && how.Timed {
		// The worlds that there are have to be found in that time, too.
		limited, cancel = context.WithTimeoutCause(whole, how.Budget/2, checker.ErrBudget)
		defer cancel()
	}
	meter, start := p.Watch("fuzzing "+s.Name), time.Now()
	options.Progress = func(runs, actions uint64) {
		share := int64(-1)
		if options.Runs > 0 {
			share = int64(float64(runs) / float64(options.Runs) * story.WholeShare)
		} else if how.Budget > 0 {
			share = int64(time.Since(start) * story.WholeShare / how.Budget)
		}
		meter.Tell(share, "runs", runs, "actions", actions)
	}
	result, err := compiled.Fuzz(limited, how.Strategy, options)
	meter.Close()
	if err != nil {
		return nil, err
	}
	f := &Fuzzed{Fuzzed: result, Scenario: s, seed: options.Seed, chosen: how.Strategy, seconds: time.Since(start).Seconds(), cut: ctx.Err()}
	if f.cut != nil {
		f.cut = context.Cause(ctx)
	}
	if result.Found != nil && result.Found.Violated&checker.ClientFault != 0 {
		if err := breaks(ctx, p, f); err != nil {
			return nil, err
		}
	}
	if result.Found != nil {
		if err := reduce(ctx, p, f, how); err != nil {
			return nil, err
		}
		f.Small.Offered = story.FaultText(s)
	}
	if result.Found == nil && result.First != nil {
		if f.excused, err = p.Tell(s, result.First.Schedule, ""); err != nil {
			return nil, err
		}
	}
	if how.Coverage {
		if !how.Timed {
			whole = ctx // the time that was not asked for is that of the runs
		}
		if err := f.cover(whole, compiled, options.Coverage, how.MaxMemory); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// shrinkGrace is how long a failing run may be made shorter where the time for runs is
// used up.
const shrinkGrace = 1500 * time.Millisecond

// reduce tells the failing run and looks for the shortest that fails alike, and can
// happen.
func reduce(ctx context.Context, p *story.Reporter, f *Fuzzed, how Fuzzing) error {
	budget := how.Budget
	if left := budget - time.Duration(f.seconds*float64(time.Second)); budget > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, max(left, shrinkGrace), checker.ErrBudget)
		defer cancel()
	}
	var err error
	if f.first, err = p.Tell(f.Scenario, f.Found.Schedule, sought(how.Focus, f.Found.Violated)); err == nil {
		f.Small, f.shortest, err = p.Shorten(ctx, f.first)
	}
	if err != nil {
		return err
	}
	if !how.Focus.IsAll() {
		f.Small.Concern(f.first.Problem.Property)
	}
	want := realise.Wanted{AnyCause: true, Least: 1}
	if f.shortest {
		want.Least = len(f.Small.Schedule.Names)
	}
	small, err := p.Realise(ctx, f.first.Checker.Scenario(), f.Small, want)
	if err == nil && small != f.Small {
		lean := p.Minimise(small)
		lean.Shorter, lean.Needs = small.Shorter, small.Needs
		f.Small, f.shortest = lean, true
	}
	return err
}

// sought is the property that was looked for and is violated, where not all are looked for.
func sought(focus checker.Focus, violated properties.Set) string {
	for i, name := range properties.Names() {
		if !focus.IsAll() && violated>>i&1 != 0 {
			return name
		}
	}
	return ""
}

// breaks makes the failing run one in which a client is at fault, which says nothing of
// calls, as short as it can be.
func breaks(ctx context.Context, p *story.Reporter, f *Fuzzed) error {
	if f.cut != nil { // it was the interruption that broke it off
		f.Found, f.Verdict = nil, scheduler.Undecided
		return nil
	}
	pinned, schedule, err := p.Pin(f.Scenario, f.Found.Schedule)
	if err != nil {
		return err
	}
	limited, cancel := context.WithTimeoutCause(ctx, shrinkGrace, checker.ErrBudget)
	defer cancel()
	small, err := pinned.Shrink(limited, schedule, checker.ClientFault)
	if err != nil {
		return err
	}
	if small != nil {
		schedule = small.Schedule
	}
	f.Broken, err = p.Tell(pinned.Scenario(), schedule, "")
	f.Found, f.Verdict = nil, scheduler.Undecided
	return err
}

// isExcused reports whether nothing is wrong with the runs only because of what some of
// them destroyed.
func (f *Fuzzed) isExcused() bool { return f.status() == term.StatusOK && f.excused != nil }

// FuzzStatus is the exit status of the runs.
func FuzzStatus(p *term.Printer, f *Fuzzed) term.Status {
	if f.isExcused() {
		return story.ExcusedStatus(p)
	}
	return f.status()
}

// status is how the runs ended.
func (f *Fuzzed) status() term.Status {
	switch {
	case f.Found != nil:
		return term.StatusViolated
	case f.Verdict == scheduler.OK && f.cut == nil && !f.covered.isCut():
		return term.StatusOK
	default:
		return term.StatusUndecided
	}
}
