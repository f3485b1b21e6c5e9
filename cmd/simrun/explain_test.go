package main

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/glarelab/glare/corpus"
	"github.com/glarelab/glare/scheduler"
)

const explainGolden = "testdata/explain.golden"

// Every violated case of the corpus, and every excused one, is explained as the golden file says, in at
// most 25 lines; every other case is refused.
func TestExplainCorpus(t *testing.T) {
	t.Parallel()
	names, err := fs.Glob(corpus.Files, "*.txt")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, name := range names {
		file := filepath.Join("../../corpus", name)
		args := []string{"explain", "--max-states", "150000", "--samples", "1000", file}
		status, out, errs := simrun(t, args...)
		text, err := fs.ReadFile(corpus.Files, name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(text), "\nverdict violated") && !strings.Contains(string(text), "\nverdict excused") {
			if status != 2 || !strings.Contains(errs, "nothing goes wrong in this run (verdict") || out != "" {
				t.Errorf("%s: status %d, %q, %q", name, status, out, errs)
			}
			continue
		}
		if lines := strings.Count(out, "\n"); status != 0 || errs != "" || lines > explainLines {
			t.Errorf("%s: status %d, %d lines, %q", name, status, lines, errs)
		}
		all.WriteString("== " + name + "\n" + out + "\n")
	}
	if *update {
		if err := os.WriteFile(explainGolden, []byte(all.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(explainGolden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(all.String(), "\n")); diff != "" {
		t.Errorf("%s differs; if that is meant, run go test ./cmd/simrun -run ExplainCorpus -update\n%s", explainGolden, diff)
	}
}

// However narrow the output and however much there is to say, it is not longer.
func TestExplainFits(t *testing.T) {
	long := strings.Repeat("many words ", 20)
	list := []finding{
		{rankNeeded, "pivot", "short"}, {rankRules, "by", long}, {rankSides, "alice", long}, {rankNeeded, "rescue", "short"},
	}
	p := &printer{width: 60}
	for most, want := range map[int]string{12: "pivot by alice rescue", 11: "pivot alice rescue", 6: "pivot rescue", 1: "pivot rescue"} {
		var labels []string
		for _, pair := range p.fit(list, most) {
			labels = append(labels, pair[0])
		}
		if got := strings.Join(labels, " "); got != want {
			t.Errorf("in %d lines: %s, want %s", most, got, want)
		}
	}
}

// explain writes the object that other programs rely on.
func TestExplainJSON(t *testing.T) {
	var line explainedJSON
	_, out, _ := simrun(t, "explain", "--format", "json", "../../corpus/both-invites-in-flight.txt")
	has(t, object(t, out, &line), headKeys+"verdict property words message severity pivot no_return rescue lost bad exact_from exact states runs schedule token")
	if line.Verdict != "violated" || line.Property != "willing-connected" || line.Severity.Name != "silent drop" || !line.Exact || !line.Lost {
		t.Errorf("%+v", line)
	}
	if line.Pivot.Step != 8 || line.NoReturn.Step != 8 || line.Rescue.Action != "hs1 acknowledges alice m.call.invite a" || line.Rescue.After != "0.000000" {
		t.Errorf("%+v, %+v, %+v", line.Pivot, line.NoReturn, line.Rescue)
	}
	if line.Bad[7] != "0.500000" || line.Bad[8] != "1.000000" || line.Pivot.Sides[0].Before.Calls != "inflight(a)" {
		t.Errorf("%v, %+v", line.Bad, line.Pivot.Sides)
	}
}

// The three steps are marked in every format.
func TestExplainPicture(t *testing.T) {
	for _, format := range diagramFormats {
		status, out, errs := simrun(t, "explain", "--diagram", format, "../../corpus/winner-withdrawn.txt")
		if status != 0 || errs != "" {
			t.Fatalf("%s: status %d, %q", format, status, errs)
		}
		plain := strings.NewReplacer("<br/>", " ", "#58;", ":").Replace(out)
		for _, mark := range []string{"pivot: a bad end", "no return: after it", "rescue: instead, "} {
			if !strings.Contains(plain, mark) {
				t.Errorf("%s: no mark %q", format, mark)
			}
		}
	}
}

// Interrupted, it says what is known, and that the rest is not.
func TestExplainInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for format, want := range map[string]string{"text": "UNDECIDED willing-connected (silent drop)", "json": `"reason":"interrupted"`} {
		var out, errs bytes.Buffer
		args := []string{"explain", "--format", format, "../../corpus/both-invites-in-flight.txt"}
		status := execute(ctx, newProgram(nil, &out, &errs), args)
		if status != 3 || !strings.Contains(out.String(), want) || errs.String() != "" {
			t.Errorf("%s: status %d, %q, %q", format, status, out.String(), errs.String())
		}
	}
}

// What is not certain never looks certain.
func TestChanceText(t *testing.T) {
	for chance, want := range map[scheduler.Chance]string{
		0: "0%", 1: "less than 0.1%", scheduler.Certain / 3: "33.3%", scheduler.Certain / 2: "50.0%",
		scheduler.Certain - 1: "more than 99.9%", scheduler.Certain: "100%",
	} {
		if got := chanceText(chance); got != want {
			t.Errorf("%d: %s, want %s", chance, got, want)
		}
	}
	if got := probability(scheduler.Certain / 8); got != "0.125000" {
		t.Error(got)
	}
}
