//go:build !amd64

package scheduler

import (
	"sync/atomic"
	"unsafe"
)

// prefetch loads what is at an address, a multiple of four, so that it is in the
// processor's cache.
func prefetch(at unsafe.Pointer) { (*atomic.Uint32)(at).Load() }
