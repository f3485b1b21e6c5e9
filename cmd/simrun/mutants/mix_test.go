package mutants

import (
	"math"
	"testing"
)

// The best mix gives shares to what is needed, each as it is worth, and nothing to
// what others do better.
func TestBestMix(t *testing.T) {
	// The first finds one mutant, the second the other, the third both, seldom.
	mix := bestMix([][]float64{{0.5, 0, 0.1, 0}, {0, 0.5, 0.1, 0.4}})
	for i, want := range []float64{0.5, 0.5, 0, 0} {
		if math.Abs(mix[i]-want) > 0.01 {
			t.Errorf("share %d is %v, want %v", i, mix[i], want)
		}
	}
	if got := expected([][]float64{{0.5, 0}, {0, 0.5}}, mix[:2]); math.Abs(got-4) > 0.1 {
		t.Errorf("%v runs are to expect, want 4", got)
	}
}
