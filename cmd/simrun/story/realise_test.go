package story

import (
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/realise"
)

// Where nobody has looked at all stories, it is said how far.
func TestNeverText(t *testing.T) {
	for _, c := range []struct {
		r    realise.Realised
		want string
	}{
		{realise.Realised{Complete: true}, "all were looked at"},
		{realise.Realised{Steps: 12, Reason: "interrupted"}, "No story of 12 steps or fewer that goes wrong alike can happen"},
		{realise.Realised{Steps: 12, Reason: "interrupted"}, "of longer ones nothing is known (interrupted)"},
	} {
		if got := neverText(&c.r); !strings.Contains(got, c.want) {
			t.Errorf("%+v: %q, want %q", c.r, got, c.want)
		}
	}
}
