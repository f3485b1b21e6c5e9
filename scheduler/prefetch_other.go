//go:build !amd64

package scheduler

// prefetch loads a slot, so that it is in the processor's cache.
func prefetch(s *slot) { s.low.Load() }
