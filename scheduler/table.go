package scheduler

import (
	"math/bits"
	"runtime"
	"sync"
	"sync/atomic"
	"unsafe"
)

// table is the visited set of the search: the 128-bit fingerprints of worlds, or
// the whole keys beside them, in open addressing, filled by several workers
// without locks. It is cut into parts of one size by the first byte of the
// fingerprint, which need not be stored then, and grows by half in its place when
// it is crowded. A slot holds:
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
	used        atomic.Uint64 // slots that are taken, as far as [table.took] was told
	keys        *keyStore     // nil if fingerprints are enough
	// grow excludes all others; who adds holds it for reading.
	grow    sync.RWMutex
	workers int // who move slots when it grows; 0 means 1
	budget  *budget
	// slotBytes is what a slot takes, with its sleep set.
	slotBytes uint64
}

const (
	parts      = 256
	leastPart  = 16 // slots of a part to begin with
	slotBytes  = 16
	sleepBytes = 8
	restMask   = 1<<56 - 1
)

type slot struct{ low, rest atomic.Uint64 }

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

// home is the slot where the search for a fingerprint begins, and end is where the
// slots of its part end: from there it goes on with the first of them.
func (t *table) home(f fingerprint) (at, end uint64) {
	first := f.high >> 56 * t.capacity
	at, _ = bits.Mul64(f.low, t.capacity)
	return first + at, first + t.capacity
}

// added is what became of an attempt to add a world.
type added uint8

const (
	isNew   added = iota
	isKnown       // found on an earlier level
	isPeer        // found before, on the level that is being built
	isFull        // there is no room; the table must grow first
)

// longWay is after how many slots that are taken no world is added any more: so many
// follow each other where about fourteen of fifteen are taken.
const longWay = 1 << 13

// add adds a world found on the level with the given mark. The key is used only
// if whole keys are compared, and the sleep set only if the table has them: that
// of a world which is found several times on one level is what all have in
// common. The caller holds t.grow for reading, and tells t.took what is new.
func (t *table) add(f fingerprint, key []byte, mark, sleep uint64) added {
	low, rest := max(f.low, 1), f.high&restMask
	at, end := t.home(f)
	for left := t.capacity; left > 0; left-- {
		s := &t.slots[at]
		held := s.low.Load()
		if held == 0 {
			if t.capacity-left > longWay {
				break
			}
			if s.low.CompareAndSwap(0, low) {
				if t.keys != nil {
					rest = t.keys.put(key)
				}
				if t.asleep != nil {
					t.asleep[at].Store(sleep)
				}
				s.rest.Store(mark<<56 | rest)
				return isNew
			}
			held = s.low.Load()
		}
		if held == low {
			if have := s.published(); t.same(have&restMask, rest, key) {
				if have>>56 != mark {
					return isKnown
				}
				if t.asleep != nil {
					t.wake(at, sleep)
				}
				return isPeer
			}
		}
		if at++; at == end {
			at -= t.capacity
		}
	}
	return isFull
}

// wake takes out of the sleep set of a slot what is not in another one.
func (t *table) wake(at, sleep uint64) {
	if t.asleep[at].Load()&^sleep != 0 {
		t.asleep[at].And(sleep)
	}
}

// locate looks a world up. It returns isNew if it is not there, or else what add
// would, and the number of its slot.
func (t *table) locate(f fingerprint, key []byte, mark uint64) (number uint64, known added) {
	low, rest := max(f.low, 1), f.high&restMask
	at, end := t.home(f)
	for range t.capacity {
		s := &t.slots[at]
		switch s.low.Load() {
		case 0:
			return 0, isNew
		case low:
			if have := s.published(); t.same(have&restMask, rest, key) {
				if have>>56 != mark {
					return at, isKnown
				}
				return at, isPeer
			}
		}
		if at++; at == end {
			at -= t.capacity
		}
	}
	return 0, isNew
}

// touch has the slot where the search for a fingerprint begins loaded, so that it is
// near when it is needed.
func (t *table) touch(f fingerprint) {
	at, _ := t.home(f)
	prefetch(unsafe.Pointer(&t.slots[at]))
}

// number is how many slots there are. Their numbers change when the table grows.
func (t *table) number() uint64 { return uint64(len(t.slots)) }

// same tells whether a slot that has the right low half, and below its level what is
// given, holds a world.
func (t *table) same(have, rest uint64, key []byte) bool {
	if t.keys == nil {
		return have == rest
	}
	return t.keys.equal(have, key)
}

// published is what a slot that is taken holds beside the low half.
func (s *slot) published() uint64 {
	if have := s.rest.Load(); have != 0 {
		return have
	}
	return s.await()
}

// await is published where the slot's writer is between two instructions.
func (s *slot) await() uint64 {
	for {
		runtime.Gosched()
		if have := s.rest.Load(); have != 0 {
			return have
		}
	}
}

// took notes that some worlds were new, and reports whether the table should grow:
// when three of four slots are taken, the way to a free one is eight slots long.
func (t *table) took(fresh uint64) (crowded bool) {
	return t.used.Add(fresh) > parts*(t.capacity-t.capacity/4)
}

// put is add for who holds no lock and counts nothing: it makes room if there is none,
// and returns isFull if there cannot be.
func (t *table) put(f fingerprint, key []byte, mark, sleep uint64) added {
	for {
		t.grow.RLock()
		known, seen := t.add(f, key, mark, sleep), t.capacity
		crowded := known == isFull || known == isNew && t.took(1)
		t.grow.RUnlock()
		if crowded && !t.enlarge(seen) || known != isFull {
			return known
		}
	}
}
