package files

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

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
