package story

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/term"
)

// wideTable is from which width on the names of steps are not wrapped, where that leaves the
// columns beside them roomForWords, of which why has roomForWhy.
const (
	wideTable    = 96
	roomForWords = 44
	roomForWhy   = 18
)

// manyDevices is from how many devices on one column says what all users see, and why stands
// below the step.
const manyDevices = 3

// between is how many columns a table has between two of its own.
const between = 3

// showSteps prints the steps of a run: as a table in words, or with the names of the rules and
// the states of the calls as corpus cases have them.
func (r *Reporter) showSteps(t *Story) {
	if r.RuleIDs {
		r.Explainf("\n%s", t.Trace.Transcript())
		return
	}
	if len(t.Trace.Lines) > 0 {
		rows := stepRows(t)
		longest := widest(rows, 1)
		var whole []int
		if len(t.Trace.Scenario.Devices) >= manyDevices {
			rows, whole = withWhyBelow(rows, r.Width), []int{1} // it is wrapped
		} else if why := r.Width - besideWhy(rows); r.Width >= max(wideTable, longest+roomForWords) && why >= roomForWhy {
			whole = []int{1} // a name that is typed again
		}
		r.Explainf("\n%s\n", r.Table(rows, whole...))
	}
	r.Explainf("%s\n", t.Trace.VerdictLine())
}

// widest is how wide a column of rows is.
func widest(rows [][]string, column int) (width int) {
	for _, row := range rows {
		width = max(width, utf8.RuneCountInString(row[column]))
	}
	return width
}

// besideWhy is how wide all columns but the last are, with what is between them.
func besideWhy(rows [][]string) (width int) {
	for column := range len(rows[0]) - 1 {
		width += widest(rows, column) + between
	}
	return width
}

// withWhyBelow has why of each step below its name, for a table of a width, in which they have
// what the other two columns leave.
func withWhyBelow(rows [][]string, width int) [][]string {
	const sees = 2
	room := width - widest(rows, 0) - min(widest(rows, sees), width/3) - 3*between
	below := [][]string{{"", "step, and why", rows[0][sees]}}
	for _, row := range rows[1:] {
		step := term.Wrap(row[1], room)
		if why := row[len(row)-1]; why != "" {
			step += "\n" + term.Indent(term.Wrap(why, room-2), 2)
		}
		below = append(below, []string{row[0], step, row[sees]})
	}
	return below
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
