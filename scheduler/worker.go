package scheduler

import (
	"math/bits"

	"github.com/zeebo/xxh3"
)

// worker expands chunks of a level. It collects successors and looks them up in
// batches, because the look-ups of a batch can wait for memory at the same
// time.
type worker[W any, A comparable] struct {
	packer[W]
	search  *search[W, A]
	image   W   // of a final world
	images  []W // of the same, where there are alike ones
	enabled []A
	spare   []A // enabled actions of a world of the batch
	batch   []W
	prints  []fingerprint
	sleeps  []uint64 // sleep sets
	n       int      // worlds in the batch
	// recent has fingerprints of worlds of the level that is being built, each where its
	// last bits say: most worlds that are found again are found again soon. It is nil where
	// being found again says more than that.
	recent []fingerprint

	transitions, finals, backward uint64
	open                          bool
	rises                         bool // some step did not lower the measure
	findings, notes               []Finding
	glimpsed                      []Finding // beyond the levels that are complete
	glimpses                      bool      // what is judged is beyond them
	outcomes                      []Outcome
}

const (
	batchWorlds  = 64
	recentWorlds = 4096
)

func newWorker[W any, A comparable](s *search[W, A]) *worker[W, A] {
	w := &worker[W, A]{
		search: s, packer: s.store.packer(),
		batch: make([]W, batchWorlds), prints: make([]fingerprint, batchWorlds), sleeps: make([]uint64, batchWorlds),
	}
	if !s.options.Exact && s.commuting == nil {
		w.recent = make([]fingerprint, recentWorlds)
	}
	return w
}

// expandChunk judges every world of a chunk and collects its successors.
func (w *worker[W, A]) expandChunk(c *chunk[W]) {
	s := w.search
	for i := range c.n {
		world := w.load(c, i)
		w.judgeFinal(world)
		stands := s.stands(world)
		left := uint64(0)
		if s.measured != nil {
			left = s.measured.Measure(world)
		}
		asleep := w.asleep(world)
		for _, a := range w.enabled {
			sleep, skip := uint64(0), false
			if s.commuting != nil {
				if sleep, skip = s.wake(world, a, &asleep); skip {
					continue
				}
			}
			after := w.slot()
			s.sys.Copy(after, world)
			s.sys.Do(after, a)
			w.transitions += stands
			if s.measured != nil && s.measured.Measure(after) >= left {
				w.rises = true
			}
			if set := s.judge.Step(world, a, after); set != 0 {
				w.found(set, after, stands, s.depth+1)
			}
			s.arrange(after)
			w.push(sleep)
		}
	}
}

// judgeChunk judges every world of a chunk.
func (w *worker[W, A]) judgeChunk(c *chunk[W]) {
	for i := range c.n {
		w.judgeFinal(w.load(c, i))
		w.open = w.open || len(w.enabled) > 0
	}
}

// judgeFinal finds out what is enabled in a world of the current level and, if
// it is quiescent, judges it.
func (w *worker[W, A]) judgeFinal(world *W) {
	s := w.search
	w.enabled = s.sys.Enabled(world, w.enabled[:0])
	if anyFair(s.sys, world, w.enabled) {
		return
	}
	w.finals += s.stands(world)
	w.judgeQuiescent(world, s.depth)
}

func (w *worker[W, A]) judgeQuiescent(world *W, depth int) {
	s := w.search
	if set := s.judge.Final(world); set != 0 {
		w.found(set, world, s.stands(world), depth)
	}
	if !s.options.Outcomes || w.glimpses {
		return
	}
	w.eachImage(world, func(world *W) {
		w.outcomes = addOutcome(w.outcomes, Outcome{Code: s.judge.Outcome(world), Finals: 1, depth: depth})
		if s.mirrored(world) {
			s.symmetric.Mirror(&w.image, world)
			w.outcomes = addOutcome(w.outcomes, Outcome{Code: s.judge.Outcome(&w.image), Finals: 1, depth: depth})
		}
	})
}

