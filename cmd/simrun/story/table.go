package story

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/glarelab/glare/cmd/simrun/checker"
)

// wideTable is from which width on the names of steps are not wrapped, where that leaves the
// columns beside them roomForWords.
const (
	wideTable    = 96
	roomForWords = 44
)

// manyDevices is from how many devices on one column says what all users see.
const manyDevices = 3

// showSteps prints the steps of a run: as a table in words, or with the names of the rules and
// the states of the calls as corpus cases have them.
func (r *Reporter) showSteps(t *Story) {
	if r.RuleIDs {
		r.Explainf("\n%s", t.Trace.Transcript())
		return
	}
	if len(t.Trace.Lines) > 0 {
		longest := 0
		for _, line := range t.Trace.Lines {
			longest = max(longest, utf8.RuneCountInString(line.Name))
		}
		var whole []int
		if r.Width >= max(wideTable, longest+roomForWords) {
			whole = []int{1} // a name that is typed again
		}
		r.Explainf("\n%s\n", r.Table(stepRows(t), whole...))
	}
	r.Explainf("%s\n", t.Trace.VerdictLine())
}

// stepRows is the table of the steps: the number of each, with a sign where it is a fault or
// shows what is wrong; its name; what users see from then on; and why, in words.
func stepRows(t *Story) [][]string {
	of := t.Trace.Scenario
	head := []string{"", "step"}
	if len(of.Devices) < manyDevices {
		for d := range of.Devices {
			head = append(head, of.DeviceName(d)+" sees")
		}
	} else {
		head = append(head, "users see")
	}
	rows := [][]string{append(head, "why")}
	for i := range t.Trace.Lines {
		line := &t.Trace.Lines[i]
		row := []string{fmt.Sprintf("%s %*d", signOf(t, i), len(strconv.Itoa(len(t.Trace.Lines))), i+1), line.Name}
		row = append(row, screens(t.Trace, line)...)
		rows = append(rows, append(row, why(t.Trace, i)))
	}
	return rows
}

// signOf marks the steps that show what is wrong, and faults.
func signOf(t *Story, line int) string {
	shows := func(p checker.Problem) bool { return p.Line == line }
	switch {
	case slices.ContainsFunc(t.Trace.Problems, shows):
		return "✗"
	case t.Trace.Lines[line].Fault:
		return "!"
	default:
		return " "
	}
}

// screens is what users see from a line on that they did not see before.
func screens(t *checker.Trace, line *checker.Line) []string {
	var each, all []string
	for d := range t.Scenario.Devices {
		sees := ""
		if line.Turns[d] {
			sees = line.Sees[d].String()
			all = append(all, t.Scenario.DeviceName(d)+": "+sees)
		}
		each = append(each, sees)
	}
	if len(each) < manyDevices {
		return each
	}
	return []string{strings.Join(all, "; ")}
}

// why says in the words of the rules why a line did what it did, and what it destroyed.
func why(t *checker.Trace, line int) string {
	parts := slices.Clone(t.Lines[line].Abouts)
	for _, loss := range t.Losses {
		if loss.Line == line {
			parts = append(parts, "destroyed: "+loss.Words)
		}
	}
	return strings.Join(parts, "; ")
}
