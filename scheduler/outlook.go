package scheduler

import (
	"context"
	"errors"
)

// Outlook is what lies ahead of each world of a run that goes wrong.
type Outlook struct {
	// Worlds are those of the run: the initial one, then one after each step, up to
	// the step that violates something.
	Worlds []Prospect
	// Pivot is the step with the greatest rise of the probability of a bad end; -1
	// if that never rises, since a bad end was certain from the initial world on.
	Pivot int
	// NoReturn is the first step after which every fair continuation fails, now or
	// later in the run; -1 if every one fails from the initial world on already.
	NoReturn int
	// Rescue is what could have been done instead of step NoReturn so that a fair
	// continuation can end well; nil if NoReturn is -1.
	Rescue *Rescue
	// From is the first world whose chance is exact. Those of the worlds before it
	// were sampled, because too much lies ahead of them.
	From int
	// Decided is the first world whose hope was decided by a search of all fair
	// continuations. That one before it has hope is certain too, for one was found
	// that ends well; that it has none is not.
	Decided int
	States  uint64 // worlds ahead that were searched
	Runs    uint64 // that were sampled
}

// Prospect is what lies ahead of a world.
type Prospect struct {
	// Bad is the probability that a run does not end well, but violates a property
	// or never comes to rest, if each enabled action is as likely as the others, and
	// at a quiescent world to stop is one of them.
	Bad Chance
	// Hope says that some fair continuation ends well: with no fault, and nothing
	// that a user may also leave, it becomes quiescent and violates nothing.
	Hope bool
}

// Rescue is another way to go on where a run took the step of no return.
type Rescue struct {
	// Name is that of an action after which hope is left and that can be a step of a
	// fair continuation; of several that with the least chance of a bad end. Empty if
	// the world was quiescent and well: to do nothing was enough.
	Name string
	Bad  Chance // after it
}

// Exact reports whether the step of no return is one for certain: that every fair
// continuation after it fails was found by searching all of them.
func (o *Outlook) Exact() bool { return o.NoReturn+1 >= o.Decided }

// OutlookOptions bounds the work.
type OutlookOptions struct {
	MaxStates uint64 // worlds ahead that are few enough for an exact answer; 0 means [OutlookStates]
	MaxMemory uint64 // bytes for these; 0 means no bound
	Samples   uint64 // runs from each world with more ahead, below 65,536; 0 means [OutlookSamples]
	Seed      uint64
	// Progress, if not nil, is told now and then how much was searched and sampled.
	Progress func(states, runs uint64)
}

// The bounds of the work unless OutlookOptions says otherwise.
const (
	OutlookStates     = 500_000
	OutlookSamples    = 10_000
	MaxOutlookSamples = 65_535
)

// ErrNothingWrong is the error about a run that violates nothing.
var ErrNothingWrong = errors.New("the run violates nothing")

// OutlookOf finds out what lies ahead of each world of the run of named steps from
// initial world i: from the graph of all that follows where that fits, else from
// samples. The error is that of [Replay], [ErrNothingWrong], or that of the context.
func OutlookOf[W any, A comparable](ctx context.Context, sys System[W, A], judge Judge[W, A], i int, names []string, options OutlookOptions) (*Outlook, error) {
	f := newForecast(ctx, sys, judge, options)
	if err := f.replay(i, names); err != nil {
		return nil, err
	}
	f.chances()
	f.hopes()
	f.turn()
	if f.NoReturn >= 0 {
		f.Rescue = f.rescue()
	}
	return &f.Outlook, ctx.Err()
}

// forecast is an outlook that is being made.
type forecast[W any, A comparable] struct {
	Outlook
	OutlookOptions
	ctx    context.Context
	sys    System[W, A]
	judge  Judge[W, A]
	run    []W            // the worlds of the run but the last, which is lost
	calm   []bool         // by step: it can be one of a fair continuation
	ahead  *future[W, A]  // all that lies ahead of run[From:], or nil
	fair   *future[W, A]  // the fair continuations of run[Decided:], or nil
	walks  *sampler[W, A] // samples runs of any steps
	strict *sampler[W, A] // samples fair continuations
}

func newForecast[W any, A comparable](ctx context.Context, sys System[W, A], judge Judge[W, A], options OutlookOptions) *forecast[W, A] {
	f := &forecast[W, A]{ctx: ctx, sys: sys, judge: judge, OutlookOptions: options}
	if f.MaxStates == 0 {
		f.MaxStates = OutlookStates
	}
	if f.Samples == 0 {
		f.Samples = OutlookSamples
	}
	f.Samples = min(f.Samples, MaxOutlookSamples)
	f.walks = newSampler(f, f.sys)
	f.strict = newSampler[W, A](f, calmOnly[W, A]{f.sys})
	return f
}

