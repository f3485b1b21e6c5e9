package scheduler

import (
	"encoding/binary"
	"math/bits"
)

// Keys that follow each other in a frontier mostly belong to siblings, which
// differ in few bytes, so that a key is stored as its difference from the one
// before. A difference is, for every 64 bytes of key, a byte with a bit for each
// group of 8 bytes that is not all equal, then for each of those groups a byte
// with a bit for each byte that is not equal, and those bytes, combined by
// exclusive or.

// mostDelta is the greatest number of bytes that the difference of two keys of
// the given length takes.
func mostDelta(length int) int { return length + (length+7)/8 + (length+63)/64 }

// appendDelta appends to dst the difference of key from before, which it then
// makes equal to key. Both have the same length, a multiple of 8.
func appendDelta(dst, before, key []byte) []byte {
	for len(key) > 0 {
		n := min(len(key), 64)
		head := len(dst)
		dst = append(dst, 0)
		for at := 0; at < n; at += 8 {
			word := binary.LittleEndian.Uint64(key[at:])
			if diff := word ^ binary.LittleEndian.Uint64(before[at:]); diff != 0 {
				dst[head] |= 1 << (at / 8)
				dst = appendGroup(dst, diff)
				binary.LittleEndian.PutUint64(before[at:], word)
			}
		}
		before, key = before[n:], key[n:]
	}
	return dst
}

func appendGroup(dst []byte, diff uint64) []byte {
	head := len(dst)
	dst = append(dst, 0)
	for diff != 0 {
		at := bits.TrailingZeros64(diff) / 8
		dst[head] |= 1 << at
		dst = append(dst, byte(diff>>(8*at)))
		diff &^= 0xff << (8 * at)
	}
	return dst
}

// readDelta changes key, which holds the one before, by the difference that src
// begins with, and returns the rest of src.
func readDelta(src, key []byte) []byte {
	for len(key) > 0 {
		n := min(len(key), 64)
		groups := src[0]
		src = src[1:]
		for ; groups != 0; groups &= groups - 1 {
			group := key[8*bits.TrailingZeros8(groups):]
			changed := src[0]
			src = src[1:]
			for ; changed != 0; changed &= changed - 1 {
				group[bits.TrailingZeros8(changed)] ^= src[0]
				src = src[1:]
			}
		}
		key = key[n:]
	}
	return src
}
