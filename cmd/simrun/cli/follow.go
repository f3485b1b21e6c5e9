package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/story"
)

// Following says how steps are carried out that may not all be possible.
type Following struct {
	Follow  bool // skip those that are not
	Lenient bool // also where little of the schedule is left
}

// FollowFlags adds --follow and --lenient.
func (f *Following) FollowFlags(c *cobra.Command) {
	c.Flags().BoolVar(&f.Follow, "follow", false, "skip steps that are not possible, list them, and let the run come to rest")
	f.LenientFlag(c)
}

// LenientFlag gives a command the flag --lenient.
func (f *Following) LenientFlag(c *cobra.Command) {
	c.Flags().BoolVar(&f.Lenient, "lenient", false, "follow steps even if some are no actions of the scenario, or most are not possible; implies following")
}

// accept refuses a run that is another story than the schedule that it followed.
func (f Following) accept(name string, t *checker.Trace) error {
	lost := t.Followed.Lost()
	if lost == "" || f.Lenient {
		return nil
	}
	return fmt.Errorf("%s: %s; to follow it nevertheless, add --lenient\n%s", name, lost, story.SkippedText(t, story.MostSkipped))
}
