package verdict

import "testing"

// The bound on collisions holds: n²/2 pairs, 128 bits.
func TestCollisionBits(t *testing.T) {
	for n, want := range map[uint64]int{1: 127, 2: 125, 1000: 109, 1 << 20: 87} {
		if got := collisionBits(n); got != want {
			t.Errorf("%d states: 2^-%d, want 2^-%d", n, got, want)
		}
	}
}
