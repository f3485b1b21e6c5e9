package scheduler

import (
	"math"
	"slices"
	"unsafe"
)

// teller is a worker of a storyteller: it takes the ways to worlds one step further. As a
// [worker] does, it looks worlds up in batches.
type teller[W any, A comparable] struct {
	packer[W]
	story   *storyteller[W, A]
	image   W // of a final world
	enabled []A
	spare   []A // enabled actions of a world of the batch
	batch   []W
	prints  []fingerprint
	slots   []uint64
	numbers []uint32 // in their shares
	ways    []way
	n       int     // worlds in the batch
	bound   [][]int // of each share, the worlds of the batch that belong to it
}

// batchWays is large enough that of each share there are some.
const batchWays = 1024

func newTeller[W any, A comparable](t *storyteller[W, A], shares int) *teller[W, A] {
	return &teller[W, A]{
		story: t, packer: t.search.store.packer(),
		batch: make([]W, batchWays), prints: make([]fingerprint, batchWays), slots: make([]uint64, batchWays), numbers: make([]uint32, batchWays),
		ways: make([]way, batchWays), bound: make([][]int, shares),
	}
}

// expand takes the ways to a world of the level, which has a number in its share, one
// step further in every direction.
func (w *teller[W, A]) expand(world *W, here *waysLevel[W], number int) {
	t := w.story
	s := t.search
	w.enabled = s.sys.Enabled(world, w.enabled[:0])
	for pick, a := range w.enabled {
		after := w.slot()
		s.sys.Copy(after, world)
		s.sys.Do(after, a)
		var what assessment
		if t.wanted {
			what = w.judge(s.judge.Step(world, a, after))
		}
		actor, _, _, calm := s.sys.Info(a)
		best := way{cost: cost{switches: math.MaxUint32}}
		for n := here.heads[number]; n != 0; n = here.ways[n-1].next {
			v := here.ways[n-1].way
			if v.last != noActor && v.last != int16(actor) {
				v.switches++
			}
			v.calm += uint32(calm)
			v.before, v.pick, v.last = here.ranks[n-1], uint16(pick), int16(actor)
			if v.less(&best) {
				best = v
			}
		}
		w.arrive(&best, what)
	}
}

// assessment is what there is to say of a step and the world that it leads to.
type assessment struct {
	set   Set // what is violated
	final bool
	codes [2]Code // of the final world and, if there is one, of its image
	image bool
}

// judge judges the world in the slot, to which a step leads that violates a set of
// properties, if it is on a target's level.
func (w *teller[W, A]) judge(set Set) assessment {
	s, after, what := w.story.search, w.slot(), assessment{set: set}
	if !w.story.wanted {
		return what
	}
	w.spare = s.sys.Enabled(after, w.spare[:0])
	if anyFair(s.sys, after, w.spare) {
		return what
	}
	what.set |= s.judge.Final(after)
	what.final, what.image = true, s.mirrored(after)
	what.codes[0] = s.judge.Outcome(after)
	if what.image {
		s.symmetric.Mirror(&w.image, after)
		what.codes[1] = s.judge.Outcome(&w.image)
	}
	return what
}

// slot is where the next world is to be written; arrive notes a way to it.
func (w *teller[W, A]) slot() *W { return &w.batch[w.n] }

// arrive notes the best way from a world to that in the slot, one level further.
func (w *teller[W, A]) arrive(best *way, what assessment) {
	t := w.story
	t.offer(best, w.slot(), what)
	if t.depth+1 == t.last {
		return
	}
	w.prints[w.n], w.ways[w.n] = printOf(t.search.sys.Key(w.slot())), *best
	if w.n++; w.n == len(w.batch) {
		w.flush()
	}
}

// flush carries the ways of the batch to the level that is being built.
func (w *teller[W, A]) flush() {
	t := w.story
	s := t.search
	for i := range w.n {
		s.table.touch(w.prints[i])
	}
	mark := levelMark(t.depth + 1)
	for i := range w.n {
		key := []byte(nil)
		if s.options.Exact {
			key = s.sys.Key(&w.batch[i])
		}
		at, known := s.table.locate(w.prints[i], key, mark)
		if known != isPeer {
			continue // a shorter way leads there
		}
		h := w.prints[i].high >> 56 % uint64(len(t.shares))
		w.slots[i] = at
		w.bound[h] = append(w.bound[h], i)
	}
	for n, h := range t.shares { // first those that nobody has: to be woken takes long
		if len(w.bound[n]) > 0 && h.mu.TryLock() {
			w.carryTo(h, n)
		}
	}
	for n, h := range t.shares {
		if len(w.bound[n]) > 0 {
			h.mu.Lock()
			w.carryTo(h, n)
		}
	}
	w.n = 0
}

// carryTo carries the ways to the worlds of the batch that belong to share n, which is
// locked, and unlocks it. It waits for memory for all of them at once.
func (w *teller[W, A]) carryTo(h *share[W], n int) {
	defer h.mu.Unlock()
	these, r := w.bound[n], &h.there
	w.bound[n] = these[:0]
	for _, i := range these {
		h.seating.touch(w.slots[i])
	}
	for _, i := range these {
		w.numbers[i] = h.number(w.slots[i], &w.batch[i])
		prefetch(unsafe.Pointer(&r.heads[w.numbers[i]]))
	}
	for _, i := range these {
		if first := r.heads[w.numbers[i]]; first > 0 {
			prefetch(unsafe.Pointer(&r.ways[first-1]))
		}
	}
	for _, i := range these {
		r.carry(w.numbers[i], &w.ways[i], w.story.byActor)
	}
	h.note()
}

// number is that of the world in a slot on the level that is being built, which it joins
// if it is new there.
func (h *share[W]) number(slot uint64, world *W) uint32 {
	number, fresh := h.seating.number(slot)
	if fresh {
		if filled, _ := h.keep(world); filled != nil {
			h.there.add(filled)
		}
		h.there.heads = append(h.there.heads, 0)
	}
	return number - 1
}

// carry notes a way to a world of which the number is given.
func (r *waysLevel[W]) carry(number uint32, w *way, byActor bool) {
	head := &r.heads[number]
	for n := *head; n != 0; n = r.ways[n-1].next {
		if v := &r.ways[n-1]; v.last == w.last || !byActor {
			if w.less(&v.way) {
				v.way = *w
			}
			return
		}
	}
	if n := len(r.ways); n == cap(r.ways) {
		r.ways = slices.Grow(r.ways, max(n, batchWays)) // by more than append, which would copy four times as much
	}
	r.ways = append(r.ways, wayTo{*w, *head})
	*head = uint32(len(r.ways))
}
