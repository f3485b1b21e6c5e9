package main

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/explain"
	"github.com/glarelab/glare/corpus"
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
		errs = regexp.MustCompile(`(?m)^level=INFO msg="explaining .*\n`).ReplaceAllString(errs, "") // said where it takes long
		if lines := strings.Count(out, "\n"); status != 0 || errs != "" || lines > explain.MaxLines {
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

// explain writes the object that other programs rely on.
func TestExplainJSON(t *testing.T) {
	var line explain.ExplainedJSON
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

// With a seed it makes a run of a scenario, bundled or a file; a token is a run already.
func TestExplainSeeded(t *testing.T) {
	file := filepath.Join(t.TempDir(), "crossing.txt")
	write(t, file, "alice must place\nalice must answer\nbob must place\nbob must answer\n")
	for arg, want := range map[string]string{
		"glare": "explain: glare: nothing goes wrong in this run",
		file:    "crossing.txt: nothing goes wrong in this run",
		"glare1-SksxNDEzSUtKSjMxMTVJM1JQAteVSgoGxBQyJBQqhlTM7tTLtPDowowhQAAAAP__": "explain: token: nothing goes wrong in this run",
	} {
		status, out, errs := simrun(t, "explain", "--quiet", "--seed", "3", "--reading", "robust", arg)
		if status != 2 || out != "" || !strings.Contains(errs, want) {
			t.Errorf("%s: status %d, %q, %q; want %s", arg, status, out, errs, want)
		}
	}
}

// The three steps are marked in every format.
func TestExplainPicture(t *testing.T) {
	for _, format := range cli.DiagramFormats {
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
	// The chance of a bad end stands beside each of the sixteen steps, to the end, and before
	// them: it moves level and then down.
	_, svg, _ := simrun(t, "explain", "both-invites-in-flight", "--diagram", "svg")
	_, path, ok := strings.Cut(svg, `<path d="M`)
	for ok && !strings.Contains(strings.SplitN(path, "\n", 2)[0], `class="chance"`) {
		_, path, ok = strings.Cut(path, `<path d="M`)
	}
	if points, _, _ := strings.Cut(path, `"`); strings.Count(points, "L") != 2*16 {
		t.Errorf("the curve is %q", points)
	}
	if !strings.Contains(svg, ">Each gives way to the other: silent drop<") || !strings.Contains(svg, ">simrun replay glare1-") {
		t.Error("the picture does not say what happens, or how to have it back")
	}
}

// Interrupted, it says what is known, and that the rest is not.
func TestExplainInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for format, want := range map[string]string{"text": "UNDECIDED willing-connected (silent drop)", "json": `"reason":"interrupted"`} {
		var out, errs bytes.Buffer
		args := []string{"explain", "--format", format, "../../corpus/both-invites-in-flight.txt"}
		status := execute(ctx, cli.New(nil, &out, &errs), args)
		if status != 3 || !strings.Contains(out.String(), want) || errs.String() != "" {
			t.Errorf("%s: status %d, %q, %q", format, status, out.String(), errs.String())
		}
	}
}
