package scheduler

import (
	"runtime/debug"
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

func (f *frontier[W]) add(c *chunk[W]) {
	f.chunks = append(f.chunks, c)
	f.worlds += uint64(c.n)
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
	sys    copied[W]
	mu     sync.Mutex
	free   []*chunk[W]
	made   uint64    // chunks
	packed Packed[W] // nil if worlds are kept whole
	// keyLength is in bytes, length the same in words, rounded up.
	keyLength, length int
	room              int    // worlds in a chunk that keeps them whole
	bytes             uint64 // of a chunk
	budget            *budget
}

// copied is what a store needs of a system.
type copied[W any] interface {
	Key(w *W) []byte
	Copy(dst, src *W)
}

// The size of a chunk: small, so that there is something to do for every worker on
// levels of a thousand worlds.
const (
	chunkBytes  = 1 << 14
	chunkWorlds = 256
	wordBytes   = 8
)

func newStore[W any](sys copied[W], keyLength int, budget *budget) *store[W] {
	s := &store[W]{sys: sys, keyLength: keyLength, length: (keyLength + wordBytes - 1) / wordBytes, budget: budget}
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
	} else {
		s.made++
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

// drop gives the memory of all chunks back to the system. Nobody uses one any more.
func (s *store[W]) drop() {
	bytes := s.made * s.bytes
	s.free, s.made = nil, 0
	s.budget.give(bytes)
	if bytes >= manyBytes {
		debug.FreeOSMemory() // the garbage collector alone would let as much again be used first
	}
}

// manyBytes are worth a round of the garbage collector.
const manyBytes = 1 << 26

// packer writes worlds into chunks of a store, and reads chunks again.
type packer[W any] struct {
	store *store[W]
	out   *chunk[W] // the chunk that is being written
	world W         // the last one read
	// In chunks of keys: the last key written to out, the last one read, and
	// what is to be read after it.
	written, read, rest []uint64
	readKey             []byte   // of read
	key                 []uint64 // scratch, padded with zeros
	keyBytes            []byte   // of key
}

func (s *store[W]) packer() packer[W] {
	p := packer[W]{store: s}
	p.written, _ = s.words()
	p.read, p.readKey = s.words()
	p.key, p.keyBytes = s.words()
	p.readKey = p.readKey[:s.keyLength]
	return p
}

// words makes words for a key, and the same as bytes, in whose order they are on
// this machine.
func (s *store[W]) words() ([]uint64, []byte) {
	words := make([]uint64, max(s.length, 1))
	return words[:s.length], unsafe.Slice((*byte)(unsafe.Pointer(&words[0])), s.length*wordBytes)
}

// load is world i of a chunk, in place or unpacked. Chunks of keys are read from
// the first world to the last.
func (p *packer[W]) load(c *chunk[W], i int) *W {
	if p.store.packed == nil {
		return &c.worlds[i]
	}
	if i == 0 {
		clear(p.read)
		p.rest = c.keys
	}
	p.rest = readDelta(p.rest, p.read)
	p.store.packed.Unpack(&p.world, p.readKey)
	return &p.world
}

// keep writes a world. It returns the chunk if that is filled now, and says whether
// the budget is used up.
func (p *packer[W]) keep(world *W) (filled *chunk[W], full bool) {
	s := p.store
	if p.out == nil {
		p.out, full = s.take()
		clear(p.written)
	}
	c := p.out
	if s.packed != nil {
		copy(p.keyBytes, s.sys.Key(world))
		c.keys = appendDelta(c.keys, p.written, p.key)
	} else {
		s.sys.Copy(&c.worlds[c.n], world)
	}
	if c.n++; s.filled(c) {
		return p.end(), full
	}
	return nil, full
}

// end is the chunk that is being written, or nil. The next world begins another one.
func (p *packer[W]) end() (c *chunk[W]) {
	c, p.out = p.out, nil
	return c
}
