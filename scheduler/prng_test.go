package scheduler

import "testing"

// The sequence is part of what a stored seed means: it must never change.
func TestRandomIsGolden(t *testing.T) {
	// The published sequence of SplitMix64 for the state 1234567.
	r := Random{state: 1234567}
	for i, want := range []uint64{
		6457827717110365317, 3203168211198807973, 9817491932198370423,
		4593380528125082431, 16408922859458223821,
	} {
		if got := r.Uint64(); got != want {
			t.Errorf("number %d is %d, want %d", i, got, want)
		}
	}
	r.Seed(1, 2)
	for i, want := range []int{587, 952, 288, 990, 309, 57, 586, 19, 719, 207, 306, 521} {
		if got := r.IntN(1000); got != want {
			t.Errorf("draw %d below 1000 is %d, want %d", i, got, want)
		}
	}
}

// Lemire's method must not favour any number, in the last places either.
func TestIntNIsUniform(t *testing.T) {
	var r Random
	for _, n := range []int{1, 2, 3, 7, 100} {
		const draws = 100_000
		counts := make([]int, n)
		for range draws {
			counts[r.IntN(n)]++
		}
		for i, got := range counts {
			// Six standard deviations of a binomial count, by integers.
			mean := draws / n
			if d := got - mean; d*d > 36*mean {
				t.Errorf("%d of %d below %d came %d times, expected %d", i, draws, n, got, mean)
			}
		}
	}
}

// A bound that is no power of two and large shows what the rejection is for:
// without it some numbers come half as often again as others.
func TestIntNIsUniformForLargeBounds(t *testing.T) {
	var r Random
	var counts [3]int
	const draws = 90_000
	for range draws {
		counts[r.IntN(3<<29)%3]++
	}
	for i, got := range counts {
		if d := got - draws/3; d*d > 36*draws/3 {
			t.Errorf("%d of %d numbers leave %d", got, draws, i)
		}
	}
}
