package record

import (
	"errors"
	"fmt"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// Case is one story of the corpus: a comment that tells it, a scenario, the
// reading that fails, those that pass, the schedule, and the golden transcript.
type Case struct {
	File     string
	Comment  []string // without the "# "
	Head     string   // the scenario's lines
	Fails    string   // the reading under which the schedule is replayed exactly
	Passes   []string // readings under which it is followed, and the scenario proven
	Survives []string // readings under which it is followed only
	Schedule []string // names of actions
	Golden   string   // transcript and verdict
	headLine int
}

const (
	maxCase = 256 << 10
	divider = "----" // the line above the golden part
)

// cutGolden cuts a case at the first line that is the divider.
func cutGolden(text string) (top, golden string) {
	for at := 0; at < len(text); {
		line, _, _ := strings.Cut(text[at:], "\n")
		next := min(len(text), at+len(line)+1)
		if line == divider {
			return text[:at], text[next:]
		}
		at = next
	}
	return text, ""
}

// ParseCase reads a corpus case; file names it in errors.
func ParseCase(file, text string) (*Case, error) {
	if len(text) > maxCase {
		return nil, fmt.Errorf("%s: a corpus case has at most %d bytes, this one has %d", file, maxCase, len(text))
	}
	// A checkout may have given the lines other endings; a transcript has none of them.
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if before, _, stray := strings.Cut(text, "\r"); stray {
		return nil, &sim.ParseError{File: file, Line: strings.Count(before, "\n") + 1, Err: errors.New("a carriage return in the middle of a line")}
	}
	top, golden := cutGolden(text)
	c := &Case{File: file, Golden: golden}
	section := ""
	var head []string
	for i, line := range strings.Split(top, "\n") {
		bad := func(format string, args ...any) error {
			return &sim.ParseError{File: file, Line: i + 1, Err: fmt.Errorf(format, args...)}
		}
		word, rest, _ := strings.Cut(line, " ")
		switch {
		case strings.HasPrefix(line, "#") && section == "":
			c.Comment = append(c.Comment, strings.TrimPrefix(strings.TrimPrefix(line, "#"), " "))
		case line == "scenario" && section == "":
			section, c.headLine = "scenario", i+2
		case line == "schedule" && section == "scenario":
			section = "schedule"
		case section == "schedule" && line != "":
			c.Schedule = append(c.Schedule, line)
		case section == "scenario" && word == "fails":
			if c.Fails != "" {
				return nil, bad("a second `fails` line; a case fails under one reading")
			}
			c.Fails = rest
		case section == "scenario" && word == "passes":
			c.Passes = append(c.Passes, rest)
		case section == "scenario" && word == "survives":
			c.Survives = append(c.Survives, rest)
		case section == "scenario":
			head = append(head, line)
		case line != "":
			return nil, bad("expected a comment or the line `scenario`, found %q", line)
		}
	}
	c.Head = strings.Join(head, "\n") + "\n"
	switch {
	case section != "schedule":
		return nil, fmt.Errorf("%s: expected the sections `scenario` and `schedule`", file)
	case c.Fails == "":
		return nil, fmt.Errorf("%s: expected a line `fails READING`", file)
	}
	for _, reading := range append(append([]string{c.Fails}, c.Passes...), c.Survives...) {
		if _, err := c.scenario(reading); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// scenario is the case's scenario under a reading.
func (c *Case) scenario(reading string) (*sim.Scenario, error) {
	s, err := sim.Parse(c.File, c.Head, c.headLine)
	if err != nil {
		return nil, err
	}
	if err := s.SetReading(reading); err != nil {
		return nil, fmt.Errorf("%s: %w", c.File, err)
	}
	return s, nil
}

// Open is the case's game under a reading.
func (c *Case) Open(reading string, rules checker.Rules) (checker.Checker, error) {
	s, err := c.scenario(reading)
	if err != nil {
		return nil, err
	}
	return checker.Open(s, rules)
}

// Format is the case as text, as ParseCase reads it.
func (c *Case) Format() string {
	var b strings.Builder
	for _, line := range c.Comment {
		fmt.Fprintln(&b, strings.TrimRight("# "+line, " "))
	}
	fmt.Fprintf(&b, "\nscenario\n%s\n\nfails %s\n", strings.TrimSpace(c.Head), c.Fails)
	for _, reading := range c.Passes {
		fmt.Fprintln(&b, "passes", reading)
	}
	for _, reading := range c.Survives {
		fmt.Fprintln(&b, "survives", reading)
	}
	fmt.Fprintf(&b, "\nschedule\n%s\n%s\n%s", strings.Join(c.Schedule, "\n"), divider, c.Golden)
	return b.String()
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
func (c *Case) Replay(rules checker.Rules) (Status, *checker.Trace, error) {
	game, err := c.Open(c.Fails, rules)
	if err != nil {
		return Gone, nil, err
	}
	trace, err := game.Replay(scheduler.Schedule{Names: c.Schedule})
	if err != nil {
		return Gone, trace, err
	}
	switch transcript := trace.Transcript(); {
	case transcript == c.Golden:
		return Same, trace, nil
	case len(trace.Problems) == 0 && trace.Limits == "" && !trace.Excused() && strings.Contains(c.Golden, "verdict violated"):
		return Fixed, trace, nil
	default:
		return Drifted, trace, nil
	}
}

// ErrNotProven says that a reading that should pass fails on another story.
var ErrNotProven = errors.New("the scenario is not proven under this reading")

// Follow follows the case under a reading that should pass, and reports a
// violation, or a step that is no action of the scenario, as an error.
func (c *Case) Follow(reading string, rules checker.Rules) (*checker.Trace, error) {
	game, err := c.Open(reading, rules)
	if err != nil {
		return nil, err
	}
	trace, err := game.Follow(scheduler.Schedule{Names: c.Schedule})
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
