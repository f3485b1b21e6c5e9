package proofs

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// textWidth is how wide the stories in a certificate are, in characters.
const textWidth = 100

// Text is the certificate as a file. What [ReadSummary] looks for begins a line;
// what belongs to it follows indented.
func (c *Certificate) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n#\n# %s.\n", c.Proof.Name(), strings.ToUpper(c.Scenario.About[:1])+c.Scenario.About[1:])
	for _, line := range c.readings() {
		fmt.Fprintln(&b, "# "+line)
	}
	fmt.Fprintf(&b, "\nscenario\n%s\n", sim.Format(c.Scenario))
	line := func(what, format string, args ...any) {
		fmt.Fprintf(&b, "%-13s%s\n", what, fmt.Sprintf(format, args...))
	}
	line("limits", "%d states, %d MiB", c.Proof.MaxStates, c.Proof.MaxMemory>>20)
	line("verdict", "%s", c.Verdict())
	switch {
	case c.Whole:
		line("explored", "%s; whole states were compared", c.explored())
		line("states", "%d", c.Result.States)
		line("transitions", "%d", c.Result.Transitions)
		line("final states", "%d", c.Result.Finals)
		line("diameter", "%d actions", c.Result.Depth)
		line("schedules", "%s", c.ScheduleText())
	case c.Result.Verdict == scheduler.Violated:
		line("explored", "all runs up to the first violation; all of them do not fit in the limits")
	default:
		line("explored", "not all runs: they do not fit in the limits")
	}
	for _, end := range c.Ends {
		fmt.Fprintf(&b, "\nend %s\n  %s; %s\n", end.Outcome, term.Count(end.Finals, "final state"), end.Story.text(c.Scenario))
	}
	for _, v := range c.Violated {
		fmt.Fprintf(&b, "\nviolated %s\n  ", v.name())
		if c.Whole {
			fmt.Fprintf(&b, "%s; ", term.Count(v.Times, "time"))
		}
		least := ""
		if v.Shortened {
			least = "at least "
		}
		if v.Story == nil {
			fmt.Fprintf(&b, "shortest %s%s\n", least, term.Count(v.Shortest, "action"))
		} else {
			fmt.Fprintf(&b, "%s\n", v.Story.text(c.Scenario))
		}
	}
	for _, v := range c.Excused {
		fmt.Fprintf(&b, "\nexcused %s\n  %s\n", v.name(), term.Count(v.Times, "time"))
	}
	return b.String()
}

// readings says by which knobs the reading differs from literal.
func (c *Certificate) readings() []string {
	reading := c.Scenario.Reading(0)
	literal, err := model.ParseReading("literal")
	if err != nil {
		panic("proofs: there is no literal reading: " + err.Error())
	}
	var differs []string
	for k := range model.Knob(model.NumKnobs) {
		if value := reading.Value(k); value != literal.Value(k) {
			differs = append(differs, k.String()+"="+value)
		}
	}
	if len(differs) == 0 {
		return nil
	}
	return []string{"Reading " + reading.Name + ": " + strings.Join(differs, " ") + ", else as literal."}
}

// explored is what was explored. What [ReadSummary] takes for all runs begins so.
func (c *Certificate) explored() string {
	if c.Proof.Dropped {
		return allRuns + ", without the messages that their receiver will ignore whatever happens"
	}
	return allRuns
}

// allRuns is what was explored where nothing is beyond the limits.
const allRuns = "all runs"

// ScheduleText is the number of schedules, or why there is none.
func (c *Certificate) ScheduleText() string {
	switch s := c.Schedules; {
	case c.Proof.Dropped:
		return "not counted: whole runs are too many"
	case s.Cyclic || c.Result.Cyclic:
		return "unbounded"
	case s.Number == nil:
		return s.Reason
	default:
		return s.Number.String()
	}
}

// name is the violation's property and causes.
func (v *Violation) name() string {
	if len(v.Causes) == 0 {
		return v.Property + ", no rare circumstance"
	}
	return v.Property + ", after " + strings.Join(v.Causes, " and ")
}

// text is the story's kind, length and call IDs, and from the next line on its actions.
func (e *Example) text(s *sim.Scenario) string {
	var ids []string
	for call, name := range s.CallNames() {
		if call < len(e.IDs) {
			ids = append(ids, fmt.Sprintf("%s=%+q", name, e.IDs[call]))
		}
	}
	kind := "shortest "
	if e.Shortened {
		kind = "shortened, perhaps not the shortest, "
	}
	text := kind + term.Count(len(e.Names), "action") + ", " + strings.Join(ids, " ") + ":\n" + list(e.Names)
	if len(e.Loop) > 0 {
		text += "\n  and then again and again:\n" + list(e.Loop)
	}
	return text
}

// list is names on indented lines, with semicolons between.
func list(names []string) string {
	var b strings.Builder
	column := textWidth
	for i, name := range names {
		if i < len(names)-1 {
			name += ";"
		}
		size := 1 + utf8.RuneCountInString(name)
		if column+size > textWidth {
			if i > 0 {
				b.WriteByte('\n')
			}
			b.WriteByte(' ')
			column = 1
		}
		b.WriteString(" " + name)
		column += size
	}
	return b.String()
}

// IsCertificate reports whether the text of a file of that name is a certificate, of
// whatever rules: it begins with the name of its proof, and has a limit and a verdict.
func IsCertificate(file, text string) bool {
	name, rest, _ := strings.Cut(text, "\n")
	_, rest, limited := strings.Cut(rest, "\nlimits ")
	return name == "# "+strings.TrimSuffix(file, ".txt") && limited && strings.Contains(rest, "\nverdict ")
}
