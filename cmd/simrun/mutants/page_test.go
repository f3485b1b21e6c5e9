package mutants

import (
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/model"
)

// docs/MUTANTS.md is what the program finds out. What it measured is compared in
// part: the runs of the first strategy, for some
func TestMutantsPageIsCurrent(t *testing.T) {
	t.Parallel()
	file, err := os.ReadFile("../../../docs/MUTANTS.md")
	if err != nil {
		t.Fatal(err)
	}
	was, measured, ok := strings.Cut(string(file), measuredHeading)
	if !ok {
		t.Fatalf("docs/MUTANTS.md has no part %q", measuredHeading)
	}
	examiner, err := NewExaminer(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	trials := &Trials{Strategies: []string{"portfolio"}, Effort: Effort{Seeds: 50, Runs: MaxRuns, Clock: func() time.Duration { return 0 }}}
	all := model.AllMutants()
	for i := range all {
		result, err := examiner.Examine(t.Context(), &all[i])
		if err != nil {
			t.Fatal(err)
		}
		trials.List = append(trials.List, Trial{Result: result})
		if !result.ByRuns() || i%16 != 0 {
			continue
		}
		detection, err := result.Detect(t.Context(), "portfolio", trials.Effort)
		if err != nil {
			t.Fatal(err)
		}
		if row := rowOf(measured, result.Mutant.Name); len(row) < 3 || row[2] != strconv.FormatUint(detection.Runs, 10) {
			t.Errorf("%s: the portfolio needs %d runs, docs/MUTANTS.md says %q; rewrite it with\n\n\t%s", result.Mutant.Name, detection.Runs, row, Rewrite)
		}
	}
	trials.All = len(trials.List)
	if diff := cmp.Diff(kills, trials.KillsText()); diff != "" {
		t.Errorf("%s is not current; rewrite it with\n\n\t%s\n\n(-file +program):\n%s", killsFile, Rewrite, diff)
	}
	is, _, _ := strings.Cut(trials.Markdown((&story.Reporter{Rules: checker.Rules{}}).Tested().RulesText()), measuredHeading)
	if diff := cmp.Diff(strings.Split(was, "\n"), strings.Split(is, "\n")); diff != "" {
		t.Errorf("docs/MUTANTS.md is not current; rewrite it with\n\n\t%s\n\n(-file +program):\n%s", Rewrite, diff)
	}
}

// rowOf is a mutant's row in a table of the page: name, steps, and the runs of
// each strategy, without the milliseconds.
func rowOf(page, mutant string) (row []string) {
	for line := range strings.Lines(page) {
		cells := strings.Split(strings.Trim(line, "|\n"), "|")
		if strings.TrimSpace(cells[0]) != "`"+mutant+"`" {
			continue
		}
		for i, cell := range cells {
			runs, _, _ := strings.Cut(cell, "/")
			cells[i] = strings.TrimSpace(runs)
		}
		return cells
	}
	return nil
}

// A mutant that no property minds ends the command with status 1, and has a part
// of the page.
func TestMutantsSurvivor(t *testing.T) {
	sound := Result{Mutant: &model.Mutant{Name: "sound"}, Fate: Survived, Why: "nobody minds"}
	trials := &Trials{List: []Trial{{Result: &sound}}, All: 1, Strategies: []string{"pos"}, Effort: Effort{Seeds: 1}}
	if trials.Status() != term.StatusViolated {
		t.Errorf("status %d", trials.Status())
	}
	if text := trials.Markdown((&story.Reporter{Rules: checker.Rules{}}).Tested().RulesText()); !strings.Contains(text, "## Survived") || !strings.Contains(trials.Summary(), "1 survived") {
		t.Errorf("%s\n%s", trials.Summary(), text)
	}
}
