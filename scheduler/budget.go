package scheduler

import "sync/atomic"

// budget counts the bytes of a search: visited set, frontier and all else that
// grows with it.
type budget struct {
	limit, used, peak atomic.Uint64
}

func newBudget(limit uint64) *budget {
	b := &budget{}
	if limit == 0 {
		limit = never
	}
	b.limit.Store(limit)
	return b
}

// take reserves n bytes, or returns false if they would exceed the limit.
func (b *budget) take(n uint64) bool {
	if b.used.Add(n) > b.limit.Load() {
		b.used.Add(-n)
		return false
	}
	b.notePeak()
	return true
}

// force reserves n bytes that are needed even beyond the limit.
func (b *budget) force(n uint64) {
	b.used.Add(n)
	b.notePeak()
}

// give returns n bytes.
func (b *budget) give(n uint64) { b.used.Add(-n) }

func (b *budget) notePeak() {
	used := b.used.Load()
	for peak := b.peak.Load(); used > peak && !b.peak.CompareAndSwap(peak, used); {
		peak = b.peak.Load()
	}
}
