package story

import (
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// Undecided says why work ended before its result was known; known says that part of
// it was printed.
func (r *Reporter) Undecided(open error, known bool, of ...*sim.Scenario) error {
	r.End(term.StatusUndecided)
	var reasons []string
	for line := range strings.SplitSeq(open.Error(), "\n") {
		line = strings.Replace(line, checker.ErrUndecided.Error()+": ", "", 1) // the headline says it
		if !slices.Contains(reasons, line) {                                   // many searches may end for one reason
			reasons = append(reasons, line)
		}
	}
	reason := strings.Join(reasons, "; ")
	if r.JSON() {
		return r.Emit(map[string]any{"verdict": scheduler.Undecided.String(), "reason": reason, "tested": r.TestedOf(of...)})
	}
	rest := "Nothing is known of the whole."
	if known {
		rest = "What is above stands; the rest is not known."
	}
	r.Printf("%s: %s. %s\n", r.Bold("UNDECIDED", false), reason, rest)
	r.Explainf("To go further, raise --for, --max-states or --max-memory, or ask for less.\n")
	return nil
}
