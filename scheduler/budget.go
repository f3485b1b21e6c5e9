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
	for {
		used := b.used.Load()
		if used+n > b.limit.Load() {
			return false
		}
		if b.used.CompareAndSwap(used, used+n) {
			b.notePeak(used + n)
			return true
		}
	}
}

// force reserves n bytes that are needed even beyond the limit.
func (b *budget) force(n uint64) {
	b.notePeak(b.used.Add(n))
}

// give returns n bytes.
func (b *budget) give(n uint64) { b.used.Add(-n) }

// notePeak notes how much was in use at a moment. What was only asked for never counts: else
// a result would say of two workers who asked at once that both had got it.
func (b *budget) notePeak(used uint64) {
	for peak := b.peak.Load(); used > peak && !b.peak.CompareAndSwap(peak, used); {
		peak = b.peak.Load()
	}
}
