package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/verdict"
	"github.com/glarelab/glare/model"
)

// simrun carries out a command line and returns what it printed.
func simrun(t *testing.T, args ...string) (status int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	status = run(args, strings.NewReader(""), &o, &e)
	return status, o.String(), e.String()
}

// object decodes the one line that a command wrote into a value, strictly, and
// returns the line's keys too.
func object(t *testing.T, out string, v any) []string {
	t.Helper()
	if strings.Count(out, "\n") != 1 || !strings.HasSuffix(out, "\n") {
		t.Fatalf("expected one line, found %q", out)
	}
	d := json.NewDecoder(strings.NewReader(out))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		t.Fatal(err)
	}
	var keys map[string]any
	if err := json.Unmarshal([]byte(out), &keys); err != nil {
		t.Fatal(err)
	}
	return slices.Sorted(maps.Keys(keys))
}

// has demands keys.
func has(t *testing.T, keys []string, want string) {
	t.Helper()
	for key := range strings.FieldsSeq(want) {
		if !slices.Contains(keys, key) {
			t.Errorf("no key %q in %v", key, keys)
		}
	}
}

const headKeys = "scenario rules readings timing faults tested "

// check writes the object that other programs rely on, whatever the verdict.
func TestCheckJSON(t *testing.T) {
	for _, test := range []struct {
		status  int
		verdict string
		args    string
	}{
		{0, "proved", "glare --reading literal-sent --outcomes"},
		{1, "violated", "glare --reading alice=literal,bob=literal-sent --faults send-fail=1,crash=2"},
		{3, "undecided", "glare --reading robust --max-states 100"},
	} {
		status, out, errs := simrun(t, strings.Fields("check --format json "+test.args)...)
		var line verdict.CheckJSON
		keys := object(t, out, &line)
		has(t, keys, headKeys+"verdict property message states transitions final_states depth seconds outcomes counterexample")
		if status != test.status || line.Verdict != test.verdict || errs != "" {
			t.Errorf("%s: status %d, verdict %s, standard error %q", test.args, status, line.Verdict, errs)
		}
		if (line.Counterexample != nil) != (status == 1) || (line.Reason != "") != (status == 3) {
			t.Errorf("%s: counterexample %v, reason %q", test.args, line.Counterexample, line.Reason)
		}
	}
	_, out, _ := simrun(t, strings.Fields("check --format json glare --reading literal-sent --outcomes")...)
	var line verdict.CheckJSON
	object(t, out, &line)
	want := []verdict.OutcomeJSON{{Outcome: "alice=active(b) bob=active(b)", FinalStates: 5}, {Outcome: "alice=active(a) bob=active(a)", FinalStates: 5}}
	if diff := cmp.Diff(want, line.Outcomes); diff != "" {
		t.Error("outcomes:", diff)
	}
	_, out, _ = simrun(t, strings.Fields("check --format json glare --reading alice=literal,bob=literal-sent --faults send-fail=1,crash=2")...)
	line = verdict.CheckJSON{}
	object(t, out, &line)
	head := story.Head{
		Scenario: "glare", Rules: "v0",
		Readings: map[string]string{"alice": "literal", "bob": "literal-sent"},
		Timing:   "patient",
		Faults:   map[string]int{"send-fail": 1, "crash": 2},
		Tested:   story.Tested{Rules: "v0", RulesHash: checker.Rules{}.HashOf(model.Version0), Program: cli.Version(), Options: map[string]string{}},
	}
	if diff := cmp.Diff(head, line.Head); diff != "" {
		t.Error("head:", diff)
	}
}

// fuzz writes the object that other programs rely on, and its token brings back
// the same schedule.
func TestFuzzJSON(t *testing.T) {
	const keys = headKeys + "verdict runs actions seconds seed strategy property message schedule shrunk token"
	status, out, errs := simrun(t, "fuzz", "glare", "--reading", "literal", "--format", "json", "--seed", "18446744073709551615")
	var line verdict.FuzzJSON
	has(t, object(t, out, &line), keys)
	if status != 1 || line.Verdict != "violated" || errs != "" || line.Seed != 1<<64-1 {
		t.Errorf("status %d, verdict %s, seed %d, standard error %q", status, line.Verdict, line.Seed, errs)
	}
	if len(line.Shrunk) == 0 || len(line.Shrunk) > len(line.Schedule) {
		t.Errorf("shrunk from %d steps to %d", len(line.Schedule), len(line.Shrunk))
	}

	status, out, _ = simrun(t, "replay", line.Token, "--format", "json")
	var told story.ToldJSON
	has(t, object(t, out, &told), headKeys+"verdict property message outcome steps schedule token")
	if status != 1 || told.Token != line.Token || told.Property != line.Property {
		t.Errorf("replayed: status %d, property %s, token %s", status, told.Property, told.Token)
	}
	if diff := cmp.Diff(line.Shrunk, told.Schedule); diff != "" {
		t.Error("replayed:", diff)
	}

	status, out, _ = simrun(t, "shrink", line.Token, "--format", "json")
	has(t, object(t, out, &told), headKeys+"verdict property before steps schedule token")
	if status != 1 || told.Before != len(line.Shrunk) || told.Steps != told.Before {
		t.Errorf("shrunk once more: status %d, from %d to %d steps", status, told.Before, told.Steps)
	}

	status, out, _ = simrun(t, "fuzz", "glare", "--reading", "robust", "--format", "json", "--runs", "20")
	has(t, object(t, out, &line), keys)
	if status != 0 || line.Verdict != "ok" || line.Runs != 20 {
		t.Errorf("status %d, verdict %s, runs %d", status, line.Verdict, line.Runs)
	}
}

// Every object stands in a line of its own, those of the guided run too.
func TestLines(t *testing.T) {
	for command, lines := range map[string]int{
		"--format json": 5,
		"check glare single --reading robust --format json":                2,
		"run glare single --format json":                                   2,
		"fuzz glare single --reading robust --runs 10 --format json":       2,
		"replay --seed 3 glare single --reading robust --format json":      2,
		"check glare --reading literal --keep-going --format json --quiet": 1,
	} {
		_, out, errs := simrun(t, strings.Fields(command)...)
		got := 0
		for line := range strings.Lines(out) {
			got++
			var v map[string]any
			if err := json.Unmarshal([]byte(line), &v); err != nil {
				t.Errorf("%s: %v in %q", command, err, line)
			}
		}
		if got != lines || errs != "" {
			t.Errorf("%s: %d lines, want %d; standard error %q", command, got, lines, errs)
		}
	}
}
