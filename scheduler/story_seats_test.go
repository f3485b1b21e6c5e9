package scheduler

import (
	"math/rand/v2"
	"testing"
)

// Worlds are numbered in the order in which they are met, on each level anew, however many
// there are; nothing of an earlier level is taken for one of this.
func TestSeating(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var s seating
	for _, worlds := range []int{1, 31, 32, 33, 5000, 3, 700} {
		s.begin()
		numbers := map[uint64]uint32{}
		for range 3 * worlds {
			slot := uint64(random.IntN(worlds)) << 7 // as far apart as slots of a level are
			number, fresh := s.number(slot)
			if had, known := numbers[slot]; known == fresh || known && had != number {
				t.Fatalf("%d worlds: slot %d has number %d, fresh is %v; before it had number %d", worlds, slot, number, fresh, had)
			}
			if numbers[slot] = number; fresh && int(number) != len(numbers) {
				t.Fatalf("%d worlds: the number of a new world is %d, want %d", worlds, number, len(numbers))
			}
		}
		if 2*len(numbers) > len(s.seats) {
			t.Errorf("%d of %d seats are taken, want at most half", len(numbers), len(s.seats))
		}
	}
}
