package main

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/catalogue"
	"github.com/glarelab/glare/corpus"
)

// Away from any checkout the bundled cases are known by name to every command that
// takes a run.
func TestBundledCasesByName(t *testing.T) {
	t.Chdir(t.TempDir())
	for command, want := range map[string]string{
		"replay both-invites-in-flight":                    "1 VIOLATED willing-connected",
		"replay --reading robust both-invites-in-flight":   "0 OK ",
		"explain --quiet both-invites-in-flight":           "0 EXPLAINED willing-connected",
		"shrink both-invites-in-flight":                    "1 VIOLATED willing-connected",
		"export both-invites-in-flight out":                "0 both-invites-in-flight.svg",
		"corpus both-invites-in-flight":                    "0 same     both-invites-in-flight.txt",
		"list cases":                                       "0 both-invites-in-flight",
		"show both-invites-in-flight":                      "0 case both-invites-in-flight",
		"__complete replay both":                           "0 both-invites-in-flight",
		"__complete show both":                             "0 both-invites-in-flight",
		"replay both-invite-in-flight":                     `2 did you mean "both-invites-in-flight"?`,
		"corpus both-invite-in-flight":                     `2 did you mean "both-invites-in-flight"?`,
		"corpus update both-invites-in-flight":             "2 built into the program",
		"corpus add both-invites-in-flight --name crossed": "0 added",
	} {
		status, out, errs := simrun(t, strings.Fields(command)...)
		if code, text, _ := strings.Cut(want, " "); code != string(rune('0'+status)) || !strings.Contains(out+errs, text) {
			t.Errorf("%s: status %d, %q, %q; want %s", command, status, out, errs, want)
		}
	}
}

// A file of one's own has precedence over a case of the same name.
func TestOwnFileFirst(t *testing.T) {
	t.Chdir(t.TempDir())
	text, _, _ := corpus.Text("declined")
	if err := os.WriteFile("both-invites-in-flight", []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if status, out, errs := simrun(t, "replay", "both-invites-in-flight"); status != 0 || !strings.Contains(out, "bob rejects a") {
		t.Errorf("status %d, %q, %q", status, out, errs)
	}
}

// A hole is found with its parts, a part that has no name of its own with its whole,
// and so are the cases that mention either.
func TestShowParts(t *testing.T) {
	for name, want := range map[string][]string{
		"H-01":  {"hole H-01:", "both-invites-in-flight.txt", "one-invite-in-flight.txt"}, // which name H-01b and H-01a
		"H-01b": {"hole H-01:"},
		"h-15":  {"hole H-15:", "hole H-15b:"},
		"H-15b": {"hole H-15b:"},
	} {
		status, out, _ := simrun(t, "show", name)
		for _, text := range want {
			if status != 0 || !strings.Contains(out, text) {
				t.Errorf("show %s: status %d, no %q in %q", name, status, text, out)
			}
		}
		if strings.Count(out, "hole H-") != len(slices.DeleteFunc(slices.Clone(want), func(s string) bool { return !strings.HasPrefix(s, "hole") })) {
			t.Errorf("show %s: %q", name, out)
		}
	}
}

// List alone says of what there are lists.
func TestListAlone(t *testing.T) {
	status, out, _ := simrun(t, "list")
	for _, k := range catalogue.Kinds() {
		if status != 0 || !strings.Contains(out, "\n"+k.Many+" ") {
			t.Errorf("status %d, %q", status, out)
		}
	}
	if status, out, _ := simrun(t, "list", "--format", "json"); status != 0 || strings.Count(out, "\n") != len(catalogue.Kinds()) {
		t.Errorf("status %d, %q", status, out)
	}
}
