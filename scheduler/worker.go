package scheduler

import (
	"math/bits"

	"github.com/zeebo/xxh3"
)

// worker expands chunks of a level. It collects successors and looks them up in
// batches, because the look-ups of a batch can wait for memory at the same
// time.
type worker[W any, A comparable] struct {
	search  *search[W, A]
	world   W
	image   W // of a final world
	enabled []A
	spare   []A // enabled actions of a world of the batch
	batch   []W
	prints  []fingerprint
	sleeps  []uint64 // sleep sets
	n       int      // worlds in the batch
	out     *chunk[W]
	// In chunks of keys: the last key written to out, the last one read, and
	// what is to be read after it.
	written, read, rest []uint64
	readKey             []byte   // of read
	key                 []uint64 // scratch, padded with zeros
	keyBytes            []byte   // of key

	transitions, finals, backward uint64
	open                          bool
	rises                         bool // some step did not lessen the measure
	findings                      []Finding
	outcomes                      []Outcome
}

const batchWorlds = 32

func newWorker[W any, A comparable](s *search[W, A]) *worker[W, A] {
	w := &worker[W, A]{
		search: s,
		batch:  make([]W, batchWorlds), prints: make([]fingerprint, batchWorlds), sleeps: make([]uint64, batchWorlds),
	}
	w.written, _ = s.store.words()
	w.read, w.readKey = s.store.words()
	w.key, w.keyBytes = s.store.words()
	w.readKey = w.readKey[:s.keyLength]
	return w
}

// load is world i of a chunk, in place or unpacked. Chunks of keys are read from
// the first world to the last.
func (w *worker[W, A]) load(c *chunk[W], i int) *W {
	s := w.search.store
	if s.packed == nil {
		return &c.worlds[i]
	}
	if i == 0 {
		clear(w.read)
		w.rest = c.keys
	}
	w.rest = readDelta(w.rest, w.read)
	s.packed.Unpack(&w.world, w.readKey)
	return &w.world
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
				if sleep, skip = s.stir(world, a, &asleep); skip {
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
				w.found(set, after, s.depth+1)
			}
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
		w.found(set, world, depth)
	}
	if !s.options.Outcomes {
		return
	}
	w.outcomes = addOutcome(w.outcomes, Outcome{Code: s.judge.Outcome(world), Finals: 1, depth: depth})
	if s.mirrored(world) {
		s.symmetric.Mirror(&w.image, world)
		w.outcomes = addOutcome(w.outcomes, Outcome{Code: s.judge.Outcome(&w.image), Finals: 1, depth: depth})
	}
}

// found notes a violation at a world that depth actions lead to.
func (w *worker[W, A]) found(set uint32, world *W, depth int) {
	cause, count := w.search.judge.Cause(world), w.search.stands(world)
	for ; set != 0; set &= set - 1 {
		property := bits.TrailingZeros32(set)
		w.findings = addFinding(w.findings, Finding{Property: property, Cause: cause, Count: count, depth: depth})
	}
}

// slot is where the next successor is to be written; push adds it.
func (w *worker[W, A]) slot() *W { return &w.batch[w.n] }

func (w *worker[W, A]) push(sleep uint64) {
	w.sleeps[w.n] = sleep
	if w.n++; w.n == len(w.batch) {
		w.flush()
	}
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
		w.prints[i] = printOf(s.sys.Key(&w.batch[i]))
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
			known = w.squeeze(i, key, mark)
		}
		switch known {
		case isNew:
			slots++
			worlds += s.stands(&w.batch[i])
			w.keep(&w.batch[i])
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

// squeeze adds world i of the batch to a visited set that has no room for it but may
// grow. If it may not, the world is judged here, because it will not be met again; it
// counts as a peer. The caller holds the lock for reading, which is given up meanwhile.
func (w *worker[W, A]) squeeze(i int, key []byte, mark uint64) (known added) {
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
		w.judgeQuiescent(&w.batch[i], s.depth+1)
	}
	return isPeer
}

// keep adds a new world to the next level.
func (w *worker[W, A]) keep(world *W) {
	s := w.search
	if w.out == nil {
		full := false
		if w.out, full = s.store.take(); full {
			s.full.Store(true)
			s.dropped.Store(true)
		}
		clear(w.written)
	}
	c := w.out
	if s.store.packed != nil {
		copy(w.keyBytes, s.sys.Key(world))
		c.keys = appendDelta(c.keys, w.written, w.key)
	} else {
		s.sys.Copy(&c.worlds[c.n], world)
	}
	if c.n++; s.store.filled(c) {
		w.handIn()
	}
}

// handIn makes the chunk under way part of the next level.
func (w *worker[W, A]) handIn() {
	if w.out == nil {
		return
	}
	s := w.search
	s.mu.Lock()
	s.next.chunks = append(s.next.chunks, w.out)
	s.next.worlds += uint64(w.out.n)
	s.mu.Unlock()
	w.out = nil
}

// count adds to the number of states and sees to it that the bound holds.
func (w *worker[W, A]) count(fresh uint64) {
	s := w.search
	if states := s.states.Add(fresh); s.options.MaxStates > 0 && states > s.options.MaxStates {
		s.dropped.Store(true)
	}
}
