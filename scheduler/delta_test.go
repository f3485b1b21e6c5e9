package scheduler

import (
	"slices"
	"testing"
)

// Whatever keys follow each other, each comes back, and takes no more room than
// is set aside for it; siblings take little.
func TestDeltaRestoresKeys(t *testing.T) {
	var r Random
	for _, length := range []int{1, 8, 16, 17, 64, 65, 129} {
		before, key, back := make([]uint64, length), make([]uint64, length), make([]uint64, length)
		var keys [][]uint64
		var stream []uint64
		for n := range 500 {
			for range r.IntN(2*length*(n%3)+1) + 3 {
				key[r.IntN(length)] ^= r.Uint64() >> r.IntN(64) << r.IntN(64)
			}
			from := len(stream)
			stream = appendDelta(slices.Grow(stream, mostDelta(length)), before, key)
			if size := len(stream) - from; size > mostDelta(length)-1 || n%3 == 0 && size > 3+(length+63)/64 {
				t.Errorf("key %d of length %d takes %d words", n, length, size)
			}
			if !slices.Equal(before, key) {
				t.Fatalf("key %d of length %d: before is %x, want %x", n, length, before, key)
			}
			keys = append(keys, slices.Clone(key))
		}
		rest := stream
		for n, want := range keys {
			if rest = readDelta(rest, back); !slices.Equal(back, want) {
				t.Fatalf("key %d of length %d is %x, want %x", n, length, back, want)
			}
		}
		if len(rest) != 0 {
			t.Errorf("length %d: %d words are left over", length, len(rest))
		}
	}
}
