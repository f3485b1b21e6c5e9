package odds

import (
	"testing"

	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/story"
)

// A plot has one measure of progress, which never goes back, though each of its
// points begins anew and some do not know how far they are.
func TestPlotProgressOnlyGrows(t *testing.T) {
	m := &cli.Bar{}
	last := int64(0)
	for point := 1; point <= plotSteps+1; point++ {
		tell := TellPoint(m, point)
		for _, share := range []int64{-1, 0, 500, story.WholeShare} {
			tell(share, "runs", 5)
			now := m.State.Load()
			if now.Share < last || now.Share > story.WholeShare {
				t.Errorf("point %d, share %d: %d after %d", point, share, now.Share, last)
			}
			last = now.Share
		}
	}
	if last != story.WholeShare {
		t.Errorf("in the end %d of %d", last, story.WholeShare)
	}
	if got, want := m.State.Load().Text(), "  point 9  of 9  runs 5"; got != want {
		t.Errorf("counts %q, want %q", got, want)
	}
}