// found notes a violation, as often as there are images of it, at a world that depth actions
// lead to.
func (w *worker[W, A]) found(set Set, world *W, count uint64, depth int) {
	s := w.search
	for ; set != 0; set &= set - 1 {
		property := bits.TrailingZeros64(set)
		list := &w.findings
		switch {
		case w.glimpses:
			list = &w.glimpsed
		case s.notes(property):
			list = &w.notes
		}
		*list = addFinding(*list, Finding{Property: property, Cause: s.cause(property, world), Count: count, depth: depth})
	}
}

// slot is where the next successor is to be written; push adds it.
func (w *worker[W, A]) slot() *W { return &w.batch[w.n] }

func (w *worker[W, A]) push(sleep uint64) {
	f := printOf(w.search.sys.Key(&w.batch[w.n]))
	if w.recent != nil && w.again(f) {
		return
	}
	w.prints[w.n], w.sleeps[w.n] = f, sleep
	if w.n++; w.n == len(w.batch) {
		w.flush()
	}
}

// again reports whether a world was found a short while ago, on the same level.
func (w *worker[W, A]) again(f fingerprint) bool {
	at := &w.recent[f.low%recentWorlds]
	f.high ^= uint64(w.search.depth+2) << 32 // the same world on another level is another one
	if *at == f {
		return true
	}
	*at = f
	return false
}

func printOf(key []byte) fingerprint {
	h := xxh3.Hash128(key)
	return fingerprint{h.Hi, h.Lo}
}

// flush adds the batch to the visited set, and what is new to the next level.
func (w *worker[W, A]) flush() {
	s, t := w.search, w.search.table
	t.grow.RLock()
	for i := range w.n {
		t.touch(w.prints[i])
	}
	mark, dropped := levelMark(s.depth+1), s.dropped.Load()
	slots, worlds := uint64(0), uint64(0)
	for i := range w.n {
		key := []byte(nil)
		if s.options.Exact {
			key = s.sys.Key(&w.batch[i])
		}
		var known added
		if !dropped {
			known = t.add(w.prints[i], key, mark, w.sleeps[i])
		} else if _, known = t.locate(w.prints[i], key, mark); known == isNew {
			known = isFull
		}
		if known == isFull {
			known = w.addEnlarging(i, key, mark)
		}
		switch known {
		case isNew:
			slots++
			worlds += s.stands(&w.batch[i])
			filled, full := w.keep(&w.batch[i])
			if full {
				s.full.Store(true)
				s.dropped.Store(true)
			}
			w.handIn(filled)
		case isKnown:
			w.backward++
		}
	}
	crowded, seen := t.took(slots), t.capacity
	t.grow.RUnlock()
	w.n = 0
	w.count(worlds)
	if crowded && !s.full.Load() && !t.enlarge(seen) {
		s.full.Store(true)
	}
}

// addEnlarging adds world i of the batch to a visited set that has no room for it but may
// grow. If it may not, the world is judged here, because it will not be met again; it
// counts as a peer. The caller holds the lock for reading, which is given up meanwhile.
func (w *worker[W, A]) addEnlarging(i int, key []byte, mark uint64) (known added) {
	s, t := w.search, w.search.table
	for !s.full.Load() && !s.dropped.Load() {
		seen := t.capacity
		t.grow.RUnlock()
		if !t.enlarge(seen) {
			s.full.Store(true)
		}
		t.grow.RLock()
		if known = t.add(w.prints[i], key, mark, w.sleeps[i]); known != isFull {
			return known
		}
	}
	s.dropped.Store(true)
	w.spare = s.sys.Enabled(&w.batch[i], w.spare[:0])
	if !anyFair(s.sys, &w.batch[i], w.spare) {
		was := w.glimpses
		w.glimpses = true
		w.judgeQuiescent(&w.batch[i], s.depth+1)
		w.glimpses = was
	}
	return isPeer
}

// handIn makes a chunk, unless it is nil, part of the next level.
func (w *worker[W, A]) handIn(c *chunk[W]) {
	if c == nil {
		return
	}
	s := w.search
	s.mu.Lock()
	s.next.add(c)
	s.mu.Unlock()
}

// count adds to the number of states and sees to it that the bound holds.
func (w *worker[W, A]) count(fresh uint64) {
	s := w.search
	if states := s.states.Add(fresh); s.options.MaxStates > 0 && states > s.options.MaxStates {
		s.dropped.Store(true)
	}
}
