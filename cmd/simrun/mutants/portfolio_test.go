package mutants

import (
	"math"
	"testing"
)

// The best portfolio gives shares to what is needed, each as it is worth, and nothing to
// what others do better.
func TestBestPortfolio(t *testing.T) {
	// The first finds one mutant, the second the other, the third both, seldom.
	shares := bestPortfolio([][]float64{{0.5, 0, 0.1, 0}, {0, 0.5, 0.1, 0.4}})
	for i, want := range []float64{0.5, 0.5, 0, 0} {
		if math.Abs(shares[i]-want) > 0.01 {
			t.Errorf("share %d is %v, want %v", i, shares[i], want)
		}
	}
	if got := expected([][]float64{{0.5, 0}, {0, 0.5}}, shares[:2]); math.Abs(got-4) > 0.1 {
		t.Errorf("%v runs are to expect, want 4", got)
	}
}
