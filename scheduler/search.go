package scheduler

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
)

// SearchOptions says how far a search may go.
type SearchOptions struct {
	MaxStates uint64 // 0 means no bound
	MaxMemory uint64 // bytes, all included; 0 means no bound
	MaxDepth  int    // actions; 0 means no bound
	Workers   int    // 0 means 1
	// KeepGoing searches on past violations, and finds one story per property
	// and cause.
	KeepGoing bool
	// Outcomes collects the ways in which runs end, with a shortest story for
	// each.
	Outcomes bool
	// Notes are the bits of the judge's sets that say nothing against a run: they are
	// counted, and never end or decide the search.
	Notes Set
	// Silent leaves out the stories: findings and outcomes come without their
	// schedules, which take a second pass over the levels up to the last of
	// them. Where something was dropped, their lengths are then of what is left.
	Silent bool
	// StoryStates bounds how many whole worlds are searched for stories where something was
	// dropped, as MaxStates does too; 0 means some millions. What has no story among them
	// is told by one that is perhaps not the shortest.
	StoryStates uint64
	// Reduction leaves out what follows from the rest, where the system is
	// [Symmetric]; MaxStates then bounds the worlds that it stands for.
	Reduction Reduction
	// AnyCycle leaves out the search for runs that never settle.
	AnyCycle bool
	// distinct keeps worlds apart that are [Alike].
	distinct bool
	// Exact compares whole keys instead of 128-bit fingerprints.
	Exact bool
	// Progress, if not nil, is told after every level, and now and then within
	// one, how far the search is; it is called by one goroutine at a time.
	Progress func(Progress)
}

// Progress is how far a search is.
type Progress struct {
	States, Transitions uint64
	Frontier            uint64 // worlds of the level that is being expanded
	Depth               int    // of that level
	Memory              uint64 // bytes
	// Stories is how many levels were gone through once more, of Depth, to find the
	// stories to what was found; 0 before that.
	Stories int
}

// SearchResult is what a search has found. It does not depend on the number of
// workers, except where memory or the context ended the search.
type SearchResult struct {
	Verdict Verdict // Proved, Violated or Undecided
	Reason  string  // what ended the search early, other than a violation
	// States, Transitions and Finals count the worlds and steps of the levels
	// that were completed, Outcomes have their ends, and Findings and Notes what is
	// violated in them. Finals are quiescent worlds. Where a violation ends
	// the search, its level is completed. Where something else ended it, Findings and
	// Notes also have what is violated only in the level after those, counted once; or
	// where the context did, as often as it was met.
	States, Transitions, Finals uint64
	Depth                       int       // of the last level, in actions
	Findings                    []Finding // shortest first, then by property and cause
	Notes                       []Finding // as Findings, of SearchOptions.Notes
	Outcomes                    []Outcome // by code; their final worlds are Finals together
	Exact                       bool      // whole keys were compared
	// Mirrored says that only one of two initial worlds that mirror each other
	// was searched from. The counts are those of all worlds nevertheless.
	Mirrored bool
	// Spared says that steps that commute with what was done before were left out,
	// so that Transitions, and how often a step violates something, are those that
	// were taken.
	Spared bool
	// Dropped says that what makes no difference was taken out of the worlds, so that
	// States, Transitions, Finals and Depth are those of what is left, as is how often
	// something is violated.
	Dropped bool
	// Untold says why some findings or outcomes have no story, or is empty: the context
	// ended before those were found, or what was dropped is needed for them.
	Untold string
	// Memory is how many bytes were in use at most. It is more than the bound where
	// stories could not be had with less.
	Memory uint64
	// Cyclic says that the worlds have a cycle, so that the number of schedules
	// is infinite; it is known only if nothing ended the search early, no
	// violation either.
	Cyclic bool
}

