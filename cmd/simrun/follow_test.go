package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/story"
)

// scheduleFile is a file with a schedule of glare.
func scheduleFile(t *testing.T, lines ...string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "steps.txt")
	if err := os.WriteFile(name, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// A step that is no action of the scenario is bad input, with what was meant.
func TestFollowMisspelt(t *testing.T) {
	for misspelt, want := range map[string]string{
		"bob plases b":                      `no action of this scenario has this name; did you mean "bob places b"?`,
		"bob sync m.call.invite a":          `did you mean "bob syncs m.call.invite a"?`,
		"bob syncs m.call.invit a":          `did you mean "bob syncs m.call.invite a"?`,
		"bob syncs m.call.invite z":         "no action of this scenario has this name",
		"hs2 accepts bob m.call.invite b":   `did you mean "hs1 accepts bob m.call.invite b"?`,
		"hs1 receives m.call.invite a from": "no action of this scenario has this name",
		"alice hangs up a":                  "no action of this scenario has this name",
		"alice restarts":                    "this scenario does not have the fault crash",
	} {
		file := scheduleFile(t, "alice places a", misspelt, "alice media ready")
		command := []string{"replay", "--scenario", "glare", "--follow", file}
		status, out, errs := simrun(t, command...)
		if status != 2 || out != "" || !strings.Contains(errs, "of its 3 steps 1 is no action of this scenario") ||
			!strings.Contains(errs, `step 2, "`+misspelt+`"`) || !strings.Contains(errs, want) {
			t.Errorf("%s: status %d, %q, %q", misspelt, status, out, errs)
		}
		if status, out, _ := simrun(t, append(command, "--lenient", "--quiet")...); status != 0 || !strings.Contains(out, "Not carried out: 1 step of 3") {
			t.Errorf("%s: leniently: status %d, %q", misspelt, status, out)
		}
	}
}

// A step that is possible at another time only is listed, with what was possible
// in its place.
func TestFollowListsWhatItSkips(t *testing.T) {
	file := scheduleFile(t, "alice places a", "bob syncs m.call.invite a", "alice media ready", "bob places b")
	status, out, _ := simrun(t, "replay", "--scenario", "glare", "--follow", "--format", "json", file)
	var line struct{ Skipped []story.SkippedJSON }
	if err := json.Unmarshal([]byte(out), &line); err != nil || status != 0 {
		t.Fatalf("status %d, %v", status, err)
	}
	if s := line.Skipped; len(s) != 1 || s[0].Step != 2 || s[0].Name != "bob syncs m.call.invite a" || s[0].Unknown ||
		len(s[0].Enabled) == 0 || !strings.HasPrefix(s[0].Reason, "not enabled; enabled were: ") {
		t.Errorf("%+v", s)
	}
	for _, command := range []string{"--quiet", "--diagram text"} {
		status, out, errs := simrun(t, append(strings.Fields("replay --scenario glare --follow "+command), file)...)
		if status != 0 || !strings.Contains(out+errs, "Not carried out: 1 step of 4") {
			t.Errorf("%s: status %d, %q, %q", command, status, out, errs)
		}
	}
}

// Explaining a run that is only excused, simrun says which steps were not carried out, too.
func TestFollowExcusedListsWhatItSkips(t *testing.T) {
	text, err := os.ReadFile("../../corpus/winner-lost-between-servers.txt")
	if err != nil {
		t.Fatal(err)
	}
	const fault = "hs2 soft-fails m.call.invite a from hs1\n"
	schedule, _, _ := strings.Cut(strings.Replace(string(text), fault, fault+"bob connects b\n", 1), "----")
	file := filepath.Join(t.TempDir(), "story.txt")
	if err := os.WriteFile(file, []byte(schedule), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{"--quiet", "--diagram svg", "--diagram svg -o " + filepath.Join(t.TempDir(), "story.svg")} {
		status, out, errs := simrun(t, append(strings.Fields("explain --lenient --follow "+command), file)...)
		if status != 0 || !strings.Contains(out+errs, "xcused") || !strings.Contains(out+errs, "Not carried out: 1 step of 22") {
			t.Errorf("%s: status %d, %q, %q", command, status, out, errs)
		}
	}
}

// Where next to nothing of a schedule is possible, what is told is no story of it.
func TestFollowLost(t *testing.T) {
	file := scheduleFile(t, "alice places a", "bob connects b", "bob connects b", "bob connects b")
	command := []string{"replay", "--scenario", "glare", "--follow", file}
	if status, _, errs := simrun(t, command...); status != 2 || !strings.Contains(errs, "of its 4 steps only 1 were possible") {
		t.Errorf("status %d, %q", status, errs)
	}
	if status, _, errs := simrun(t, append(command, "--lenient")...); status != 0 {
		t.Errorf("status %d, %q", status, errs)
	}
}

// Steps without times cannot be followed by a clock.
func TestFollowWithoutTimes(t *testing.T) {
	file := scheduleFile(t, "alice places a")
	status, _, errs := simrun(t, "replay", "--scenario", "glare", "--follow", "--timing", "timed", file)
	if status != 2 || !strings.Contains(errs, "its steps have no times") {
		t.Errorf("status %d, %q", status, errs)
	}
}
