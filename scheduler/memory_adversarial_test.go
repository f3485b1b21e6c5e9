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
