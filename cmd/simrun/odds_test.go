package main

import "testing"

// A plot has one measure of progress, which never goes back, though each of its
// points begins anew and some do not know how far they are.
func TestPlotProgressOnlyGrows(t *testing.T) {
	m := &bar{}
	last := int64(0)
	for point := 1; point <= oddsPlotSteps+1; point++ {
		tell := pointTell(m, point)
		for _, share := range []int64{-1, 0, 500, wholeShare} {
			tell(share, "runs", 5)
			now := m.state.Load()
			if now.share < last || now.share > wholeShare {
				t.Errorf("point %d, share %d: %d after %d", point, share, now.share, last)
			}
			last = now.share
		}
	}
	if last != wholeShare {
		t.Errorf("in the end %d of %d", last, wholeShare)
	}
	if got, want := m.state.Load().text(), "  point 9  of 9  runs 5"; got != want {
		t.Errorf("counts %q, want %q", got, want)
	}
}
