package checker

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/glarelab/glare/scheduler"
)

// RuleWidth is the width of the column of rules. States stand below a rule that
// is wider, so that they stay in theirs.
const RuleWidth = 46

// Transcript is the run as text: what each action did, in columns that say whose
// line it is, then the verdict. It ends with a newline.
func (t *Trace) Transcript() string {
	var b strings.Builder
	for i, line := range t.Lines {
		fmt.Fprintf(&b, "> %s\n", line.Name)
		rule := ""
		if len(line.Rules) > 0 {
			rule = "rule " + strings.Join(line.Rules, ", ")
		}
		rows := line.Rows(t)
		if utf8.RuneCountInString(rule) > RuleWidth && slices.ContainsFunc(rows, func(column []string) bool { return len(column) > 0 }) {
			fmt.Fprintln(&b, "  "+rule)
			rule = ""
		}
		height := min(1, len(rule))
		for _, column := range rows {
			height = max(height, len(column))
		}
		for row := range height {
			if row > 0 {
				rule = ""
			}
			columns := []string{"  ", Pad(rule, RuleWidth), "  "}
			for _, column := range rows {
				columns = append(columns, Pad(At(column, row), 24))
			}
			fmt.Fprintln(&b, strings.TrimRight(strings.Join(columns, ""), " "))
		}
		for _, send := range line.Sends {
			fmt.Fprintln(&b, "  send "+send)
		}
		for _, loss := range t.Losses {
			if loss.Line == i {
				fmt.Fprintln(&b, "  destroyed: "+loss.Words)
			}
		}
	}
	b.WriteString(t.VerdictLine())
	b.WriteByte('\n')
	if t.Excused() {
		for i := range t.Excuses {
			e := &t.Excuses[i]
			fmt.Fprintf(&b, "  %s (%s), because %s\n", e.Property, e.Words, e.Reason())
		}
	}
	return b.String()
}

// Rows are the new states of a line, one column for each device.
func (l *Line) Rows(t *Trace) [][]string {
	rows := make([][]string, len(t.Scenario.Devices))
	for d := range rows {
		for _, c := range l.States[d] {
			rows[d] = append(rows[d], t.Scenario.DeviceName(d)+" "+c.Word()+"("+c.Call+")")
		}
	}
	return rows
}

// At is the text at a place of a list, empty behind its end.
func At(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}

// Pad fills a text with spaces up to a width in characters.
func Pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-utf8.RuneCountInString(s)))
}

// VerdictLine is how the run ended, in one line.
func (t *Trace) VerdictLine() string {
	switch {
	case len(t.Problems) > 0:
		var names []string
		for _, p := range t.Problems {
			names = append(names, p.Property)
		}
		return "verdict violated " + strings.Join(names, " ") + ": " + t.Outcome
	case t.Limits != "":
		return "verdict undecided, beyond the limits of the simulated world: " + t.Outcome
	case t.Excused():
		return "verdict excused " + strings.Join(t.ExcusedFrom(), " ") + ": " + t.Outcome
	case t.Result.Verdict == scheduler.OK:
		return "verdict ok: " + t.Outcome
	default:
		return "verdict undecided: " + t.Outcome
	}
}

// VerdictWord is how the run ended: ok, excused, violated or undecided.
func (t *Trace) VerdictWord() string {
	_, words, _ := strings.Cut(t.VerdictLine(), " ")
	word, _, _ := strings.Cut(words, " ")
	return strings.TrimRight(word, ":,")
}

// Names are the names of the run's actions.
func (t *Trace) Names() []string {
	names := make([]string, len(t.Lines))
	for i, line := range t.Lines {
		names[i] = line.Name
	}
	return names
}
