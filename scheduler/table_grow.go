package scheduler

import (
	"math/bits"
	"sync"
	"sync/atomic"
)

// smallSlots is up to where a table grows by as much as it has.
const smallSlots = 1 << 16

// enlarge makes the table half as large again, or twice if it is small, unless another
// worker has just done so: then it has another capacity than the caller saw. It returns
// false if the budget does not allow it. The caller does not hold t.grow.
func (t *table) enlarge(seen uint64) bool {
	t.grow.Lock()
	defer t.grow.Unlock()
	if t.capacity != seen {
		return true
	}
	old, size := t.capacity, t.capacity+t.capacity/2
	if old*parts <= smallSlots {
		size = 2 * old
	}
	// What moves is there twice meanwhile.
	twice := t.memory.moved(parts*size) + t.sleepMemory.moved(uint64(len(t.asleep))/old*size)
	if !t.budget.take(parts*(size-old)*t.slotBytes + twice) {
		return false
	}
	defer t.budget.give(twice)
	t.slots = t.memory.resize(parts * size)
	if t.asleep != nil {
		t.asleep = t.sleepMemory.resize(parts * size)
	}
	t.capacity = size
	t.spread(old)
	return true
}

// spread moves all parts, which had a capacity of old slots, to their larger places. The
// last go first, since each moves to where parts behind it were: those whose new places
// begin where all that is still to move ends go together, shared among the workers, who
// would have to wait for the table anyway.
func (t *table) spread(old uint64) {
	for left := uint64(parts); left > 0; {
		first := left * old / t.capacity // whose new place begins behind the old one of the last
		if first*t.capacity < left*old {
			first++
		}
		first = min(first, left-1)
		var taken atomic.Uint64
		taken.Store(first)
		move := func() {
			for part := taken.Add(1) - 1; part < left; part = taken.Add(1) - 1 {
				t.move(part*old, (part+1)*old, part*t.capacity)
			}
		}
		var group sync.WaitGroup
		if parts*old > smallSlots { // else to begin another goroutine takes longer
			for range min(t.workers, int(left-first)) - 1 {
				group.Go(move)
			}
		}
		move()
		group.Wait()
		left = first
	}
}

// move empties a part, from one slot to another, and fills what it holds into its
// larger place, which begins at a third.
func (t *table) move(from, to, begin uint64) {
	if begin >= to {
		for i := from; i < to; i++ {
			if h := t.pull(i); h.low != 0 {
				t.drop(h, begin)
			}
		}
		return
	}
	// The places overlap.
	var all []held
	for i := from; i < to; i++ {
		if h := t.pull(i); h.low != 0 {
			all = append(all, h)
		}
	}
	for _, h := range all {
		t.drop(h, begin)
	}
}

// held is what a slot holds, and its sleep set.
type held struct{ low, rest, asleep uint64 }

// pull empties a slot that nobody else uses.
func (t *table) pull(at uint64) (h held) {
	s := &t.slots[at]
	if h.low = s.low.Load(); h.low == 0 {
		return h
	}
	h.rest = s.rest.Load()
	s.low.Store(0)
	s.rest.Store(0)
	if t.asleep != nil {
		h.asleep = t.asleep[at].Load()
	}
	return h
}

// drop puts into the part that begins at a slot, which nobody else uses, what was held in
// another one.
func (t *table) drop(h held, begin uint64) {
	at, _ := bits.Mul64(h.low, t.capacity)
	for at += begin; t.slots[at].low.Load() != 0; {
		if at++; at == begin+t.capacity {
			at = begin
		}
	}
	t.slots[at].low.Store(h.low)
	t.slots[at].rest.Store(h.rest)
	if t.asleep != nil {
		t.asleep[at].Store(h.asleep)
	}
}