// Search explores every run of the system, breadth first, and so finds shortest
// counterexamples. It stops at the end of the level of the first violation,
// unless told to keep going. What is possible but not fair at a quiescent world
// is followed too. Without a violation, worlds that can repeat themselves are
// searched for a cycle of fair actions.
func Search[W any, A comparable](ctx context.Context, sys System[W, A], judge Judge[W, A], options SearchOptions) *SearchResult {
	if dropping, ok := sys.(Dropping[W]); ok && options.Reduction == ReduceFull && options.MaxDepth == 0 {
		return searchRemains(ctx, sys, judge, dropping, options)
	}
	return explore(ctx, sys, judge, options, nil)
}

// explore is Search of the worlds as they are. It may end with what is sought, if that is
// not nil.
func explore[W any, A comparable](ctx context.Context, sys System[W, A], judge Judge[W, A], options SearchOptions, sought *goals) *SearchResult {
	s := newSearch(ctx, sys, judge, options)
	s.sought = sought
	defer s.table.close()
	s.run()
	s.conclude()
	result := s.result // who keeps it does not keep the search
	return &result
}

// search is one search under way.
type search[W any, A comparable] struct {
	ctx     context.Context
	sys     System[W, A]
	judge   Judge[W, A]
	options SearchOptions
	budget  *budget
	table   *table
	store   *store[W]
	workers []*worker[W, A]

	keyLength int             // in bytes
	initials  []int           // the initial worlds that are searched from
	symmetric Symmetric[W]    // nil if nothing was left out by symmetry
	alike     Alike[W]        // nil if alike worlds are told apart
	measured  Measured[W]     // nil if the system has no measure
	commuting Commuting[W, A] // nil if nothing is left out by what commutes
	sought    *goals          // nil if all is sought

	depth     int // of the level that is being expanded
	level     frontier[W]
	next      frontier[W]
	taken     atomic.Int64  // chunks of the level that workers have taken
	states    atomic.Uint64 // with those of the level that is being built
	dropped   atomic.Bool   // some world found no room
	full      atomic.Bool   // memory is used up
	mu        sync.Mutex    // guards next.chunks and Progress
	open      bool          // MaxDepth left something out
	backward  uint64        // steps to worlds of the same or an earlier level
	rises     bool          // some step did not lower the measure
	result    SearchResult
	lastShown uint64
}

func newSearch[W any, A comparable](ctx context.Context, sys System[W, A], judge Judge[W, A], options SearchOptions) *search[W, A] {
	s := &search[W, A]{ctx: ctx, sys: sys, judge: judge, options: options, budget: newBudget(options.MaxMemory)}
	w := new(W)
	sys.Initial(0, w)
	s.keyLength = len(sys.Key(w))
	s.chooseInitials()
	s.findAlike()
	s.measured, _ = offers[Measured[W]](sys)
	if options.Reduction == ReduceFull {
		s.commuting, s.result.Spared = sys.(Commuting[W, A])
	}
	s.table = newTable(options.Exact, s.commuting != nil, s.keyLength, s.budget)
	s.table.workers = options.Workers
	s.store = newStore[W](whole(sys), s.keyLength, s.budget)
	for range max(options.Workers, 1) {
		s.workers = append(s.workers, newWorker(s))
	}
	return s
}

// run goes through the levels.
func (s *search[W, A]) run() {
	w := s.workers[0]
	s.depth = -1
	for _, i := range s.initials {
		s.sys.Initial(i, w.slot())
		s.arrange(w.slot())
		w.push(0)
	}
	w.flush()
	for s.advance() {
		s.show(true)
		s.each((*worker[W, A]).expandChunk)
		if s.ctx.Err() != nil {
			s.leave() // how far the level got is a matter of luck
			s.result.Depth = max(s.depth-1, 0)
		}
		s.gather()
		if s.ctx.Err() != nil || s.dropped.Load() {
			s.result.Reason = s.cutBy()
			s.glimpse()
			return
		}
		if s.stops() {
			return
		}
	}
}

