//go:build !race

package scheduler

import (
	"math/bits"
	"unsafe"

	"golang.org/x/sys/unix"
)

// regionBytes is how much address space a region takes, 64 GiB, or 256 MiB of 32-bit
// addresses: it costs nothing until it is used.
const regionBytes = 1 << (28 + bits.UintSize/64*8)

// newRegion reserves address space, all zero. It returns nil if the system does not
// grant it. A visited set is read all over, and where it is made of small pages the
// processor spends more time on finding them than on reading; so it asks for huge
// ones.
func newRegion[T any]() []T {
	at, err := unix.MmapPtr(-1, 0, nil, regionBytes, unix.PROT_READ|unix.PROT_WRITE,
		unix.MAP_PRIVATE|unix.MAP_ANON|unix.MAP_NORESERVE)
	if err != nil {
		return nil
	}
	// Where there are no huge pages, small ones do.
	_ = unix.Madvise(unsafe.Slice((*byte)(at), regionBytes), unix.MADV_HUGEPAGE)
	return unsafe.Slice((*T)(at), regionBytes/unsafe.Sizeof(*new(T)))
}

// freeRegion gives a region back.
func freeRegion[T any](region []T) {
	if err := unix.MunmapPtr(unsafe.Pointer(&region[0]), regionBytes); err != nil {
		panic("scheduler: memory cannot be given back: " + err.Error())
	}
}
