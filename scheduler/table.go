package scheduler

import (
	"math/bits"
	"runtime"
	"sync"
	"sync/atomic"
)

// table is the visited set of the search: the 128-bit fingerprints of worlds, or
// the whole keys beside them, in open addressing, filled by several workers
// without locks. It is cut into parts of one size by the first byte of the
// fingerprint, which need not be stored then, and grows by half in its place when
// a part is nearly full. A slot holds:
//
//	low  the low half of the fingerprint, never zero in a slot that is taken
//	rest the level of the world in the top byte (see levelMark), below it the
//	     high half of the fingerprint but for its first byte, which is the
//	     number of the part; zero until its writer has published it
//
// so that all 128 bits are compared. With whole keys, rest holds the level and
// the number of the key in the store instead.
type table struct {
	memory   memory[slot]
	slots    []slot
	capacity uint64 // slots of a part
	// asleep has the sleep set of the world of each slot, if the search has them.
	sleepMemory memory[atomic.Uint64]
	asleep      []atomic.Uint64
	used        [parts]count
	keys        *keyStore // nil if fingerprints are enough
	// grow excludes all others; who adds holds it for reading.
	grow   sync.RWMutex
	moved  []held // scratch of enlarge
	budget *budget
	// slotBytes is what a slot takes, with its sleep set.
	slotBytes uint64
}

// held is what a slot holds, and its sleep set.
type held struct{ low, rest, asleep uint64 }

const (
	parts      = 256
	leastPart  = 16 // slots of a part to begin with
	slotBytes  = 16
	sleepBytes = 8
	restMask   = 1<<56 - 1
)

type slot struct{ low, rest atomic.Uint64 }

// count is how many slots of a part are used. Counts do not share a cache line.
type count struct {
	atomic.Uint64
	_ [56]byte
}

// fingerprint is the 128-bit hash of a key.
type fingerprint struct{ high, low uint64 }

// levelMark is how a slot stores the level at which a world was found: modulo
// the number of marks, and never zero.
func levelMark(level int) uint64 { return uint64(level%levelMarks) + 1 }

const levelMarks = 255

func newTable(exact, sleeps bool, keyLength int, budget *budget) *table {
	t := &table{budget: budget, slotBytes: slotBytes}
	if exact {
		t.keys = newKeyStore(keyLength, budget)
	}
	if sleeps {
		t.slotBytes += sleepBytes
		t.asleep = t.sleepMemory.resize(parts * leastPart)
	}
	budget.force(parts * leastPart * t.slotBytes)
	t.capacity, t.slots = leastPart, t.memory.resize(parts*leastPart)
	return t
}

// close gives the memory back. The table must not be used after it.
func (t *table) close() {
	t.slots, t.asleep = nil, nil
	t.memory.close()
	t.sleepMemory.close()
}

// part is the slots of the part that a fingerprint belongs to.
func (t *table) part(f fingerprint) []slot {
	first := f.high >> 56 * t.capacity
	return t.slots[first : first+t.capacity]
}

// home is the slot of a part where the search for a fingerprint begins.
func (t *table) home(low uint64) uint64 {
	hi, _ := bits.Mul64(low, t.capacity)
	return hi
}

// added is what became of an attempt to add a world.
type added uint8

const (
	isNew   added = iota
	isKnown       // found on an earlier level
	isPeer        // found before, on the level that is being built
	isFull        // there is no room; the part must grow first
)

// add adds a world found on the level with the given mark. The key is used only
// if whole keys are compared, and the sleep set only if the table has them: that
// of a world which is found several times on one level is what all have in
// common. The caller holds t.grow for reading.
func (t *table) add(f fingerprint, key []byte, mark, sleep uint64) added {
	p, used := t.part(f), &t.used[f.high>>56]
	low, rest := max(f.low, 1), f.high&restMask
	if used.Load() >= t.capacity-t.capacity/16 {
		// Probing would become long. What is full is crowded too.
		at, known := t.locate(f, key, mark)
		if known == isNew {
			return isFull
		}
		if known == isPeer {
			t.wake(at, sleep)
		}
		return known
	}
	i := t.home(low)
	for range p {
		s := &p[i]
		held := s.low.Load()
		if held == 0 {
			if s.low.CompareAndSwap(0, low) {
				if t.keys != nil {
					rest = t.keys.put(key)
				}
				if t.asleep != nil {
					t.asleep[f.high>>56*t.capacity+i].Store(sleep)
				}
				s.rest.Store(mark<<56 | rest)
				used.Add(1)
				return isNew
			}
			held = s.low.Load()
		}
		if held == low {
			if known := t.compare(s, rest, key, mark); known != isNew {
				if known == isPeer {
					t.wake(f.high>>56*t.capacity+i, sleep)
				}
				return known
			}
		}
		if i++; i == t.capacity {
			i = 0
		}
	}
	return isFull
}

