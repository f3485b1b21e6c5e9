package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/play"
)

// FuzzReplay gives the program schedule files, corpus files and tokens of any
// content: it answers with a result or an error, and never panics.
func FuzzReplay(f *testing.F) {
	for _, name := range []string{"replay.txtar", "bad_input.txtar"} {
		text, err := os.ReadFile(filepath.Join("testdata/script", name))
		if err != nil {
			f.Fatal(err)
		}
		for part := range strings.SplitSeq(string(text), "\n-- ") {
			_, body, _ := strings.Cut(part, " --\n")
			f.Add(body, false)
			f.Add(body, true)
		}
	}
	f.Add("glare1-SksxNDEzSUtKSjMxMTVJM1JQAteVSgoGxBQyJBQqhlTM7tTLtPDowowhQAAAAP__", false)
	f.Add("scenario\nalice must place\nfails literal\nschedule\nalice places a\n----\n", true)
	f.Fuzz(func(t *testing.T, text string, follow bool) {
		var errs bytes.Buffer
		p := newProgram(nil, io.Discard, &errs)
		var s *source
		var err error
		if play.IsToken(text) {
			s, err = p.openSource(text, "")
		} else if s, err = p.parseSource("hostile.txt", text, ""); err != nil {
			s, err = p.parseSource("hostile.txt", text, "glare")
		}
		if err != nil {
			return
		}
		story, _, err := p.carryOut(s, following{follow: follow, lenient: follow})
		if err != nil {
			return
		}
		if story.token == "" || story.trace.VerdictLine() == "" || story.sentence() == "" {
			t.Error("a story without a token, a verdict or a sentence")
		}
	})
}

// A file is written whole or not at all, and nothing else is left behind.
func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "story.txt")
	for _, text := range []string{"first", "second"} {
		if err := writeFile(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(name); err != nil || string(got) != text {
			t.Errorf("%q, %v", got, err)
		}
	}
	if err := writeFile(filepath.Join(dir, "none", "story.txt"), nil); err == nil || !strings.Contains(err.Error(), "story.txt") {
		t.Errorf("a folder that does not exist: %v", err)
	}
	if err := os.Mkdir(filepath.Join(dir, "taken"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := writeFile(filepath.Join(dir, "taken"), nil); err == nil {
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
	if err := errors.Join(checkOutput("-o", pipe), writeFile(pipe, []byte("story"))); err != nil {
		t.Fatal(err)
	}
	if text := <-got; text != "story<nil>" {
		t.Errorf("read from the pipe: %q", text)
	}
	if err := writeFile(link, []byte("story")); err != nil {
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

func TestBytesFlag(t *testing.T) {
	var b bytesFlag
	for text, want := range map[string]uint64{"4GiB": 4 << 30, "500MiB": 500 << 20, "1B": 1, "3TiB": 3 << 40} {
		if err := b.Set(text); err != nil || uint64(b) != want || b.String() != text {
			t.Errorf("%s: %d, %s, %v", text, b, b.String(), err)
		}
	}
	for _, text := range []string{"", "4", "GiB", "-1GiB", "1.5GiB", "99999999999TiB", "4GB"} {
		if b.Set(text) == nil {
			t.Errorf("%q was taken as %s", text, b.String())
		}
	}
}

// The bound on collisions holds: n²/2 pairs, 128 bits.
func TestCollisionBits(t *testing.T) {
	for n, want := range map[uint64]int{1: 127, 2: 125, 1000: 109, 1 << 20: 87} {
		if got := collisionBits(n); got != want {
			t.Errorf("%d states: 2^-%d, want 2^-%d", n, got, want)
		}
	}
}
