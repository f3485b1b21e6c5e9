package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/matrix"
	"github.com/glarelab/glare/cmd/simrun/story"
)

// noVerdict are the commands that say of no run whether it is right.
var noVerdict = []string{
	"list", "show", "bench", "reference", "help", "completion", "completion bash", "completion fish", "completion powershell",
	"completion zsh", "corpus add", "corpus update",
}

// Every command that gives a verdict has --strict, or says in its help why not.
func TestStrictEverywhere(t *testing.T) {
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		for _, below := range c.Commands() {
			walk(below)
		}
		has, said := c.Flags().Lookup("strict") != nil, strings.Contains(strings.Join(strings.Fields(c.Long), " "), "there is no --strict") ||
			strings.Contains(c.Long, "There is no --strict")
		if has == said && !slices.Contains(noVerdict, cli.Label(c)) {
			t.Errorf("%s: flag %v, reason %v", c.CommandPath(), has, said)
		}
	}
	walk(newRootCommand(cli.New(nil, &bytes.Buffer{}, &bytes.Buffer{})))
}

// With --strict no command ends with 0 where something is excused, and each as ever
// without.
func TestStrictStatus(t *testing.T) {
	const excused = "winner-lost-between-servers"
	for command, without := range map[string]int{
		"run glare --reading robust --faults send-fail=1 --timing patient --strategy uniform --seed 6": 0,
		"replay " + excused:                                 0,
		"explain " + excused:                                0,
		"shrink " + excused:                                 0,
		"corpus " + excused:                                 0,
		"export " + excused + " DIR":                        0,
		"check glare --reading robust --faults send-fail=1": 0,
		"fuzz glare --reading robust --faults send-fail=1 --runs 2000":                 0,
		"matrix glare --reading robust --faults send-fail=1":                           0,
		"diff robust robust glare --faults send-fail=1":                                0,
		"rollout robust robust glare --faults send-fail=1":                             0,
		"repair --scenario glare --faults send-fail=1":                                 0,
		"prove glare.robust.send-fail --dir ../../docs/certificates":                   0,
		"odds glare --reading android --within 300ms --profile lan --draw --runs 2000": 0,
	} {
		command = strings.ReplaceAll(command, "DIR", t.TempDir())
		status, out, errs := simrun(t, strings.Fields(command)...)
		if status != without {
			t.Errorf("%s: status %d, %s%s", command, status, out, errs)
		}
		if status, out, errs := simrun(t, append(strings.Fields(command), "--strict")...); status != 1 {
			t.Errorf("%s --strict: status %d, %s%s", command, status, out, errs)
		}
	}
	for _, command := range []string{
		"check glare --reading robust", "matrix glare --reading robust --faults none", "diff robust robust glare",
		"rollout robust robust glare", "repair --scenario single", "prove glare.robust --dir ../../docs/certificates",
		"odds glare --reading robust --within 300ms --draw --runs 200",
	} {
		if status, out, errs := simrun(t, append(strings.Fields(command), "--strict")...); status != 0 {
			t.Errorf("%s --strict, where nothing is excused: status %d, %s%s", command, status, out, errs)
		}
	}
	for _, command := range []string{"matrix glare --reading literal --faults none", "diff literal literal glare", "explain both-invites-in-flight --samples 100"} {
		if status, out, errs := simrun(t, append(strings.Fields(command), "--strict")...); status != 1 {
			t.Errorf("%s --strict, where something is violated: status %d, %s%s", command, status, out, errs)
		}
	}
	if status, _, errs := simrun(t, "export", "--graph", "single", t.TempDir(), "--strict"); status != 2 || !strings.Contains(errs, "a graph has no verdict") {
		t.Errorf("status %d, %s", status, errs)
	}
}

