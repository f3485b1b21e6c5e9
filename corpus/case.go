package corpus

import (
	"errors"
	"fmt"
	"strings"

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

	scenario *sim.Scenario // what Head says, if the case was read
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
	section, headLine := "", 0
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
			section, headLine = "scenario", i+2
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
	var err error
	if c.scenario, err = sim.Parse(c.File, c.Head, headLine); err != nil {
		return nil, err
	}
	for _, reading := range append(append([]string{c.Fails}, c.Passes...), c.Survives...) {
		if _, err := c.Scenario(reading); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// Scenario is the scenario of a case under a reading. It is the caller's own.
func (c *Case) Scenario(reading string) (*sim.Scenario, error) {
	said := c.scenario
	if said == nil { // the case was made, not read
		var err error
		if said, err = sim.Parse(c.File, c.Head, 1); err != nil {
			return nil, err
		}
	}
	s := said.Clone()
	if err := s.SetReading(reading); err != nil {
		return nil, fmt.Errorf("%s: %w", c.File, err)
	}
	return s, nil
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
