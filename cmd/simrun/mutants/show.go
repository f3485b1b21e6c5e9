package mutants

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/term"
)

// Show prints what was found out, as tables.
func Show(p *term.Printer, t *Trials) {
	rows := [][]string{{"mutant", "killed by", "where", "runs", "ms", "steps"}}
	for i := range t.List {
		t := &t.List[i]
		row := []string{t.Mutant.Name, t.Property, setupText(t.Setup), "", "", strconv.Itoa(t.Shortest)}
		if t.Fate != Killed {
			row[1], row[5] = strings.ToUpper(string(t.Fate))+": "+t.Why, ""
		}
		if len(t.detections) > 0 {
			row[3], row[4], row[5] = runsText(t.detections[0]), timeText(t.detections[0]), t.stepsText()
		}
		rows = append(rows, row)
	}
	p.Printf("%s\n\n%s\n", p.Table(rows, 0), p.Bold(t.Summary(), t.count(Survived) == 0))
	p.Explainf("\nRuns and ms are those of %s, medians over %s; steps are those of a story that\n"+
		"runs have found, shrunk, and of a proven shortest one like it.\n", t.Strategies[0], term.Count(t.Effort.Seeds, "seed"))
	if t.count(Killed) == 0 {
		return
	}
	kills := slices.DeleteFunc(t.propertyRows(), func(row []string) bool { return row[1] == "0" })
	p.Explainf("\n%s\n\n%s\n", p.Table(kills, 4), p.Table(t.strategyRows()))
	if rows := t.portfolioRows(); rows != nil {
		p.Explainf("\n%s\n", p.Table(rows))
	}
	told := func(t Trial) bool { return t.Fate == Killed && t.Setup.Lines == "" } // a command takes no more lines
	if i := slices.IndexFunc(t.List, told); i >= 0 {
		p.Explainf("\nThe story of one:  simrun check %s --mutant %s\n", t.List[i].Setup, t.List[i].Mutant.Name)
	}
}

// Summary says in a line how many mutants have which fate.
func (t *Trials) Summary() string {
	var by []string
	for _, m := range t.List {
		if m.Fate == Killed && !slices.Contains(by, m.Property) {
			by = append(by, m.Property)
		}
	}
	text := fmt.Sprintf("%s: %d killed; %d proven equivalent; %d survived.", term.Count(len(t.List), "mutant"),
		t.count(Killed), t.count(Equivalent), t.count(Survived))
	if len(by) > 1 {
		text = strings.Replace(text, "killed;", fmt.Sprintf("killed, by %d different properties;", len(by)), 1)
	}
	if len(t.List) < t.All {
		text += fmt.Sprintf(" Interrupted: %d were not judged.", t.All-len(t.List))
	}
	return text
}

// count is how many mutants have a fate.
func (t *Trials) count(fate Fate) (n int) {
	for _, m := range t.List {
		if m.Fate == fate {
			n++
		}
	}
	return n
}

// propertyRows says of each property how many mutants it kills, and how many of
// them no other property notices.
func (t *Trials) propertyRows() [][]string {
	rows := [][]string{{"property", "kills", "first", "alone", "such as"}}
	for _, name := range checker.PropertyNames() {
		kills, first, alone, example := 0, 0, 0, ""
		for _, m := range t.List {
			if !slices.Contains(m.Properties, name) {
				continue
			}
			kills++
			if m.Property == name {
				first++
			}
			if len(m.Properties) == 1 {
				alone++
			}
			if example == "" || len(m.Properties) == 1 && alone == 1 {
				example = m.Mutant.Name
			}
		}
		rows = append(rows, []string{name, strconv.Itoa(kills), strconv.Itoa(first), strconv.Itoa(alone), example})
	}
	return rows
}

// strategyRows says of each strategy how many mutants it kills how fast.
func (t *Trials) strategyRows() [][]string {
	rows := [][]string{{"strategy", "kills", "median runs", "median ms", "slowest ms", "which"}}
	for i, strategy := range t.Strategies {
		var runs []uint64
		var times []time.Duration
		judged, slowest := 0, ""
		for _, m := range t.List {
			if len(m.detections) == 0 {
				continue
			}
			judged++
			if detection := m.detections[i]; detection.Found {
				if len(times) == 0 || detection.Time > slices.Max(times) {
					slowest = m.Mutant.Name
				}
				runs, times = append(runs, detection.Runs), append(times, detection.Time)
			}
		}
		row := []string{strategy, fmt.Sprintf("%d of %d", len(runs), judged), "", "", "", slowest}
		if len(runs) > 0 {
			slices.Sort(runs)
			slices.Sort(times)
			middle := (len(runs) - 1) / 2
			row[2], row[3] = strconv.FormatUint(runs[middle], 10), millisecondsText(times[middle])
			row[4] = millisecondsText(times[len(times)-1])
		}
		rows = append(rows, row)
	}
	return rows
}

func runsText(detection *Detection) string {
	if !detection.Found {
		return "–"
	}
	return strconv.FormatUint(detection.Runs, 10)
}

func timeText(detection *Detection) string {
	if !detection.Found {
		return "–"
	}
	return millisecondsText(detection.Time)
}

func millisecondsText(d time.Duration) string {
	return strconv.FormatFloat(milliseconds(d), 'f', 1, 64)
}

// stepsText is the length of a shrunk story, and where it is longer than need be
// that of a shortest one.
func (t *Trial) stepsText() string {
	if t.steps == t.shortest {
		return strconv.Itoa(t.steps)
	}
	return fmt.Sprintf("%d (%d)", t.steps, t.shortest)
}

// setupText is a set-up in few words: "glare, robust, send-fail=1".
func setupText(setup Setup) string {
	var parts []string
	for _, part := range []string{setup.Scenario, setup.Reading, setup.Faults} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}
