package record

import (
	"errors"
	"fmt"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/corpus"
	"github.com/glarelab/glare/scheduler"
)

// Open makes a case's scenario under a reading ready to be explored.
func Open(c *corpus.Case, reading string, rules checker.Rules) (checker.Checker, error) {
	s, err := c.Scenario(reading)
	if err != nil {
		return nil, err
	}
	return checker.Open(s, rules)
}

// Status is how a replay of a case compares with its golden part.
type Status string

// The statuses of a replay. All but Same fail.
const (
	Same    Status = "same"    // the transcript is equal, byte for byte
	Fixed   Status = "fixed"   // it replays in full, was violated, and is ok now
	Drifted Status = "drifted" // it replays in full, and something else differs
	Gone    Status = "gone"    // a step is not enabled any more
)

// Replay replays the case under its failing reading and compares. The error of
// a case that is gone says which step.
func Replay(c *corpus.Case, rules checker.Rules) (Status, *checker.Trace, error) {
	compiled, err := Open(c, c.Fails, rules)
	if err != nil {
		return Gone, nil, err
	}
	trace, err := compiled.Replay(scheduler.Schedule{Names: c.Schedule})
	if err != nil {
		return Gone, trace, err
	}
	return Compare(c, trace), trace, nil
}

// Compare compares a replay of the case with its golden part.
func Compare(c *corpus.Case, trace *checker.Trace) Status {
	switch transcript := trace.Transcript(); {
	case transcript == c.Golden:
		return Same
	case len(trace.Problems) == 0 && trace.Limits == "" && !trace.Excused() && strings.Contains(c.Golden, "verdict violated"):
		return Fixed
	default:
		return Drifted
	}
}

// ErrNotProven says that a reading that should pass fails on another story.
var ErrNotProven = errors.New("the scenario is not proven under this reading")

// Follow follows the case under a reading that should pass, and reports a
// violation, or a step that is no action of the scenario, as an error.
func Follow(c *corpus.Case, reading string, rules checker.Rules) (*checker.Trace, error) {
	compiled, err := Open(c, reading, rules)
	if err != nil {
		return nil, err
	}
	trace, err := compiled.Follow(scheduler.Schedule{Names: c.Schedule})
	if err != nil {
		return trace, err
	}
	for i := range trace.Followed.Skipped {
		if s := &trace.Followed.Skipped[i]; s.Unknown {
			return trace, fmt.Errorf("%s: followed under %s: step %d, %q: %s", c.File, reading, s.Step, s.Name, s.Reason())
		}
	}
	if len(trace.Problems) > 0 || trace.Result.Verdict != scheduler.OK {
		return trace, fmt.Errorf("%s: followed under %s: %s", c.File, reading, trace.VerdictLine())
	}
	return trace, nil
}
