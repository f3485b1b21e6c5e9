package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Where others can foresee a name, what they have put there is not written to.
func TestForeseenNames(t *testing.T) {
	story, err := filepath.Abs("../../corpus/both-invites-in-flight.txt")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	victim := filepath.Join(dir, "victim")
	write(t, victim, "precious")
	out := filepath.Join(dir, "out")
	if err := errors.Join(os.Mkdir(out, 0o755), os.Symlink(victim, filepath.Join(out, "both-invites-in-flight.issue.md"))); err != nil {
		t.Fatal(err)
	}
	if status, _, errs := simrun(t, "export", story, out); status != 2 || !strings.Contains(errs, "both-invites-in-flight.issue.md: cannot be written: this is no regular file") {
		t.Errorf("status %d, %q", status, errs)
	}
	if text, err := os.ReadFile(victim); err != nil || string(text) != "precious" {
		t.Errorf("written through a link: %q, %v", text, err)
	}
	fuzz := strings.Fields("fuzz glare --reading literal --seed 1 --workers 1 --save " + out)
	_, printed, _ := simrun(t, fuzz...)
	_, saved, _ := strings.Cut(printed, "Saved:      ")
	saved, _, _ = strings.Cut(saved, "\n")
	if err := errors.Join(os.Remove(saved), os.Symlink(filepath.Join(dir, "nothing"), saved)); err != nil {
		t.Fatal(err)
	}
	if status, printed, errs := simrun(t, fuzz...); status != 2 || !strings.Contains(errs, "cannot be written") || !strings.Contains(printed, "simrun replay glare1-") {
		t.Errorf("a link to nothing: status %d, %q, %q", status, printed, errs)
	}
	if info, err := os.Lstat(saved); err != nil || info.Mode().Type() != fs.ModeSymlink {
		t.Errorf("the link is replaced: %v, %v", info, err)
	}
}

// A find is printed, as text and as JSON, though it cannot be saved.
func TestFindIsNotLost(t *testing.T) {
	for _, format := range []string{"text", "json"} {
		dir := t.TempDir()
		fuzz := strings.Fields("fuzz glare --reading literal --workers 1 --format " + format + " --save " + dir)
		_, _, _ = simrun(t, fuzz...)
		files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
		if err != nil || len(files) != 1 {
			t.Fatal(files, err)
		}
		// A folder in the place of the file is a disk that takes it no more.
		if err := errors.Join(os.Remove(files[0]), os.MkdirAll(filepath.Join(files[0], "full"), 0o755)); err != nil {
			t.Fatal(err)
		}
		status, out, errs := simrun(t, fuzz...)
		if status != 2 || !strings.Contains(errs, "cannot be written") || !strings.Contains(out, "glare1-") || !strings.Contains(out, "alice places a") {
			t.Errorf("%s: status %d, %q, %q", format, status, out, errs)
		}
	}
}

// The same holds for what is drawn, and for pages.
func TestWhatCannotBeWrittenIsPrinted(t *testing.T) {
	for command, printed := range map[string]string{
		"run glare --diagram svg -o /dev/full":                                       "Replay it: ",
		"explain ../../corpus/winner-withdrawn.txt --diagram html -o /dev/full":      "EXPLAINED",
		"matrix glare --reading literal-sent --faults none -o /dev/full":             "1 combination: 1 proved",
		"mutants own-not-aborted --seeds 1 --strategy uniform --for 1s -o /dev/full": "own-not-aborted",
	} {
		status, out, errs := simrun(t, strings.Fields(command)...)
		if status != 2 || !strings.Contains(out, printed) || !strings.Contains(errs, "/dev/full: cannot be written") {
			t.Errorf("%s: status %d, %q, %q", command, status, out, errs)
		}
	}
}

// A pipe in a folder, or in the place of a file, is refused and waited for by nobody.
func TestPipesAreRefused(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe.txt")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"corpus", dir}, {"corpus", "update", dir}, {"check", pipe}, {"replay", pipe}, {"explain", pipe}, {"export", pipe, dir}} {
		done := make(chan struct{})
		go func() {
			defer close(done)
			if status, _, errs := simrun(t, args...); status != 2 || !strings.Contains(errs, "no regular file") {
				t.Errorf("%v: status %d, %q", args, status, errs)
			}
		}()
		select {
		case <-done:
		case <-time.After(30 * time.Second):
			t.Fatalf("%v waits for a pipe", args)
		}
	}
}

// prove --update removes and writes over what is a certificate by its content, and
// nothing else.
func TestProveLeavesOtherFilesAlone(t *testing.T) {
	dir := t.TempDir()
	mine := filepath.Join(dir, "glare.robust.txt")
	write(t, mine, "mine")
	if status, _, errs := simrun(t, "prove", "glare.robust", "--update", "--dir", dir); status != 2 || !strings.Contains(errs, "glare.robust.txt: this is no certificate") {
		t.Errorf("status %d, %q", status, errs)
	}
	if text, err := os.ReadFile(mine); err != nil || string(text) != "mine" {
		t.Errorf("written over: %q, %v", text, err)
	}
	write(t, filepath.Join(dir, "README.md"), "# My project\n")
	if status, _, errs := simrun(t, "prove", "glare.robust", "--update", "--dir", dir); status != 2 || !strings.Contains(errs, "README.md there is no index") {
		t.Errorf("status %d, %q", status, errs)
	}
}
