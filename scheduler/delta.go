package scheduler

import "math/bits"

// Keys that follow each other in a frontier mostly belong to siblings, which
// differ in few places, so that a key is stored as its difference from the one
// before. Keys are looked at as words of 8 bytes. A difference is, for every 64 of
// them, a word with a bit for each that is not equal, the first one lowest, and
// those words as they are in the key.

// mostDelta is the greatest number of words that the difference of two keys of
// the given number of words takes, and one more that appendDelta may write to.
func mostDelta(length int) int { return length + (length+63)/64 + 1 }

// appendDelta appends to dst, which has room for mostDelta, the difference of key
// from before, which it then makes equal to key. Both have the same length.
func appendDelta(dst, before, key []uint64) []uint64 {
	for len(key) > 0 {
		n, head := min(len(key), 64), len(dst)
		mask, differing := appendWords(dst[head+1:head+n+2], before[:n], key[:n])
		dst = dst[:head+1+differing]
		dst[head] = mask
		before, key = before[n:], key[n:]
	}
	return dst
}

// appendWords writes to dst, which has room for one more, the words of key, at most
// 64, that are not equal to those of before, which it then makes equal to key. It
// returns a bit for each word that differs, and how many those are. It is not inlined,
// since on its own it finds all that it needs in registers.
//
//go:noinline
func appendWords(dst, before, key []uint64) (mask uint64, differing int) {
	before = before[:len(key)]
	for i, word := range key {
		// Written in any case, and kept if it differs: whether it does is hard to
		// foresee, for a processor too. So it is found out without a branch, by what
		// 0 - difference borrows.
		_, differs := bits.Sub64(0, word^before[i], 0)
		dst[differing] = word
		before[i] = word
		differing += int(differs)
		mask = mask>>1 | differs<<63
	}
	return mask >> (64 - len(key)), differing
}

// readDelta changes key, which holds the one before, by the difference that src
// begins with, and returns the rest of src.
func readDelta(src, key []uint64) []uint64 {
	for len(key) > 0 {
		at := 1
		for mask := src[0]; mask != 0; mask &= mask - 1 {
			key[bits.TrailingZeros64(mask)] = src[at]
			at++
		}
		src = src[at:]
		key = key[min(len(key), 64):]
	}
	return src
}
