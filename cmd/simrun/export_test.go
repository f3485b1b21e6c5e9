package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/verdict"
	"github.com/glarelab/glare/corpus"
)

// A story of more devices than a race description has room for is written without one, and it is said
// why.
func TestExportWithoutRace(t *testing.T) {
	for name, wants := range map[string]bool{"both-invites-in-flight-v1": true, "both-in-flight-two-devices-v1": false} {
		status, out, errs := simrun(t, "export", "../../corpus/"+name+".txt", t.TempDir())
		const why = "2 users with 3 devices; a race description is of two users with one device each"
		if status != 0 || strings.Contains(out, ".race.txt\n") != wants || strings.Contains(out, why) == wants {
			t.Errorf("%s: status %d, %s%s", name, status, out, errs)
		}
	}
}

// The Go test of a story compiles and passes in a module that requires this one, and
// fails where the story goes differently.
func TestExportedGoTest(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if status, _, errs := simrun(t, "export", filepath.Join(root, "corpus/both-invites-in-flight.txt"), dir, "--quiet"); status != 0 {
		t.Fatal(errs)
	}
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(mod), "module github.com/glarelab/glare", "module example.org/client", 1) +
		"\nrequire github.com/glarelab/glare v0.0.0\n\nreplace github.com/glarelab/glare => " + root + "\n"
	write(t, filepath.Join(dir, "go.mod"), text)
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "go.sum"), string(sum))
	gotest := func() (string, error) {
		c := exec.CommandContext(t.Context(), "go", "test", "-mod=mod", "-v", ".")
		c.Dir, c.Env = dir, append(os.Environ(), "GOPROXY=off", "GOFLAGS=", "GOWORK=off")
		out, err := c.CombinedOutput()
		return string(out), err
	}
	if out, err := gotest(); err != nil || !strings.Contains(out, "--- PASS: TestBothInvitesInFlight") {
		t.Fatalf("%v\n%s", err, out)
	}
	name := filepath.Join(dir, "both_invites_in_flight_test.go")
	test, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	write(t, name, strings.Replace(string(test), "> bob syncs m.call.hangup a\n", "> bob syncs m.call.hangup b\n", 1))
	if out, err := gotest(); err == nil || !strings.Contains(out, "drifted; the story now:") {
		t.Errorf("a changed story: %v\n%s", err, out)
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// itfText is a file in the Informal Trace Format.
type itfText struct {
	Meta   map[string]any               `json:"#meta"`
	Vars   []string                     `json:"vars"`
	States []map[string]json.RawMessage `json:"states"`
}

func readITF(t *testing.T, name string) itfText {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var f itfText
	if err := json.Unmarshal(text, &f); err != nil {
		t.Fatal(err)
	}
	for i, state := range f.States {
		for _, v := range f.Vars {
			if _, ok := state[v]; !ok {
				t.Fatalf("state %d has no %s", i, v)
			}
		}
		if len(state) != len(f.Vars)+1 {
			t.Fatalf("state %d has %d variables, want %d", i, len(state)-1, len(f.Vars))
		}
	}
	return f
}

// The graph has the states, steps and violations that check counts, and no two states
// have the same variables.
func TestExportedGraph(t *testing.T) {
	t.Parallel()
	for _, args := range []string{"glare --reading literal --max-states 100000", "glare --reading literal-sent --faults duplicate=1 --max-states 100000"} {
		scenario, _, _ := strings.Cut(args, " ")
		dir := t.TempDir()
		status, _, errs := simrun(t, append(strings.Fields("export --graph "+args), dir)...)
		if status != 0 {
			t.Fatal(errs)
		}
		f := readITF(t, filepath.Join(dir, scenario+".graph.itf.json"))
		seen, steps, final, violated := map[string]int{}, 0, uint64(0), false
		for i, state := range f.States {
			var meta struct {
				Final    bool
				Violated []string
				Next     []struct {
					To       int
					Violated []string
				}
			}
			if err := json.Unmarshal(state["#meta"], &meta); err != nil {
				t.Fatal(err)
			}
			if meta.Final {
				final++
			}
			violated = violated || len(meta.Violated) > 0
			for _, next := range meta.Next {
				violated = violated || len(next.Violated) > 0
			}
			steps += len(meta.Next)
			var key string
			for _, v := range f.Vars {
				key += string(state[v]) + "\n"
			}
			if seen[key] > 0 {
				t.Fatalf("%s: the states %d and %d have the same variables", args, seen[key]-1, i)
			}
			seen[key] = i + 1
		}
		_, out, _ := simrun(t, strings.Fields("check --format json --keep-going "+strings.Replace(args, "--max-states 100000", "", 1))...)
		var line verdict.CheckJSON
		object(t, out, &line)
		if uint64(len(f.States)) != line.States || uint64(steps) != line.Transitions || final != line.FinalStates || violated != (line.Verdict == "violated") {
			t.Errorf("%s: the graph has %d states, %d steps, %d final ones, violated %v; check says %d, %d, %d, %s", args,
				len(f.States), steps, final, violated, line.States, line.Transitions, line.FinalStates, line.Verdict)
		}
		dot, err := os.ReadFile(filepath.Join(dir, scenario+".dot"))
		if err != nil || strings.Count(string(dot), " -> ") != steps || strings.Contains(string(dot), "color=red") != violated {
			t.Errorf("%s: the picture has %d arrows, want %d (%v)", args, strings.Count(string(dot), " -> "), steps, err)
		}
	}
}

// A story's trace has a state for the begin and one for each step.
func TestExportedTrace(t *testing.T) {
	dir := t.TempDir()
	if status, _, errs := simrun(t, "export", "../../corpus/both-invites-in-flight.txt", dir); status != 0 {
		t.Fatal(errs)
	}
	f := readITF(t, filepath.Join(dir, "both-invites-in-flight.itf.json"))
	if len(f.States) != 17 || string(f.States[0]["action"]) != `""` || string(f.States[16]["action"]) != `"bob syncs m.call.hangup a"` {
		t.Errorf("%d states, from %s to %s", len(f.States), f.States[0]["action"], f.States[len(f.States)-1]["action"])
	}
}

// All stories of the corpus can be exported.
func TestExportCorpus(t *testing.T) {
	files, err := filepath.Glob("../../corpus/*.txt")
	if err != nil || len(files) < 50 {
		t.Fatal(len(files), err)
	}
	dir := t.TempDir()
	for _, file := range files {
		if status, _, errs := simrun(t, "export", file, dir, "--quiet"); status != 0 {
			t.Error(errs)
		}
	}
	pairs := 0 // a race description has no room for a third device
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		c, err := corpus.ParseCase(file, string(text))
		if err != nil {
			t.Fatal(err)
		}
		s, err := c.Scenario(c.Fails)
		if err != nil {
			t.Fatal(err)
		}
		if len(s.Devices) == 2 {
			pairs++
		}
	}
	races, err := filepath.Glob(filepath.Join(dir, "*.race.txt"))
	if err != nil || len(races) != pairs {
		t.Errorf("%d race descriptions of %d stories of two devices (%v)", len(races), pairs, err)
	}
	for _, name := range races {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			if len([]rune(line)) > 76 && strings.Contains(strings.TrimSpace(line), " ") { // what has no spaces cannot be broken
				t.Errorf("%s: too long a line: %q", filepath.Base(name), line)
			}
		}
	}
}
