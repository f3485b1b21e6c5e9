package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/vectors"
)

// A story is written as vectors with their driver and as a test file, the same each time; what passes is
// what --passes says.
func TestExportedVectors(t *testing.T) {
	t.Parallel()
	dir, again := t.TempDir(), t.TempDir()
	for _, to := range []string{dir, again} {
		if status, _, errs := simrun(t, "export", "--vectors", "--vitest", "../../corpus/both-invites-in-flight.txt", to); status != 0 {
			t.Fatal(errs)
		}
	}
	var names []string
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
		if read(t, filepath.Join(dir, e.Name())) != read(t, filepath.Join(again, e.Name())) {
			t.Errorf("written again, %s is another", e.Name())
		}
	}
	if want := []string{"both-invites-in-flight.spec.mjs", "both-invites-in-flight.vectors.json", vectors.DriverFile}; !slices.Equal(names, want) {
		t.Errorf("%q is written, want %q", names, want)
	}

	if status, _, errs := simrun(t, "export", "--vectors", "--passes", "literal-sent", "../../corpus/both-invites-in-flight.txt", dir); status != 0 {
		t.Fatal(errs)
	}
	var f vectors.File
	if err := json.Unmarshal([]byte(read(t, filepath.Join(dir, "both-invites-in-flight.vectors.json"))), &f); err != nil {
		t.Fatal(err)
	}
	if f.Passes != "literal-sent" || f.Devices[0].Ways[0] != "literal-sent" {
		t.Errorf("right is %q, %q", f.Passes, f.Devices[0].Ways)
	}
}

// Of a story of three users, or of one user's devices, vectors are written too: readings that compare two
// users are not among those that are tried.
func TestExportedVectorsOfThreeUsers(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if status, _, errs := simrun(t, "export", "--vectors", "../../corpus/third-caller-is-taken.txt", dir); status != 0 {
		t.Fatal(errs)
	}
	var f vectors.File
	if err := json.Unmarshal([]byte(read(t, filepath.Join(dir, "third-caller-is-taken.vectors.json"))), &f); err != nil {
		t.Fatal(err)
	}
	if len(f.Devices) != 3 {
		t.Errorf("vectors of %d devices, want 3", len(f.Devices))
	}
}

// What is no story, or goes wrong under what it shall pass under, is refused, and nothing is written.
func TestExportedVectorsRefused(t *testing.T) {
	t.Parallel()
	for args, want := range map[string]string{
		"--graph --vectors glare":                                            "leave one of them out",
		"--passes robust ../../corpus/declined.txt":                          "add --vectors or --vitest",
		"--vectors --passes literal ../../corpus/both-invites-in-flight.txt": "does not end well under literal",
		"--vitest --passes alice=robust,eve=x ../../corpus/declined.txt":     "--passes: ",
		"--vectors --mutant deaf-to-hangup ../../corpus/declined.txt":        "--mutant",
		"--vectors --max-states 5 ../../corpus/declined.txt":                 "the bound is for --graph",
		"--vectors ../../corpus/call-in-another-room-v1.txt":                 "in one room",
	} {
		dir := filepath.Join(t.TempDir(), "out")
		status, _, errs := simrun(t, append(append([]string{"export"}, strings.Fields(args)...), dir)...)
		if status != 2 || !strings.Contains(errs, want) {
			t.Errorf("export %s: status %d, %s\nwant %q", args, status, errs, want)
		}
		if _, err := os.Stat(dir); err == nil {
			t.Errorf("export %s: the folder is made", args)
		}
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