// advance makes the level that was built the one to expand; it returns false if
// that is empty.
func (s *search[W, A]) advance() bool {
	for _, w := range s.workers {
		w.handIn(w.end())
	}
	s.level, s.next = s.next, frontier[W]{chunks: s.level.chunks[:0]}
	if s.level.worlds == 0 {
		return false
	}
	s.depth++
	s.result.Depth = s.depth
	s.result.States = s.states.Load()
	return true
}

// each lets the workers go through the chunks of the level and gives those back
// at once, so that the next level is built from their memory.
func (s *search[W, A]) each(do func(*worker[W, A], *chunk[W])) {
	s.taken.Store(0)
	work := func(w *worker[W, A]) {
		for s.ctx.Err() == nil {
			i := int(s.taken.Add(1)) - 1
			if i >= len(s.level.chunks) {
				break
			}
			do(w, s.level.chunks[i])
			s.store.give(s.level.chunks[i])
			s.show(false)
		}
		w.flush()
	}
	var group sync.WaitGroup
	for _, w := range s.workers[1:min(len(s.workers), max(len(s.level.chunks), 1))] {
		group.Go(func() { work(w) })
	}
	work(s.workers[0])
	group.Wait()
}

// gather adds up what the workers have counted.
func (s *search[W, A]) gather() {
	for _, w := range s.workers {
		for _, o := range w.outcomes {
			s.result.Outcomes = addOutcome(s.result.Outcomes, o)
		}
		w.outcomes = w.outcomes[:0]
		s.result.Transitions += w.transitions
		s.result.Finals += w.finals
		s.backward += w.backward
		s.open = s.open || w.open
		s.rises = s.rises || w.rises
		w.transitions, w.finals, w.backward = 0, 0, 0
	}
}

// stops decides after a complete level whether the search ends, other than by
// running out of worlds.
func (s *search[W, A]) stops() bool {
	bound := s.options.MaxDepth > 0 && s.depth+1 >= s.options.MaxDepth
	found := slices.ContainsFunc(s.workers, func(w *worker[W, A]) bool { return len(w.findings) > 0 })
	if found && !s.options.KeepGoing || bound {
		s.judgeNext()
		if bound && s.open {
			s.result.Reason = "the depth bound leaves runs out"
		}
		return true
	}
	return s.sought != nil && s.sought.met(s.merged())
}

// judgeNext judges the level that was built without expanding it.
func (s *search[W, A]) judgeNext() {
	if !s.advance() {
		return
	}
	if s.ctx.Err() == nil {
		s.each((*worker[W, A]).judgeChunk)
	}
	s.gather()
}

// show tells the progress, at the begin of a level and about every 100,000
// states.
func (s *search[W, A]) show(begin bool) {
	if s.options.Progress == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	states := s.states.Load()
	if !begin && states-s.lastShown < 100_000 {
		return
	}
	s.lastShown = states
	s.options.Progress(Progress{
		States: states, Transitions: s.result.Transitions,
		Frontier: s.level.worlds, Depth: s.depth, Memory: s.budget.used.Load(),
	})
}

// conclude decides the verdict and finds the stories to the findings.
func (s *search[W, A]) conclude() {
	r := &s.result
	r.Exact = s.options.Exact
	s.merge()
	s.level, s.next, s.workers = frontier[W]{}, frontier[W]{}, nil
	s.store.drop()
	complete := r.Reason == "" && (len(r.Findings) == 0 || s.options.KeepGoing)
	// Beyond the number of marks a step back can look like one forward.
	if complete && (s.backward > 0 || s.depth >= levelMarks-1 || s.commuting != nil) && s.mayCycle() {
		if s.alike != nil { // in which order alike parts take turns can matter
			s.table.close()
			s.options.distinct = true
			s.result = *explore(s.ctx, s.sys, s.judge, s.options, nil)
			return
		}
		s.checkCycles()
	}
	if !s.options.Silent {
		s.tellStories()
	}
	r.Memory = s.budget.peak.Load()
	switch {
	case len(r.Findings) > 0:
		r.Verdict = Violated
	case r.Reason == "":
		r.Verdict = Proved
	}
}
