package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/verdict"
	"github.com/glarelab/glare/model"
)

// winnerPage has a table for each base reading, below a line that begins so.
const (
	winnerPage  = "../../docs/REPAIR.md"
	winnerTable = "`simrun check NETWORK --reading "
)

// TestWinnerTables carries out the command of every cell of the tables of who wins,
// and compares what it says. With -update it writes the tables anew.
func TestWinnerTables(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(filepath.FromSlash(winnerPage))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(page), "\n")
	cells, base := 0, ""
	for i, line := range lines {
		if rest, ok := strings.CutPrefix(line, winnerTable); ok {
			base, _, _ = strings.Cut(rest, "+winner=")
		}
		network, ok := strings.CutPrefix(line, "| `")
		if !ok || base == "" {
			continue
		}
		network, _, _ = strings.Cut(network, "`")
		row := "| `" + network + "` |"
		for _, winner := range model.Winner.Values() {
			row += " " + verdictCell(t, network, base+"+winner="+winner) + " |"
			cells++
		}
		if row != line && *update {
			lines[i] = row
		} else if row != line {
			t.Errorf("%s, base %s\nthe page says %s\nthe program   %s", network, base, line, row)
		}
	}
	if want := 3 * 8 * len(model.Winner.Values()); cells != want {
		t.Errorf("%d cells were looked at, want %d", cells, want)
	}
	if *update {
		if err := os.WriteFile(filepath.FromSlash(winnerPage), []byte(strings.Join(lines, "\n")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// verdictCell is what a check says of a network under a reading, in a few words.
func verdictCell(t *testing.T, network, reading string) string {
	t.Helper()
	args := append(append([]string{"check"}, strings.Fields(network)...), "--reading", reading, "--keep-going", "--format", "json")
	_, out, errs := simrun(t, args...)
	var line verdict.CheckJSON
	object(t, out, &line)
	var words []string
	for _, f := range line.Findings {
		words = append(words, f.Property+" "+strconv.Itoa(f.Shortest))
	}
	switch {
	case line.Verdict == "violated" && len(words) > 0:
		return strings.Join(words, ", ")
	case line.Verdict != "proved" && line.Verdict != "excused":
		t.Errorf("%s: %s, %s", strings.Join(args, " "), line.Verdict, errs)
		return line.Verdict
	case len(line.Excused) > 0:
		return "proven, excused"
	default:
		return "proven"
	}
}
