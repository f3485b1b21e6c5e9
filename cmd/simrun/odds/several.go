package odds

import (
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/sim"
)

// ShowAll prints what came of all cases of a scenario: the account of one, and a table of
// several. Own are the tables that replace those of the profiles, or "".
func ShowAll(p *story.Reporter, answers []Answer, own string) {
	if len(answers) == 1 {
		Show(p, answers[0].Found)
		return
	}
	p.Printf("%s, both press within %d ms:\n"+
		"of 10,000 crossed calls so many end badly; median and 99 %% are the times from the later press until\n"+
		"both ends are in the call, in the calls that come so far.\n\n%s\n",
		heading(p, answers, own), answers[0].odds.WithinMS, p.Table(caseRows(answers)))
	facts := howFound(answers)
	var worlds []*sim.Scenario
	for i := range answers {
		worlds = append(worlds, answers[i].odds.Scenario)
	}
	for _, name := range profiles(answers) {
		i := slices.IndexFunc(answers, func(a Answer) bool { return a.Profile == name })
		facts = append(facts, [2]string{name, answers[i].Tables.String()})
	}
	if slices.ContainsFunc(answers, func(a Answer) bool { return a.unknown() && a.Exact }) {
		p.Explainf(moreStates)
	}
	p.Explainf("\n")
	p.Pairs(append(facts, [2]string{"tested", p.TestedOf(worlds...).Text()}))
	p.Explainf("  The tables, as ms:weight, are assumptions; faults do not happen, and users do only what they must\n" +
		"  (docs/ODDS.md). With one reading and one profile the account is longer.\n")
}

// caseRows is a row for each case.
func caseRows(answers []Answer) [][]string {
	rows := [][]string{{"reading", "latencies", "end badly", "how", "median", "99 %", "cross"}}
	for i := range answers {
		a := &answers[i]
		row := []string{story.ReadingText(a.Scenario), a.Profile}
		switch {
		case a.unknown():
			row = append(row, "not known: "+a.Reason, "", "", "", "")
		case a.Crossed.Sign() == 0:
			row = append(row, "no calls cross", "", "", "", percentText(a.Crossed, a.Whole))
		default:
			row = append(row, a.share(a.BadWeight())+a.cut(), a.ways(), a.quantileText(1, 2), a.quantileText(99, 100), percentText(a.Crossed, a.Whole))
		}
		rows = append(rows, row)
	}
	return rows
}

// unknown reports whether there is no number at all.
func (f *Found) unknown() bool { return f.Reason != "" && (f.Exact || f.Crossed.Sign() == 0) }

// cut says why a number is of fewer runs than were asked for, or nothing.
func (f *Found) cut() string {
	if f.Reason == "" {
		return ""
	}
	return ", " + f.Reason + " after " + term.Count(f.Size, "run")
}

// ways are the words for all ways in which calls end badly, the gravest first.
func (f *Found) ways() string {
	var words []string
	for _, b := range f.Bad {
		if !slices.Contains(words, b.Words) {
			words = append(words, b.Words)
		}
	}
	return strings.Join(words, ", ")
}

func (f *Found) quantileText(part, whole int64) string {
	ms, ok := f.Quantile(part, whole)
	if !ok {
		return "never"
	}
	return fmt.Sprintf("%d ms", ms)
}

// howFound says of each case how it was found, and once what holds for all.
func howFound(answers []Answer) [][2]string {
	var how []string
	for i := range answers {
		if a := &answers[i]; a.unknown() {
			how = append(how, "nothing: "+a.Reason)
		} else {
			how = append(how, a.howText())
		}
	}
	if len(slices.Compact(slices.Clone(how))) == 1 {
		return [][2]string{{"found", how[0]}}
	}
	var facts [][2]string
	for i := range answers {
		facts = append(facts, [2]string{"", label(answers, &answers[i]) + ": " + how[i]})
	}
	facts[0][0] = "found"
	return facts
}
