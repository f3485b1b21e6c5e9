package files

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/glarelab/glare/cmd/simrun/term"
)

// A file is written whole or not at all, and nothing else is left behind.
func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "story.txt")
	for _, text := range []string{"first", "second"} {
		if err := WriteFile(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(name); err != nil || string(got) != text {
			t.Errorf("%q, %v", got, err)
		}
	}
	if err := WriteFile(filepath.Join(dir, "none", "story.txt"), nil); err == nil || !strings.Contains(err.Error(), "story.txt") {
		t.Errorf("a folder that does not exist: %v", err)
	}
	if err := os.Mkdir(filepath.Join(dir, "taken"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(filepath.Join(dir, "taken"), nil); err == nil {
		t.Error("a folder was written over")
	}
	left, err := os.ReadDir(dir)
	if err := errors.Join(err); err != nil || len(left) != 2 {
		t.Errorf("%d files are left, want 2: %v", len(left), err)
	}
}

// What is no file is written to, and not replaced by one; of a link, what it
// leads to is written.
func TestWriteWhatIsNoFile(t *testing.T) {
	dir := t.TempDir()
	pipe, link, file := filepath.Join(dir, "pipe"), filepath.Join(dir, "link"), filepath.Join(dir, "file")
	if err := errors.Join(syscall.Mkfifo(pipe, 0o600), os.Symlink("file", link), os.WriteFile(file, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	got := make(chan string)
	go func() {
		text, err := os.ReadFile(pipe)
		got <- fmt.Sprint(string(text), err)
	}()
	if err := errors.Join(CheckOutput("-o", pipe), WriteFile(pipe, []byte("story"))); err != nil {
		t.Fatal(err)
	}
	if text := <-got; text != "story<nil>" {
		t.Errorf("read from the pipe: %q", text)
	}
	if err := WriteFile(link, []byte("story")); err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(file); err != nil || string(text) != "story" {
		t.Errorf("written through the link: %q, %v", text, err)
	}
	for name, want := range map[string]fs.FileMode{pipe: fs.ModeNamedPipe, link: fs.ModeSymlink} {
		if info, err := os.Lstat(name); err != nil || info.Mode().Type() != want {
			t.Errorf("%s is replaced: %v, %v", name, info, err)
		}
	}
}

// A new file has the mode that the user's mask leaves, and one that was there keeps its
// own.
func TestModesOfFiles(t *testing.T) {
	dir := t.TempDir()
	mask := syscall.Umask(0o027)
	defer syscall.Umask(mask)
	secret := filepath.Join(dir, "secret")
	if err := os.WriteFile(secret, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]fs.FileMode{"new": 0o640, "secret": 0o600} {
		at := filepath.Join(dir, name)
		if err := WriteFile(at, []byte("text")); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(at); err != nil || info.Mode() != want {
			t.Errorf("%s: %v, %v, want %v", name, info.Mode(), err, want)
		}
		if _, err := WriteInto(dir, name, term.FillWith([]byte("more"))); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(at); err != nil || info.Mode() != want {
			t.Errorf("%s, written into its folder: %v, %v, want %v", name, info.Mode(), err, want)
		}
	}
}

// What runs that were killed have left is taken away by the next one; what is being
// written now, and what is no file, is not.
func TestStaleFiles(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{".simrun-old", ".simrun-new", "story.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	old := time.Now().Add(-2 * staleAfter)
	for _, name := range []string{".simrun-old", "story.txt"} {
		if err := os.Chtimes(filepath.Join(dir, name), old, old); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(os.Mkdir(filepath.Join(dir, ".simrun-folder"), 0o755), os.Chtimes(filepath.Join(dir, ".simrun-folder"), old, old)); err != nil {
		t.Fatal(err)
	}
	if err := CheckFolder("--dir", dir); err != nil {
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
	if err := os.WriteFile(filepath.Join(dir, "story"), []byte("first"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := WriteInto(dir, "story", func(w io.Writer) error {
		_, err := io.WriteString(w, "half of the sec")
		return errors.Join(err, errors.New("no space left"))
	})
	entries, err2 := os.ReadDir(dir)
	text, err3 := os.ReadFile(filepath.Join(dir, "story"))
	if err == nil || errors.Join(err2, err3) != nil || len(entries) != 1 || string(text) != "first" {
		t.Errorf("%v; %d files, %q", err, len(entries), text)
	}
}

// A link that leads nowhere is no file to be made.
func TestWriteFileThroughLostLink(t *testing.T) {
	lost := filepath.Join(t.TempDir(), "lost")
	if err := os.Symlink("nowhere", lost); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(lost, nil); err == nil || !strings.Contains(err.Error(), "a link that leads nowhere") {
		t.Errorf("a link that a user has named leads nowhere: %v", err)
	}
}
