package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/play"
)

// following says how steps are carried out that may not all be possible.
type following struct {
	follow  bool // skip those that are not
	lenient bool // also where little of the schedule is left
}

// followFlags adds --follow and --lenient.
func (f *following) followFlags(c *cobra.Command) {
	c.Flags().BoolVar(&f.follow, "follow", false, "skip steps that are not possible, list them, and let the run come to rest")
	f.lenientFlag(c)
}

func (f *following) lenientFlag(c *cobra.Command) {
	c.Flags().BoolVar(&f.lenient, "lenient", false, "follow steps even if some are no actions of the scenario, or most are not possible; implies following")
}

// accept refuses a run that is another story than the schedule that it followed.
func (f following) accept(name string, t *play.Trace) error {
	lost := t.Followed.Lost()
	if lost == "" || f.lenient {
		return nil
	}
	return fmt.Errorf("%s: %s; to follow it nevertheless, add --lenient\n%s", name, lost, skippedText(t, mostSkipped))
}

// mostSkipped is how many steps an error lists.
const mostSkipped = 8

// skippedText lists the steps that were not carried out, a line each, at most so
// many.
func skippedText(t *play.Trace, most int) string {
	var lines []string
	for i := range t.Followed.Skipped {
		if i == most {
			lines = append(lines, fmt.Sprintf("  and %d more", len(t.Followed.Skipped)-most))
			break
		}
		s := &t.Followed.Skipped[i]
		lines = append(lines, fmt.Sprintf("  step %d, %q: %s", s.Step, s.Name, s.Reason()))
	}
	return strings.Join(lines, "\n")
}

// skippedJSON is one step of a followed schedule that was not carried out.
type skippedJSON struct {
	Step    int      `json:"step"` // from 1
	Name    string   `json:"name"`
	Reason  string   `json:"reason"`
	Unknown bool     `json:"unknown"` // no action of the scenario has this name, at any time
	Near    string   `json:"near"`    // what may be meant by it
	Enabled []string `json:"enabled"` // what was possible instead
}

func skippedOf(t *story) []skippedJSON {
	var list []skippedJSON
	for i := range t.trace.Followed.Skipped {
		s := &t.trace.Followed.Skipped[i]
		list = append(list, skippedJSON{s.Step, s.Name, s.Reason(), s.Unknown, s.Near, orEmpty(s.Enabled)})
	}
	return list
}

// showSkipped prints the steps that were not carried out, to where w goes.
func (p *printer) showSkipped(w io.Writer, t *story) {
	n := len(t.trace.Followed.Skipped)
	if n == 0 {
		return
	}
	fmt.Fprintf(w, "Not carried out: %s of %d\n", count(n, "step"), t.trace.Followed.Steps)
	for line := range strings.SplitSeq(skippedText(t.trace, n), "\n") {
		fmt.Fprintf(w, "  %s\n", strings.ReplaceAll(wrap(line, p.width-4), "\n", "\n    "))
	}
}