// An excused run is shrunk to one that is excused of the same, because the same was
// destroyed, and that needs no more of its scenario.
func TestShrinkExcused(t *testing.T) {
	const command = "run glare --reading robust --faults send-fail=1,suspend=1,duplicate=1,rate-limit=1 --timing patient --format json --strategy uniform --seed"
	shrunk := 0
	for seed := range 20 {
		_, out, _ := simrun(t, append(strings.Fields(command), fmt.Sprint(seed))...)
		var run story.ToldJSON
		if err := json.Unmarshal([]byte(out), &run); err != nil {
			t.Fatal(err)
		}
		if run.Verdict != story.ExcusedVerdict {
			continue
		}
		status, out, errs := simrun(t, "shrink", "--format", "json", run.Token)
		var small story.ToldJSON
		if err := json.Unmarshal([]byte(out), &small); err != nil || status != 0 {
			t.Fatalf("status %d, %v, %s", status, err, errs)
		}
		if small.Verdict != story.ExcusedVerdict || small.Before != run.Steps || small.Steps > run.Steps ||
			small.Excused[0].Property != run.Excused[0].Property || !slices.Equal(small.Excused[0].Because, run.Excused[0].Because) {
			t.Errorf("seed %d: %+v\n%+v", seed, run.Excused, small)
		}
		if small.Steps < run.Steps && len(small.Faults) == 1 {
			shrunk++
		}
		if again, _, _ := simrun(t, "replay", small.Token, "--strict"); again != 1 {
			t.Errorf("seed %d: replayed it ends with %d", seed, again)
		}
	}
	if shrunk == 0 {
		t.Error("no run became smaller")
	}
}

// A run in which nothing goes wrong cannot be shrunk, and it is said what can.
func TestShrinkNothing(t *testing.T) {
	_, out, _ := simrun(t, strings.Fields("run single --reading robust --format json")...)
	var run story.ToldJSON
	if err := json.Unmarshal([]byte(out), &run); err != nil {
		t.Fatal(err)
	}
	if status, _, errs := simrun(t, "shrink", run.Token); status != 2 || !strings.Contains(errs, "or is excused from one; `simrun fuzz` finds some") {
		t.Errorf("status %d, %s", status, errs)
	}
}

// The JSON of a matrix says of each property that is excused what destroyed what.
func TestMatrixNamesWhatIsExcused(t *testing.T) {
	_, out, errs := simrun(t, strings.Fields("matrix glare --reading robust --faults send-fail=1 --format json")...)
	named := 0
	for _, line := range jsonLines[matrix.TableJSON](t, out) {
		for _, one := range line.Properties {
			if one.Verdict == story.ExcusedVerdict && fmt.Sprint(one.Because) == "["+destroyed+"]" && strings.Contains(one.Message, destroyed) && one.Token != "" && one.Count > 0 {
				named++
			}
		}
	}
	if named != 2 {
		t.Errorf("%s%s", out, errs)
	}
}

// What a repair, a proof, a case of the corpus and the guided run are excused from is
// named too.
func TestWhatDestroyedIsNamed(t *testing.T) {
	for command, want := range map[string]string{
		"repair --scenario glare --faults send-fail=1":                             destroyed,
		"repair --scenario glare --faults send-fail=1 --format json":               `"because":["` + destroyed + `"]`,
		"prove glare.robust.send-fail --dir ../../docs/certificates":               "excused willing-connected (silent drop) in 8 final states, after send-fail: ",
		"prove glare.robust.send-fail --dir ../../docs/certificates --format json": `"because":["` + destroyed + `"]`,
		"corpus winner-lost-between-servers":                                       "excused willing-connected (silent drop), because the invite of a was withheld from bob by hs2",
		"corpus winner-lost-between-servers --format json":                         `"because":["the invite of a was withheld from bob by hs2"]`,
		"holes H-02": "because " + destroyed,
		"--quiet":    destroyed,
	} {
		_, out, errs := simrun(t, strings.Fields(command)...)
		if !strings.Contains(strings.Join(strings.Fields(out), " "), want) {
			t.Errorf("%s: %s%s", command, out, errs)
		}
	}
}

// Every line of JSON with a verdict names what it was tested with.
func TestTestedInEveryLine(t *testing.T) {
	for _, command := range []string{
		"corpus winner-lost-between-servers", "repair --scenario single", "repair --scenario redial --max-states 100",
		"diff robust robust glare", "diff literal literal-sent glare", "rollout robust robust glare", "diff robust literal redial --max-states 100",
		"mutants greater-wins --seeds 1", "holes H-02", "prove glare.robust --dir ../../docs/certificates",
	} {
		_, out, errs := simrun(t, append(strings.Fields(command), "--format", "json")...)
		for line := range strings.Lines(out) {
			if !strings.Contains(line, `"tested":{"rules":"v0","rules_hash":"`) {
				t.Errorf("%s: %s%s", command, line, errs)
			}
			if !strings.Contains(line, `"timing":`) && !strings.Contains(line, `"undecided"`) {
				t.Errorf("%s: no timing: %s", command, line)
			}
		}
		if out == "" {
			t.Errorf("%s: %s", command, errs)
		}
	}
}
