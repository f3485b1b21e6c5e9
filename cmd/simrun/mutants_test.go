package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/mutants"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/model"
)

// Mutants can be those of one version of the rules.
func TestMutantsOfRules(t *testing.T) {
	for _, v := range []model.Version{model.Version0, model.Version1} {
		list, err := mutants.FindOf(v.String(), nil)
		if err != nil || len(list) != len(model.Mutants(v)) || slices.ContainsFunc(list, func(m model.Mutant) bool { return m.Version != v }) {
			t.Errorf("%d mutants of %s, %v", len(list), v, err)
		}
	}
	for command, want := range map[string]string{
		"mutants T0-37:stays --rules v1": "the mutant T0-37:stays is of the rules v0, not v1", "mutants --rules v7": `unknown rules version "v7"`,
	} {
		if status, _, errs := simrun(t, strings.Fields(command)...); status != 2 || !strings.Contains(errs, want) {
			t.Errorf("%s: status %d, %q", command, status, errs)
		}
	}
	if status, out, errs := simrun(t, strings.Fields("mutants T1-56:drop-rule --rules v1 --strategy uniform --seeds 1")...); status != 0 || !strings.Contains(out, "1 mutant: 1 killed") ||
		!strings.Contains(out, "  tested      rules v1 (") {
		t.Errorf("status %d, %s%s", status, out, errs)
	}
}

// Mutants are told as a table or as JSON, and a survivor is an exit status.
func TestMutantsCommand(t *testing.T) {
	status, out, errs := simrun(t, "mutants", "both-keep-own", "T0-37:stays", "--seeds", "2", "--quiet")
	if status != 0 || errs != "" {
		t.Errorf("status %d, standard error %q", status, errs)
	}
	for _, want := range []string{"both-keep-own   seamless", "EQUIVALENT: runs differ", "2 mutants: 1 killed; 1 proven equivalent; 0 survived."} {
		if !strings.Contains(out, want) {
			t.Errorf("want %q in\n%s", want, out)
		}
	}

	_, out, _ = simrun(t, "mutants", "both-keep-own", "hangup-answered", "T0-37:stays", "--seeds", "2", "--strategy", "pos", "--format", "json")
	var lines []mutants.TrialJSON
	decoder := json.NewDecoder(strings.NewReader(out))
	decoder.DisallowUnknownFields()
	for decoder.More() {
		var line mutants.TrialJSON
		if err := decoder.Decode(&line); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, line)
	}
	if len(lines) != 3 {
		t.Fatalf("%d lines, want 3:\n%s", len(lines), out)
	}
	if m := lines[0]; m.Verdict != "killed" || m.Property != "seamless" || m.Scenario != "glare" || m.Reading != "literal-sent" ||
		len(m.Strategies) != 1 || m.Strategies[0].Strategy != "pos" || *m.Strategies[0].Runs == 0 || m.Steps < m.Shortest || m.Shortest == 0 {
		t.Errorf("%+v", m)
	}
	if m := lines[1]; m.Verdict != "killed" || m.Property != story.Settles || len(m.Strategies) != 0 || m.Shortest != 24 {
		t.Errorf("%+v", m)
	}
	if m := lines[2]; m.Verdict != "equivalent" || m.Property != "" || m.Reason == "" || m.Properties == nil || m.Strategies == nil {
		t.Errorf("%+v", m)
	}
	_, out, _ = simrun(t, "mutants", "both-keep-own", "--seeds", "2", "--strategy", "delay-0", "--format", "json")
	if !strings.Contains(out, `{"strategy":"delay-0","runs":null,"milliseconds":null}`) {
		t.Errorf("what is not found is null:\n%s", out)
	}

	page := filepath.Join(t.TempDir(), "page.md")
	if status, _, errs := simrun(t, "mutants", "own-not-aborted", "--seeds", "1", "-o", page, "--quiet"); status != 0 {
		t.Error(errs)
	}
	text, err := os.ReadFile(page)
	if row := regexp.MustCompile(`(?m)^\| ` + "`own-not-aborted`" + ` \|[^|]*\|[^|]*\| one-live-call; also nobody-stuck \|`); err != nil || !row.Match(text) {
		t.Errorf("%s, %v", text, err)
	}
}

// An interruption prints what is known and says so.
func TestMutantsInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, errw bytes.Buffer
	status := execute(ctx, cli.New(nil, &out, &errw), []string{"mutants", "--seeds", "1"})
	if status != 3 || !strings.Contains(out.String(), "Interrupted: ") || errw.Len() > 0 {
		t.Errorf("status %d, output %q, standard error %q", status, &out, &errw)
	}
}

// Every command that explores or repeats runs takes --mutant, and its tokens
// need it again.
func TestMutantFlag(t *testing.T) {
	planted := []string{"--mutant", "own-not-aborted", "--quiet"}
	with := func(args ...string) []string { return append(args, planted...) }
	status, out, _ := simrun(t, with("check", "glare", "--reading", "literal-sent")...)
	if status != 1 || !strings.Contains(out, "VIOLATED one-live-call") {
		t.Fatalf("status %d:\n%s", status, out)
	}
	lines := strings.Fields(out)
	token := lines[len(lines)-1]
	if status, _, errs := simrun(t, "replay", token); status != 2 || !strings.Contains(errs, "add --mutant own-not-aborted") {
		t.Errorf("replay without the flag: status %d, %s", status, errs)
	}
	for _, args := range [][]string{
		{"replay", token},
		{"shrink", token},
		{"fuzz", "glare", "--reading", "literal-sent", "--runs", "50"},
	} {
		if status, out, errs := simrun(t, with(args...)...); status != 1 || !strings.Contains(out, "VIOLATED") {
			t.Errorf("%s: status %d, %s\n%s", args[0], status, errs, out)
		}
	}
	if status, _, errs := simrun(t, with("run", "single")...); status > 1 {
		t.Errorf("run: status %d, %s", status, errs)
	}
	if status, out, _ := simrun(t, "check", "equal-ids", "--reading", "literal-sent+eq=user-id", "--mutant", "numeric-order", "--quiet"); status != 1 ||
		!strings.Contains(out, "alice=literal-sent+eq=user-id+cmp=numeric,bob=literal-sent+eq=user-id") {
		t.Errorf("a one-sided reading: status %d\n%s", status, out)
	}
	_, out, _ = simrun(t, "check", "glare", "--reading", "literal-sent", "--mutant", "own-not-aborted")
	if !strings.Contains(out, "simrun replay --mutant own-not-aborted glare1-") {
		t.Errorf("how to replay it is not said:\n%s", out)
	}
}

// What cannot be is refused, with what can.
func TestMutantsBadInput(t *testing.T) {
	for want, args := range map[string][]string{
		`did you mean "own-not-aborted"?`: {"mutants", "own-not-abort"},
		`--mutant: unknown mutant "x"`:    {"check", "glare", "--mutant", "x"},
		"--seeds 0: expected 1 to 10000":  {"mutants", "--seeds", "0"},
		"--for 0s: expected a time":       {"mutants", "--for", "0s"},
		`--strategy`:                      {"mutants", "--strategy", "x"},
		"--save beside --mutant":          {"fuzz", "glare", "--mutant", "own-not-aborted", "--save", t.TempDir()},
		"`simrun list mutants` names all " + strconv.Itoa(len(model.AllMutants())): {"mutants", "zz"},
	} {
		if status, out, errs := simrun(t, args...); status != 2 || !strings.Contains(errs, want) || out != "" {
			t.Errorf("%q: status %d, %q, output %q; want %q", args, status, errs, out, want)
		}
	}
}
