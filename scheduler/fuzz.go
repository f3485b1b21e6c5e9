package scheduler

import (
	"context"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
)

// FuzzOptions says how many runs to make of what.
type FuzzOptions struct {
	Seed    uint64
	Runs    uint64 // 0 means until the context ends
	Workers int    // 0 means 1
	Limits  Limits
	// Notes are the bits of the judge's sets that say nothing against a run: runs with
	// some of them are counted, and the first is kept.
	Notes Set
	// Recheck repeats every so many runs from its picks and compares the
	// worlds after each step; 0 means never.
	Recheck uint64
	// Coverage, if not nil, is told which worlds the runs come through.
	Coverage *Coverage
	// Progress, if not nil, is told now and then how far the runs are; it is
	// called by one goroutine at a time.
	Progress func(runs, actions uint64)
}

// Tally counts the runs that one strategy has chosen.
type Tally struct {
	Strategy   string
	Runs       uint64
	Violations uint64
	Undecided  uint64
}

// FuzzResult is what many runs have found. It depends on the options and the
// seed, not on the number of workers; where a context ended the runs, the
// number of runs depends on that.
type FuzzResult struct {
	Verdict Verdict // OK, Violated, or Undecided if some run was or none was made
	Runs    uint64  // up to and with the violating one
	Actions uint64  // in those
	Run     uint64  // number of the violating run
	Found   *Result // the violating run with names, or nil
	Noted   uint64  // runs that are OK, and of which there is something to note
	First   *Result // the first of those with names, or nil
	Tallies []Tally // by strategy, in the order of their first run
	// Flaw is not empty if a run did not repeat itself, which is a bug of the
	// system; it says which run.
	Flaw string
}

// Fuzz makes runs of a strategy until one violates a property, and returns the
// one with the least number of those that do. Every worker has its own strategy
// from newStrategy.
func Fuzz[W any, A comparable](ctx context.Context, sys System[W, A], judge Judge[W, A], newStrategy func(System[W, A]) Strategy[W, A], options FuzzOptions) *FuzzResult {
	f := &fuzz[W, A]{sys: sys, judge: judge, options: options, ctx: ctx}
	f.found.Store(never)
	for range max(options.Workers, 1) {
		f.workers = append(f.workers, newFuzzer(sys, judge, newStrategy(sys), options))
	}
	if options.Coverage != nil {
		var w W
		for i := range sys.Initials() {
			sys.Initial(i, &w)
			f.initials = append(f.initials, printOf(sys.Key(&w)))
		}
	}
	// Rounds keep the workers together, so that what is counted does not
	// depend on who was faster. The first are short, because most bugs are
	// found at once.
	most := uint64(1 << 14)
	if options.Coverage != nil {
		most = 1 << 10 // whose worlds are kept until the round is over
	}
	for first, size := uint64(0), uint64(64); ; first, size = first+size, min(2*size, most) {
		if options.Runs > 0 {
			size = min(size, options.Runs-first)
		}
		if size == 0 || f.over() {
			break
		}
		f.round(first, size)
	}
	return f.finish()
}

type fuzz[W any, A comparable] struct {
	sys     System[W, A]
	judge   Judge[W, A]
	options FuzzOptions
	ctx     context.Context
	workers []*fuzzer[W, A]
	found   atomic.Uint64 // least number of a violating run so far, or never
	records []record      // of the current round
	// initials are the initial worlds, if coverage is wanted.
	initials []fingerprint
	first    uint64 // number of the first run of which there is something to note
	result   FuzzResult
}

// record is what the end of a round needs to know of a run.
type record struct {
	strategy string // empty: not carried out
	actions  uint32
	verdict  Verdict
	flawed   bool
	noted    bool
	prints   []fingerprint // of the worlds that it led to, if coverage is wanted
}

type fuzzer[W any, A comparable] struct {
	strategy      Strategy[W, A]
	runner, again *Runner[W, A]
	prints        []fingerprint // of the worlds of a run that is repeated or covers
	note          func(before *W, a A, after *W)
}

func newFuzzer[W any, A comparable](sys System[W, A], judge Judge[W, A], strategy Strategy[W, A], options FuzzOptions) *fuzzer[W, A] {
	w := &fuzzer[W, A]{strategy: strategy, runner: NewRunner(sys, judge, options.Limits), again: NewRunner(sys, judge, options.Limits)}
	w.runner.Note(options.Notes)
	w.again.Note(options.Notes)
	w.note = func(_ *W, _ A, after *W) { w.prints = append(w.prints, printOf(sys.Key(after))) }
	return w
}

func (f *fuzz[W, A]) over() bool {
	return f.found.Load() != never || f.result.Flaw != "" || f.ctx.Err() != nil
}

