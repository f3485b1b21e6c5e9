package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/glarelab/glare/cmd/simrun/certificates"
	"github.com/glarelab/glare/cmd/simrun/files"
	"github.com/glarelab/glare/cmd/simrun/proofs"
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
	lost := filepath.Join(dir, "lost")
	if err := os.Symlink("nowhere", lost); err != nil {
		t.Fatal(err)
	}
	if err := files.WriteFile(lost, nil); err == nil || !strings.Contains(err.Error(), "a link that leads nowhere") {
		t.Errorf("a link that a user has named leads nowhere: %v", err)
	}
}

// What runs that were killed have left is taken away by the next one; what is being
// written now, and what is no file, is not.
func TestStaleFiles(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{".simrun-old", ".simrun-new", "story.txt"} {
		write(t, filepath.Join(dir, name), "")
	}
	old := time.Now().Add(-2 * files.StaleAfter)
	for _, name := range []string{".simrun-old", "story.txt"} {
		if err := os.Chtimes(filepath.Join(dir, name), old, old); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(os.Mkdir(filepath.Join(dir, ".simrun-folder"), 0o755), os.Chtimes(filepath.Join(dir, ".simrun-folder"), old, old)); err != nil {
		t.Fatal(err)
	}
	if err := files.CheckFolder("--dir", dir); err != nil {
		t.Fatal(err)
	}
	var names []string
	entries, err := os.ReadDir(dir)
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	if got := strings.Join(names, " "); err != nil || got != ".simrun-folder .simrun-new story.txt" {
		t.Errorf("left: %s, %v", got, err)
	}
}

// What cannot be filled leaves nothing behind, and the file as it was.
func TestWhatCannotBeFilled(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "story"), "first")
	_, err := files.WriteInto(dir, "story", func(w io.Writer) error {
		_, err := io.WriteString(w, "half of the sec")
		return errors.Join(err, errors.New("no space left"))
	})
	entries, err2 := os.ReadDir(dir)
	text, err3 := os.ReadFile(filepath.Join(dir, "story"))
	if err == nil || errors.Join(err2, err3) != nil || len(entries) != 1 || string(text) != "first" {
		t.Errorf("%v; %d files, %q", err, len(entries), text)
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
	write(t, filepath.Join(dir, "notes.txt"), "# notes\n\nmine\n")
	write(t, filepath.Join(dir, "gone.literal.txt"), "# gone.literal\n\nlimits       1 states\nverdict      proved\n")
	if err := os.Mkdir(filepath.Join(dir, "folder.txt"), 0o755); err != nil {
		t.Fatal(err)
	}
	s, err := certificates.Open(dir, true)
	if err != nil {
		t.Fatal(err)
	}
	if list, err := s.Stales(); err != nil || strings.Join(list, " ") != "gone.literal.txt" {
		t.Errorf("stale: %q, %v", list, err)
	}
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
	for name, want := range map[string]bool{"glare.robust.crash.txt": true, "README.md": false} {
		text, err := os.ReadFile(filepath.Join("../../docs/certificates", name))
		if err != nil {
			t.Fatal(err)
		}
		if got := proofs.IsCertificate(name, string(text)); got != want {
			t.Errorf("%s is a certificate: %v", name, got)
		}
		if got := proofs.IsIndex(string(text)); got == want {
			t.Errorf("%s is an index: %v", name, got)
		}
	}
	for _, file := range []string{"both-invites-in-flight.txt", "winner-withdrawn.txt"} {
		text, err := os.ReadFile(filepath.Join("../../corpus", file))
		if err != nil || proofs.IsCertificate(file, string(text)) {
			t.Errorf("%s is taken for a certificate (%v)", file, err)
		}
	}
}
