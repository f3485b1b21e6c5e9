package scheduler

import (
	"sync"
	"testing"
)

// TestBudgetKeepsItsLimit shows that what several workers ask for at once and do not get is
// not counted as used, not even for a moment.
func TestBudgetKeepsItsLimit(t *testing.T) {
	const limit, piece, workers = 1000, 600, 4
	b := newBudget(limit)
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			for range 500_000 {
				if b.take(piece) {
					b.give(piece)
				}
			}
		})
	}
	group.Wait()
	if peak := b.peak.Load(); peak > limit || peak < piece || b.used.Load() != 0 {
		t.Errorf("at most %d of %d were used, and %d are", peak, limit, b.used.Load())
	}
}
