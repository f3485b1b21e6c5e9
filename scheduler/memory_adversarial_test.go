package scheduler

import (
	"sync/atomic"
	"testing"
)

// Memory that grows keeps what it holds, and new slots are zero, across the border
// between what the garbage collector has and a region.
func TestMemoryKeepsWhatItHolds(t *testing.T) {
	var m memory[atomic.Uint64]
	defer m.close()
	for _, n := range []uint64{1, 100, regionWorth/8 - 1, regionWorth / 8, regionWorth/8 + 1, regionWorth} {
		before := uint64(len(m.slots))
		slots := m.resize(n)
		if uint64(len(slots)) != n {
			t.Fatalf("%d slots, want %d", len(slots), n)
		}
		for i := range slots {
			want := uint64(i)
			if uint64(i) >= before {
				want = 0
			}
			if got := slots[i].Load(); got != want {
				t.Fatalf("of %d slots, before %d, slot %d holds %d", n, before, i, got)
			}
			slots[i].Store(uint64(i))
		}
	}
}

// What does not fit a region is not copied into one first.
func TestMemoryTakesNoRegionInVain(t *testing.T) {
	for _, c := range []struct {
		bytes uint64
		want  bool
	}{{regionWorth - 1, false}, {regionWorth, regionBytes > 0}, {regionBytes, regionBytes > 0}, {regionBytes + 1, false}} {
		if fitsRegion(c.bytes) != c.want {
			t.Errorf("%d bytes: %v", c.bytes, !c.want)
		}
	}
}

// What does not grow in its place is there twice while it moves, and counts twice.
func TestMemoryThatMovesCountsTwice(t *testing.T) {
	var small memory[uint64]
	small.resize(100)
	if got := small.moved(200); got != 800 {
		t.Errorf("%d bytes move, want 800", got)
	}
	small.region = make([]uint64, 1000) // as if it had one
	if got := small.moved(1000); got != 0 {
		t.Errorf("%d bytes move within a region", got)
	}
	if got := small.moved(1001); got != 800 {
		t.Errorf("%d bytes leave the region, want 800", got)
	}
	b := newBudget(parts * leastPart * slotBytes * 5 / 2)
	grown := newTable(false, false, 8, b)
	if grown.enlarge(grown.capacity) {
		t.Error("a table that grows to twice its size had room for two and a half times of it, while it was there three times")
	}
}
