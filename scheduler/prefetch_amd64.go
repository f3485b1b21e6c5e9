package scheduler

// prefetch has the processor load a slot into its cache, and does not wait for it.
//
//go:noescape
func prefetch(s *slot)
