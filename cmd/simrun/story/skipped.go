package story

import (
	"fmt"
	"io"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/term"
)

// MostSkipped is how many steps an error lists.
const MostSkipped = 8

// SkippedText lists the steps that were not carried out, a line each, at most so
// many.
func SkippedText(t *checker.Trace, most int) string {
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

// SkippedJSON is one step of a followed schedule that was not carried out.
type SkippedJSON struct {
	Step    int      `json:"step"` // from 1
	Name    string   `json:"name"`
	Reason  string   `json:"reason"`
	Unknown bool     `json:"unknown"` // no action of the scenario has this name, at any time
	Near    string   `json:"near"`    // what may be meant by it
	Enabled []string `json:"enabled"` // what was possible instead
}

// SkippedOf lists the steps of a story that were not carried out.
func SkippedOf(t *Story) []SkippedJSON {
	var list []SkippedJSON
	for i := range t.Trace.Followed.Skipped {
		s := &t.Trace.Followed.Skipped[i]
		list = append(list, SkippedJSON{s.Step, s.Name, s.Reason(), s.Unknown, s.Near, term.OrEmpty(s.Enabled)})
	}
	return list
}

// ShowSkipped prints the steps that were not carried out, to where w goes.
func ShowSkipped(p *term.Printer, w io.Writer, t *Story) {
	n := len(t.Trace.Followed.Skipped)
	if n == 0 {
		return
	}
	fmt.Fprintf(w, "Not carried out: %s of %d\n", term.Count(n, "step"), t.Trace.Followed.Steps)
	for line := range strings.SplitSeq(SkippedText(t.Trace, n), "\n") {
		fmt.Fprintf(w, "  %s\n", strings.ReplaceAll(term.Wrap(line, p.Width-4), "\n", "\n    "))
	}
}