// replay carries out the run as far as the step that violates something.
func (f *forecast[W, A]) replay(i int, names []string) error {
	f.run = make([]W, 1, len(names)+1)
	result, err := Replay(f.sys, f.judge, i, names, func(s *Step[W, A]) {
		f.run = append(f.run, *s.After)
		f.calm = append(f.calm, s.Pick != Heal && fairly(f.sys, s.Before, s.Action))
	})
	if err != nil {
		return err
	}
	if result.Verdict != Violated {
		return ErrNothingWrong
	}
	f.sys.Initial(i, &f.run[0])
	f.Worlds = make([]Prospect, result.At+1)
	f.Worlds[result.At] = Prospect{Bad: Certain}
	f.run = f.run[:result.At]
	return nil
}

// chances finds the probability of a bad end of each world.
func (f *forecast[W, A]) chances() {
	f.ahead, f.From = f.farthest(f.sys)
	for n := range f.From {
		f.Worlds[n].Bad = f.walks.chance(&f.run[n])
	}
	for n := f.From; n < len(f.run); n++ {
		f.Worlds[n].Bad = Certain - f.ahead.good[f.ahead.roots[n-f.From]]
	}
}

// hopes finds out which worlds have hope. One from which a step of a fair
// continuation leads to a world with hope has it too.
func (f *forecast[W, A]) hopes() {
	f.fair, f.Decided = f.ahead, f.From
	if f.From > 0 {
		f.fair, f.Decided = f.farthest(calmOnly[W, A]{f.sys})
	}
	for n := len(f.run) - 1; n >= 0; n-- {
		hope := &f.Worlds[n].Hope
		if n >= f.Decided {
			*hope = f.fair.hope[f.fair.roots[n-f.Decided]]
		} else if *hope = f.calm[n] && f.Worlds[n+1].Hope; !*hope {
			*hope = f.strict.hope(&f.run[n])
		}
	}
}

// farthest builds the graph of what lies ahead, in the given system, of the last
// worlds of the run, from the first from which that is not too much.
func (f *forecast[W, A]) farthest(sys System[W, A]) (*future[W, A], int) {
	for from := 0; from < len(f.run) && f.ctx.Err() == nil; from += max((len(f.run)-from)/4, 1) {
		if g := f.future(sys, f.run[from:]); g != nil {
			return g, from
		}
	}
	return nil, len(f.run)
}

// turn finds the steps at which the run turned.
func (f *forecast[W, A]) turn() {
	rise := int64(0)
	f.Pivot, f.NoReturn = -1, -1
	for n := range f.run {
		if r := int64(f.Worlds[n+1].Bad) - int64(f.Worlds[n].Bad); r > rise {
			rise, f.Pivot = r, n
		}
		if f.Worlds[n].Hope {
			f.NoReturn = n
		}
	}
}

// rescue finds the best way to go on instead of the step of no return.
func (f *forecast[W, A]) rescue() *Rescue {
	world := &f.run[f.NoReturn]
	enabled := f.sys.Enabled(world, nil)
	if !anyFair(f.sys, world, enabled) {
		return &Rescue{Bad: 0}
	}
	best := &Rescue{Bad: Certain + 1}
	for _, a := range enabled {
		if !fairly(f.sys, world, a) {
			continue
		}
		var after W
		f.sys.Copy(&after, world)
		f.sys.Do(&after, a)
		if f.judge.Step(world, a, &after) != 0 {
			continue
		}
		if p := f.prospect(a, &after); p.Hope && p.Bad < best.Bad {
			best = &Rescue{f.sys.Name(world, a), p.Bad}
		}
	}
	if best.Name == "" {
		return nil // samples have found hope before the step, and too few after others
	}
	return best
}

// prospect is that of the world to which a fair action leads instead of the step
// of no return.
func (f *forecast[W, A]) prospect(a A, w *W) (p Prospect) {
	if f.NoReturn >= f.Decided {
		p.Hope = f.fair.hope[f.fair.after(f.NoReturn-f.Decided, a)]
	} else {
		p.Hope = f.strict.hope(w)
	}
	if f.NoReturn >= f.From {
		p.Bad = Certain - f.ahead.good[f.ahead.after(f.NoReturn-f.From, a)]
	} else {
		p.Bad = f.walks.chance(w)
	}
	return p
}
