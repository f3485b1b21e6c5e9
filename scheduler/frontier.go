package scheduler

import (
	"sync"
	"unsafe"
)

// Packed is what a system offers in addition if a world can be had back from
// its key: the search then keeps keys instead of whole worlds.
type Packed[W any] interface {
	// Unpack writes into w the world whose key is given. What the key leaves
	// out gets any value that makes no difference.
	Unpack(w *W, key []byte)
}

// frontier is the set of worlds of one level, in chunks that workers take one
// by one.
type frontier[W any] struct {
	chunks []*chunk[W]
	worlds uint64
}

// chunk is a piece of a frontier: worlds, or their keys, each as its difference
// from the one before (see appendDelta), the first from a key of zeros.
type chunk[W any] struct {
	n      int
	worlds []W
	keys   []uint64
}

// store makes chunks and takes them back for use on the next level.
type store[W any] struct {
	mu     sync.Mutex
	free   []*chunk[W]
	packed Packed[W] // nil if worlds are kept whole
	length int       // words of a key, rounded up
	room   int       // worlds in a chunk that keeps them whole
	bytes  uint64    // of a chunk
	budget *budget
}

// The size of a chunk: small, so that there is something to do for every worker on
// levels of a thousand worlds.
const (
	chunkBytes  = 1 << 14
	chunkWorlds = 256
	wordBytes   = 8
)

// words makes words for a key of the store's length, and the same as bytes, in whose
// order they are on this machine.
func (s *store[W]) words() ([]uint64, []byte) {
	words := make([]uint64, max(s.length, 1))
	return words[:s.length], unsafe.Slice((*byte)(unsafe.Pointer(&words[0])), s.length*wordBytes)
}

func newStore[W any](sys any, keyLength int, budget *budget) *store[W] {
	s := &store[W]{length: (keyLength + 7) / wordBytes, budget: budget}
	if s.packed, _ = sys.(Packed[W]); s.packed != nil {
		s.bytes = uint64(max(chunkBytes, mostDelta(s.length)*wordBytes))
		return s
	}
	size := int(unsafe.Sizeof(*new(W)))
	s.room = max(chunkBytes/max(size, 1), 1)
	s.bytes = uint64(s.room * size)
	return s
}

// filled reports whether a chunk may have no room for one more world.
func (s *store[W]) filled(c *chunk[W]) bool {
	if s.packed == nil {
		return c.n == s.room
	}
	return c.n == chunkWorlds || cap(c.keys)-len(c.keys) < mostDelta(s.length)
}

// take returns an empty chunk. One that the budget does not allow is made all
// the same, since what is found has to go somewhere; full tells the search.
func (s *store[W]) take() (c *chunk[W], full bool) {
	s.mu.Lock()
	if n := len(s.free); n > 0 {
		c = s.free[n-1]
		s.free = s.free[:n-1]
	}
	s.mu.Unlock()
	if c != nil {
		c.n = 0
		return c, false
	}
	if !s.budget.take(s.bytes) {
		s.budget.force(s.bytes)
		full = true
	}
	c = &chunk[W]{}
	if s.packed != nil {
		c.keys = make([]uint64, 0, s.bytes/wordBytes)
	} else {
		c.worlds = make([]W, s.room)
	}
	return c, full
}

// give takes a chunk back.
func (s *store[W]) give(c *chunk[W]) {
	c.keys = c.keys[:0]
	s.mu.Lock()
	s.free = append(s.free, c)
	s.mu.Unlock()
}
