package scheduler

import "unsafe"

// prefetch has the processor load what is at an address into its cache, and does not
// wait for it.
//
//go:noescape
func prefetch(at unsafe.Pointer)
