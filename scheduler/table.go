package scheduler

import (
	"math/bits"
	"runtime"
	"sync"
	"sync/atomic"
)

// table is the visited set of the search: the 128-bit fingerprints of worlds, or
// the whole keys beside them, in open addressing, filled by several workers
// without locks. It is cut into parts by the first byte of the fingerprint, and
// each part grows by half when it is full, so that little is copied at a time,
// only what is used is ever touched, and nothing is left for the garbage
// collector. A slot holds:
//
//	low  the low half of the fingerprint, never zero in a slot that is taken
//	rest the level of the world in the top byte (see levelMark), below it the
//	     high half of the fingerprint but for its first byte, which is the
//	     number of the part; zero until its writer has published it
//
// so that all 128 bits are compared. With whole keys, rest holds the level and
// the number of the key in the store instead.
type table struct {
	parts [parts]part
	keys  *keyStore // nil if fingerprints are enough
	// grow excludes all others; who adds holds it for reading.
	grow   sync.RWMutex
	moved  []pair // scratch of enlarge
	budget *budget
}

type pair struct{ low, rest uint64 }

const (
	parts     = 256
	pageSlots = 1024
	slotBytes = 16
	restMask  = 1<<56 - 1
)

type slot struct{ low, rest atomic.Uint64 }

type part struct {
	pages    [][]slot // all of pageSlots slots, but for a single smaller one
	capacity uint64   // in slots
	used     atomic.Uint64
	first    uint64   // number of the first slot, set by number
	_        [16]byte // parts do not share a cache line
}

// fingerprint is the 128-bit hash of a key.
type fingerprint struct{ high, low uint64 }

// levelMark is how a slot stores the level at which a world was found: modulo
// the number of marks, and never zero.
func levelMark(level int) uint64 { return uint64(level%levelMarks) + 1 }

const levelMarks = 255

func newTable(exact bool, keyLength int, budget *budget) *table {
	t := &table{budget: budget}
	if exact {
		t.keys = newKeyStore(keyLength, budget)
	}
	// Parts begin with different sizes, up to half as much again, so that later
	// on they do not all grow at the same time.
	const least = 16
	slots := make([]slot, parts*least*3/2)
	budget.force(uint64(len(slots)) * slotBytes)
	for i := range t.parts {
		n := least + i*least/2/parts
		t.parts[i].pages = [][]slot{slots[:n:n]}
		t.parts[i].capacity = uint64(n)
		slots = slots[n:]
	}
	return t
}

// resize gives an emptied part room for n slots, keeping the pages it has.
func (p *part) resize(n uint64) {
	if n < pageSlots {
		p.pages = [][]slot{make([]slot, n)}
	} else {
		n = (n + pageSlots - 1) / pageSlots * pageSlots
		if len(p.pages) == 1 && len(p.pages[0]) < pageSlots {
			p.pages = p.pages[:0]
		}
		for uint64(len(p.pages))*pageSlots < n {
			p.pages = append(p.pages, make([]slot, pageSlots))
		}
	}
	p.capacity = n
}

func (p *part) at(i uint64) *slot { return &p.pages[i/pageSlots][i%pageSlots] }

// home is the slot where the search for a fingerprint begins.
func (p *part) home(low uint64) uint64 {
	hi, _ := bits.Mul64(low, p.capacity)
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
// if whole keys are compared. The caller holds t.grow for reading.
func (t *table) add(f fingerprint, key []byte, mark uint64) added {
	p := &t.parts[f.high>>56]
	low, rest := max(f.low, 1), f.high&restMask
	if p.used.Load() >= p.capacity-p.capacity/16 {
		// Probing would become long. What is full is crowded too.
		if _, known := t.locate(f, key, mark); known != isNew {
			return known
		}
		return isFull
	}
	i := p.home(low)
	for range p.capacity {
		s := p.at(i)
		held := s.low.Load()
		if held == 0 {
			if s.low.CompareAndSwap(0, low) {
				if t.keys != nil {
					rest = t.keys.put(key)
				}
				s.rest.Store(mark<<56 | rest)
				p.used.Add(1)
				return isNew
			}
			held = s.low.Load()
		}
		if held == low {
			if known := t.compare(s, rest, key, mark); known != isNew {
				return known
			}
		}
		if i++; i == p.capacity {
			i = 0
		}
	}
	return isFull
}

// locate looks a world up. It returns isNew if it is not there, or else what add
// would, and the number of its slot.
func (t *table) locate(f fingerprint, key []byte, mark uint64) (number uint64, known added) {
	p := &t.parts[f.high>>56]
	low, rest := max(f.low, 1), f.high&restMask
	i := p.home(low)
	for range p.capacity {
		s := p.at(i)
		switch s.low.Load() {
		case 0:
			return 0, isNew
		case low:
			if known := t.compare(s, rest, key, mark); known != isNew {
				return p.first + i, known
			}
		}
		if i++; i == p.capacity {
			i = 0
		}
	}
	return 0, isNew
}

// touch loads the slot where the search for a fingerprint begins, so that it is
// near when it is needed.
func (t *table) touch(f fingerprint) {
	p := &t.parts[f.high>>56]
	p.at(p.home(f.low)).low.Load()
}

// number numbers the slots of all parts in a row and returns how many there
// are. The table must not grow after it.
func (t *table) number() uint64 {
	sum := uint64(0)
	for i := range t.parts {
		t.parts[i].first = sum
		sum += t.parts[i].capacity
	}
	return sum
}

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
	p := &t.parts[f.high>>56]
	return p.used.Load() > p.capacity-p.capacity/8
}

// enlarge makes the part of a fingerprint half as large again, unless another
// worker just did. It returns false if the budget does not allow it.
// The caller does not hold t.grow.
func (t *table) enlarge(f fingerprint) bool {
	t.grow.Lock()
	defer t.grow.Unlock()
	if !t.crowded(f) {
		return true
	}
	p := &t.parts[f.high>>56]
	old := p.capacity
	size := old + old/2
	if size >= pageSlots {
		size = (size + pageSlots - 1) / pageSlots * pageSlots
	}
	if !t.budget.take((size - old) * slotBytes) {
		return false
	}
	// The part is small beside the whole, so that it is copied out and in.
	pairs := t.moved[:0]
	for i := range old {
		s := p.at(i)
		if low := s.low.Load(); low != 0 {
			pairs = append(pairs, pair{low, s.rest.Load()})
			s.low.Store(0)
			s.rest.Store(0)
		}
	}
	p.resize(size)
	for _, q := range pairs {
		i := p.home(q.low)
		for p.at(i).low.Load() != 0 {
			if i++; i == p.capacity {
				i = 0
			}
		}
		p.at(i).low.Store(q.low)
		p.at(i).rest.Store(q.rest)
	}
	t.moved = pairs
	return true
}
