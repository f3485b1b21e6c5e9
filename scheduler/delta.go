package scheduler

import (
	"encoding/binary"
	"math/bits"
)

// Keys that follow each other in a frontier mostly belong to siblings, which
// differ in few places, so that a key is stored as its difference from the one
// before. A difference is, for every 64 words of 8 bytes, a word with a bit for
// each that is not equal, and those words as they are in the key.

// mostDelta is the greatest number of bytes that the difference of two keys of
// the given length takes, and one word more that appendDelta may write to.
func mostDelta(length int) int { return length + (length+511)/512*8 + 8 }

// appendDelta appends to dst, which has room for mostDelta, the difference of key
// from before, which it then makes equal to key. Both have the same length, a
// multiple of 8.
func appendDelta(dst, before, key []byte) []byte {
	for len(key) > 0 {
		n := min(len(key), 512)
		head, at := dst[len(dst):len(dst)+n+16], 8
		mask := uint64(0)
		for i := 0; i < n; i += 8 {
			word := binary.LittleEndian.Uint64(key[i:])
			differ := uint64(0)
			if word != binary.LittleEndian.Uint64(before[i:]) {
				differ = 1
			}
			// Written in any case, and kept if it differs: whether it does is
			// hard to foresee.
			binary.LittleEndian.PutUint64(head[at:], word)
			at += int(8 * differ)
			mask |= differ << (i / 8)
		}
		binary.LittleEndian.PutUint64(head, mask)
		dst = dst[:len(dst)+at]
		copy(before, key[:n])
		before, key = before[n:], key[n:]
	}
	return dst
}

// readDelta changes key, which holds the one before, by the difference that src
// begins with, and returns the rest of src.
func readDelta(src, key []byte) []byte {
	for len(key) > 0 {
		n := min(len(key), 512)
		mask := binary.LittleEndian.Uint64(src)
		src = src[8:]
		for ; mask != 0; mask &= mask - 1 {
			binary.LittleEndian.PutUint64(key[8*bits.TrailingZeros64(mask):], binary.LittleEndian.Uint64(src))
			src = src[8:]
		}
		key = key[n:]
	}
	return src
}