// round carries out size runs from number first on and counts them.
func (f *fuzz[W, A]) round(first, size uint64) {
	f.records = append(f.records[:0], make([]record, size)...)
	var group sync.WaitGroup
	for i, w := range f.workers {
		group.Go(func() {
			for run := first + uint64(i); run < first+size; run += uint64(len(f.workers)) {
				if run > f.found.Load() || f.ctx.Err() != nil {
					return
				}
				f.records[run-first] = f.run(w, run)
			}
		})
	}
	group.Wait()
	for i, r := range f.records {
		if r.strategy == "" {
			continue // not reached before an interruption
		}
		f.count(first+uint64(i), r)
		if r.verdict == Violated || r.flawed {
			return
		}
	}
	if f.options.Progress != nil {
		f.options.Progress(f.result.Runs, f.result.Actions)
	}
}

// run carries out one run.
func (f *fuzz[W, A]) run(w *fuzzer[W, A], run uint64) record {
	check := f.options.Recheck > 0 && run%f.options.Recheck == 0
	w.prints = w.prints[:0]
	if w.runner.Observe(nil); check || f.options.Coverage != nil {
		w.runner.Observe(w.note)
	}
	res := w.runner.Run(w.strategy, f.options.Seed, run)
	r := record{strategy: res.Strategy, actions: uint32(len(res.Schedule.Picks)), verdict: res.Verdict, noted: res.Verdict == OK && res.Noted != 0}
	if res.Verdict == Violated {
		for least := f.found.Load(); run < least && !f.found.CompareAndSwap(least, run); {
			least = f.found.Load()
		}
	}
	if f.options.Coverage != nil {
		r.prints = append(slices.Clip(w.prints), f.initials[res.Schedule.Initial])
	}
	r.flawed = check && !f.repeats(w, res)
	return r
}

// repeats carries out a run once more from its picks and compares every world.
func (f *fuzz[W, A]) repeats(w *fuzzer[W, A], res *Result) bool {
	again, prints := w.again, w.prints
	again.begin(res.Schedule.Initial)
	for _, pick := range res.Schedule.Picks {
		again.look()
		if pick == Heal {
			again.sys.Heal(&again.world)
			continue
		}
		if pick >= len(again.enabled) {
			return false
		}
		again.take(pick)
		if printOf(f.sys.Key(&again.world)) != prints[0] {
			return false
		}
		prints = prints[1:]
	}
	return true
}

func (f *fuzz[W, A]) count(run uint64, r record) {
	f.result.Runs++
	f.result.Actions += uint64(r.actions)
	if f.options.Coverage != nil {
		f.options.Coverage.add(r.prints)
	}
	t := f.tally(r.strategy)
	t.Runs++
	switch r.verdict {
	case Violated:
		t.Violations++
		f.result.Run, f.result.Verdict = run, Violated
	case Undecided:
		t.Undecided++
	}
	if r.noted {
		if f.result.Noted == 0 {
			f.first = run
		}
		f.result.Noted++
	}
	if r.flawed {
		f.result.Flaw = "run " + strconv.FormatUint(run, 10) + " of " + r.strategy + " did not repeat itself from its picks"
	}
}

func (f *fuzz[W, A]) tally(strategy string) *Tally {
	for i := range f.result.Tallies {
		if f.result.Tallies[i].Strategy == strategy {
			return &f.result.Tallies[i]
		}
	}
	f.result.Tallies = append(f.result.Tallies, Tally{Strategy: strategy})
	return &f.result.Tallies[len(f.result.Tallies)-1]
}

// finish decides the verdict and repeats the runs that are to be kept.
func (f *fuzz[W, A]) finish() *FuzzResult {
	if f.result.Noted > 0 {
		f.result.First = f.again(f.first)
	}
	if f.result.Verdict == Violated {
		f.result.Found = f.again(f.result.Run)
		return &f.result
	}
	f.result.Verdict = OK
	for _, t := range f.result.Tallies {
		if t.Undecided > 0 {
			f.result.Verdict = Undecided
		}
	}
	if f.result.Runs == 0 || f.result.Flaw != "" {
		f.result.Verdict = Undecided
	}
	return &f.result
}

// again makes a run once more, to keep it with names.
func (f *fuzz[W, A]) again(run uint64) *Result {
	w := f.workers[0]
	res := *w.runner.Run(w.strategy, f.options.Seed, run)
	named, err := Names(f.sys, res.Schedule)
	if err != nil {
		f.result.Flaw = "run " + strconv.FormatUint(run, 10) + ": " + err.Error()
	}
	res.Schedule = named.Clone()
	return &res
}
