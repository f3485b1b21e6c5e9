package documented

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// docPages are the pages whose commands are run.
var docPages = []string{"README.md", "docs/TUTORIAL.md", "docs/EXPLAIN.md", "docs/JUDGE.md", "docs/ODDS.md", "docs/EXPORT.md", "docs/VECTORS.md", "docs/REPAIR.md", "docs/EXPLORER.md", "docs/CAMPAIGNS.md"}

// TestDocs runs the commands of README.md and some pages of docs in a copy of the
// project, and compares what they print with what the pages say: `...` stands
// for anything, `exit status N` for the status. As long as no page has patched the
// program, `simrun` is what TestMain has built.
func TestDocs(t *testing.T) {
	t.Parallel()
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range docPages {
		t.Run(page, func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(filepath.Join(root, page))
			if err != nil {
				t.Fatal(err)
			}
			d := &doc{t: t, dir: t.TempDir()}
			copyProject(t, root, d.dir)
			d.blocks(string(text))
		})
	}
}

type doc struct {
	t     *testing.T
	dir   string // the copy of the project
	token string // the latest token that was printed
	// patched is the file that was changed last; empty if none was.
	patched string
}

var (
	fence      = regexp.MustCompile("(?ms)^```(console|diff)\n(.*?)^```$")
	tokenWord  = regexp.MustCompile(`glare1-[A-Za-z0-9_-]{40,}`)
	exitStatus = regexp.MustCompile(`^exit status (\d)$`)
)

func (d *doc) blocks(text string) {
	blocks := fence.FindAllStringSubmatch(text, -1)
	if fences := strings.Count(text, "```console\n") + strings.Count(text, "```diff\n"); len(blocks) == 0 || len(blocks) != fences {
		d.t.Fatalf("found %d blocks only, of %d", len(blocks), fences)
	}
	for _, b := range blocks {
		if b[1] == "diff" {
			d.patch(b[2])
			continue
		}
		for command := range strings.SplitSeq(b[2], "$ ") {
			if command != "" {
				d.command(command)
			}
		}
	}
}

// command runs one command and compares.
func (d *doc) command(text string) {
	line, rest, _ := strings.Cut(text, "\n")
	if line == "go test ./..." || strings.HasPrefix(line, "go install") {
		return // the first is what runs this test
	}
	want := strings.Split(strings.TrimSuffix(rest, "\n"), "\n")
	status := "0"
	if m := exitStatus.FindStringSubmatch(want[len(want)-1]); m != nil {
		status, want = m[1], want[:len(want)-1]
	}
	if d.patched == "" { // then the program is the one that is tested, and need not be built in every copy
		line = strings.ReplaceAll(line, "go run ./cmd/simrun", "simrun")
	}
	out, got := d.run(d.dir, strings.ReplaceAll(line, "TOKEN", d.token))
	if m := tokenWord.FindString(out); m != "" {
		d.token = m
	}
	if got != status {
		d.t.Errorf("$ %s\nexit status %s, the page says %s\n%s", line, got, status, out)
	}
	pattern := ""
	for _, w := range want {
		quoted := strings.ReplaceAll(regexp.QuoteMeta(w), `\.\.\.`, `[^\n]*`)
		if w == "..." {
			quoted = `(?s:.*?)`
		}
		pattern += quoted + `[^\n]*\n?`
	}
	if !regexp.MustCompile(`^(?:` + pattern + `)`).MatchString(out) {
		d.t.Errorf("$ %s\nprinted:\n%s\nthe page says:\n%s", line, out, strings.Join(want, "\n"))
	}
}

// run runs a command and returns its standard output and its status. What `go
// test` prints on its way is part of it. With -trimpath what is built does not depend
// on the folder, so that only what a patch changes is compiled in a copy.
func (d *doc) run(dir, line string) (out, status string) {
	d.t.Helper()
	cmd := exec.CommandContext(d.t.Context(), "bash", "-c", line)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "NO_COLOR=1", "GOFLAGS="+os.Getenv("GOFLAGS")+" -trimpath")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	stdout, err := cmd.Output()
	var failed *exec.ExitError
	switch {
	case err == nil:
		return string(stdout), "0"
	case errors.As(err, &failed):
		return string(stdout), string(rune('0' + failed.ExitCode()%10))
	default:
		d.t.Fatalf("$ %s: %v\n%s", line, err, stderr.String())
		return "", ""
	}
}

// patch applies a block of lines to leave out and lines to put in their place.
func (d *doc) patch(block string) {
	var file, from, to string
	for line := range strings.Lines(block) {
		switch {
		case strings.HasPrefix(line, "--- "):
			file = filepath.Join(d.dir, strings.TrimSpace(line[4:]))
		case strings.HasPrefix(line, "-"):
			from += line[1:]
		case strings.HasPrefix(line, "+"):
			to += line[1:]
		}
	}
	d.patched = file
	text, err := os.ReadFile(file)
	if err != nil {
		d.t.Fatal(err)
	}
	if strings.Count(string(text), from) != 1 {
		d.t.Fatalf("%s has not exactly one line\n%s", file, from)
	}
	if err := os.WriteFile(file, []byte(strings.Replace(string(text), from, to, 1)), 0o644); err != nil {
		d.t.Fatal(err)
	}
}

// copyProject copies what the project consists of.
func copyProject(t *testing.T, root, to string) {
	t.Helper()
	for _, part := range []string{"go.mod", "go.sum", "model", "sim", "scheduler", "properties", "cmd", "corpus", "docs"} {
		err := filepath.WalkDir(filepath.Join(root, part), func(path string, entry fs.DirEntry, err error) error {
			if err == nil && entry.IsDir() && entry.Name() == "node_modules" {
				return fs.SkipDir // what others have written
			}
			if err != nil || entry.IsDir() {
				return err
			}
			relative, err := filepath.Rel(root, path)
			if err != nil {
				return err
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			target := filepath.Join(to, relative)
			if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
				return err
			}
			return os.WriteFile(target, text, 0o644)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