// wake takes out of the sleep set of a slot what is not in another one.
func (t *table) wake(at, sleep uint64) {
	if t.asleep != nil && t.asleep[at].Load()&^sleep != 0 {
		t.asleep[at].And(sleep)
	}
}

// locate looks a world up. It returns isNew if it is not there, or else what add
// would, and the number of its slot.
func (t *table) locate(f fingerprint, key []byte, mark uint64) (number uint64, known added) {
	p := t.part(f)
	low, rest := max(f.low, 1), f.high&restMask
	i := t.home(low)
	for range p {
		s := &p[i]
		switch s.low.Load() {
		case 0:
			return 0, isNew
		case low:
			if known := t.compare(s, rest, key, mark); known != isNew {
				return f.high>>56*t.capacity + i, known
			}
		}
		if i++; i == t.capacity {
			i = 0
		}
	}
	return 0, isNew
}

// touch loads the slot where the search for a fingerprint begins, so that it is
// near when it is needed.
func (t *table) touch(f fingerprint) { t.part(f)[t.home(f.low)].low.Load() }

// number is how many slots there are. Their numbers change when the table grows.
func (t *table) number() uint64 { return uint64(len(t.slots)) }

// compare tells whether a slot with the right low half holds the world; isNew
// means that it holds another one.
func (t *table) compare(s *slot, rest uint64, key []byte, mark uint64) added {
	have := s.rest.Load()
	for have == 0 {
		// Its writer is between two instructions.
		runtime.Gosched()
		have = s.rest.Load()
	}
	if t.keys == nil && have&restMask != rest || t.keys != nil && !t.keys.equal(have&restMask, key) {
		return isNew
	}
	if have>>56 == mark {
		return isPeer
	}
	return isKnown
}

// crowded reports whether the part of a fingerprint should grow soon.
func (t *table) crowded(f fingerprint) bool {
	return t.used[f.high>>56].Load() > t.capacity-t.capacity/8
}

// smallSlots is up to where a table grows by as much as it has.
const smallSlots = 1 << 16

// enlarge makes the table half as large again, or twice if it is small, if the part of a fingerprint is
// crowded: another worker may just have done so. It returns false if the budget
// does not allow it. The caller does not hold t.grow.
func (t *table) enlarge(f fingerprint) bool {
	t.grow.Lock()
	defer t.grow.Unlock()
	if !t.crowded(f) {
		return true
	}
	old, size := t.capacity, t.capacity+t.capacity/2
	if old*parts <= smallSlots {
		size = 2 * old
	}
	if !t.budget.take(parts * (size - old) * t.slotBytes) {
		return false
	}
	t.slots = t.memory.resize(parts * size)
	if t.asleep != nil {
		t.asleep = t.sleepMemory.resize(parts * size)
	}
	t.capacity = size
	// The last part first: each moves to where the parts behind it were.
	for part := uint64(parts); part > 0; part-- {
		t.move((part-1)*old, part*old, (part-1)*size)
	}
	return true
}

// move empties a part, from one slot to another, and fills what it holds into its
// larger place, which begins at a third and may overlap the old one.
func (t *table) move(from, to, begin uint64) {
	t.moved = t.moved[:0]
	for i := from; i < to; i++ {
		low := t.slots[i].low.Load()
		if low == 0 {
			continue
		}
		p := held{low: low, rest: t.slots[i].rest.Load()}
		if t.asleep != nil {
			p.asleep = t.asleep[i].Load()
		}
		t.moved = append(t.moved, p)
		t.slots[i].low.Store(0)
		t.slots[i].rest.Store(0)
	}
	place := t.slots[begin : begin+t.capacity]
	for _, p := range t.moved {
		i := t.home(p.low)
		for place[i].low.Load() != 0 {
			if i++; i == t.capacity {
				i = 0
			}
		}
		place[i].low.Store(p.low)
		place[i].rest.Store(p.rest)
		if t.asleep != nil {
			t.asleep[begin+i].Store(p.asleep)
		}
	}
}
