package scheduler

import (
	"bytes"
	"slices"
	"testing"
)

// Whatever keys follow each other, each comes back, and takes no more room than
// is set aside for it; siblings take little.
func TestDeltaRestoresKeys(t *testing.T) {
	var r Random
	for _, length := range []int{8, 64, 72, 136, 512, 520, 1032} {
		before, key, back := make([]byte, length), make([]byte, length), make([]byte, length)
		var keys [][]byte
		var stream []byte
		for n := range 500 {
			for range r.IntN(2*length*(n%3)) + 3 {
				key[r.IntN(length)] = byte(r.Uint64())
			}
			from := len(stream)
			stream = appendDelta(slices.Grow(stream, mostDelta(length)), before, key)
			if size := len(stream) - from; size > mostDelta(length)-8 || n%3 == 0 && size > 8*(3+(length+511)/512) {
				t.Errorf("key %d of length %d takes %d bytes", n, length, size)
			}
			keys = append(keys, bytes.Clone(key))
		}
		rest := stream
		for n, want := range keys {
			if rest = readDelta(rest, back); !bytes.Equal(back, want) {
				t.Fatalf("key %d of length %d is %x, want %x", n, length, back, want)
			}
		}
		if len(rest) != 0 {
			t.Errorf("length %d: %d bytes are left over", length, len(rest))
		}
	}
}
