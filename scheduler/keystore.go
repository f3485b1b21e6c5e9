package scheduler

import (
	"bytes"
	"sync"
	"sync/atomic"
)

// keyStore holds whole keys of one length by number, for a search that does not
// trust fingerprints.
type keyStore struct {
	length int
	next   atomic.Uint64
	// chunks is replaced by a longer slice when it grows; who has read the old
	// one goes on with that.
	chunks atomic.Pointer[[][]byte]
	grow   sync.Mutex
	budget *budget
}

const chunkKeys = 1 << 10

func newKeyStore(length int, budget *budget) *keyStore {
	k := &keyStore{length: length, budget: budget}
	k.chunks.Store(&[][]byte{})
	return k
}

// put stores a key and returns its number.
func (k *keyStore) put(key []byte) uint64 {
	n := k.next.Add(1) - 1
	if n/chunkKeys >= uint64(len(*k.chunks.Load())) {
		k.enlarge(n)
	}
	copy(k.get(n), key)
	return n
}

// equal compares the key with number n.
func (k *keyStore) equal(n uint64, key []byte) bool { return bytes.Equal(k.get(n), key) }

func (k *keyStore) get(n uint64) []byte {
	at := int(n%chunkKeys) * k.length
	return (*k.chunks.Load())[n/chunkKeys][at : at+k.length]
}

// enlarge makes room for key n. What the budget does not allow is made all the
// same, because the key's slot is already taken; the search notices at the next
// growth of the table or the frontier.
func (k *keyStore) enlarge(n uint64) {
	k.grow.Lock()
	defer k.grow.Unlock()
	chunks := *k.chunks.Load()
	for uint64(len(chunks)) <= n/chunkKeys {
		chunks = append(chunks, make([]byte, k.length*chunkKeys))
		k.budget.force(uint64(k.length * chunkKeys))
	}
	k.chunks.Store(&chunks)
}
