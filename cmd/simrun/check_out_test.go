package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/files"
	"github.com/glarelab/glare/cmd/simrun/verdict"
)

// filesOf lists the files of a folder but for the list of what is ours.
func filesOf(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if e.Name() != files.OwnList {
			names = append(names, e.Name())
		}
	}
	return names
}

// With --out a story is left in every form, and what is there is what is printed.
func TestCheckOut(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "found")
	command := strings.Fields("check glare --reading literal --quiet --out")
	status, out, errs := simrun(t, append(command, folder)...)
	if status != 1 {
		t.Fatal(errs)
	}
	want := []string{"glare.explanation.txt", "glare.html", "glare.issue.md", "glare.json", "glare.svg", "glare.token", "glare.txt"}
	if got := filesOf(t, folder); !slices.Equal(got, want) {
		t.Fatal(got)
	}
	read := func(name string) string {
		text, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out, "Written: "+filepath.Join(folder, name)+"\n") {
			t.Errorf("%s was not said to be written: %q", name, out)
		}
		return string(text)
	}
	found := token.FindString(out)
	if read("glare.token") != found+"\n" {
		t.Error("another token")
	}
	var line verdict.CheckJSON
	if err := json.Unmarshal([]byte(read("glare.json")), &line); err != nil || line.Verdict != "violated" || line.Counterexample.Token != found {
		t.Errorf("%+v, %v", line, err)
	}
	for name, text := range map[string]string{
		"glare.txt": "VIOLATED seamless", "glare.html": "<html", "glare.svg": "<svg", "glare.explanation.txt": "EXPLAINED seamless",
		"glare.issue.md": "$ simrun replay " + found,
	} {
		if !strings.Contains(read(name), text) {
			t.Errorf("%s: no %q", name, text)
		}
	}
	// A proof leaves no story beside it.
	if status, _, errs := simrun(t, "check", "glare", "--reading", "robust", "--out", folder); status != 0 {
		t.Fatal(errs)
	}
	if got := filesOf(t, folder); !slices.Equal(got, []string{"glare.json", "glare.txt"}) {
		t.Error(got)
	}
	// As JSON, each file is an object of its own.
	_, out, _ = simrun(t, append(command, folder, "--format", "json")...)
	if lines := strings.Split(strings.TrimSpace(out), "\n"); len(lines) != 1+len(want) || !strings.Contains(lines[1], `"file":`) {
		t.Errorf("%q", out)
	}
}

// What somebody else has written, or changed, stays, and nothing else is written.
func TestCheckOutRefuses(t *testing.T) {
	for _, name := range []string{"glare.html", "glare.issue.md", files.OwnList} {
		folder := t.TempDir()
		if err := os.WriteFile(filepath.Join(folder, name), []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
		status, out, errs := simrun(t, "check", "glare", "--reading", "literal", "--out", folder)
		if status != 2 || out != "" || !strings.Contains(errs, name) {
			t.Errorf("%s: status %d, %q, %q", name, status, out, errs)
		}
		if text, err := os.ReadFile(filepath.Join(folder, name)); err != nil || string(text) != "mine" {
			t.Errorf("%s: %q, %v", name, text, err)
		}
		if got, err := os.ReadDir(folder); err != nil || len(got) != 1 {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	folder := t.TempDir()
	if status, _, errs := simrun(t, "check", "single", "--out", folder); status != 0 {
		t.Fatal(errs)
	}
	changed := filepath.Join(folder, "single.txt")
	if err := os.WriteFile(changed, []byte("with notes of mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if status, _, errs := simrun(t, "check", "single", "--out", folder); status != 2 || !strings.Contains(errs, "single.txt: exists, and is not as simrun has written it") {
		t.Errorf("status %d, %q", status, errs)
	}
	if status, _, errs := simrun(t, "check", "single", "single", "--out", t.TempDir()); status != 2 || !strings.Contains(errs, "two scenarios are called single") {
		t.Errorf("status %d, %q", status, errs)
	}
}
