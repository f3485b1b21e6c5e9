package main

import (
	"encoding/base64"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/corpus"
)

// hostileNames are names that a shell would take for something else.
var hostileNames = []string{"a b; echo PWNED.txt", "$(id).txt", "it's.txt", "-rf.txt", "new\nline.txt", "\x1b[2J.txt", "\\x.txt", "*.txt", "~.txt", "käse.txt", "plain.txt"}

// Whatever an argument holds, a shell gives it back as it was.
func TestShellWord(t *testing.T) {
	for _, name := range append(hostileNames, "glare1-abc_-", "alice=literal,bob=robust+inflight=sent", "") {
		out, err := exec.Command("bash", "-c", "printf %s "+term.ShellWord(name)).Output()
		if err != nil || strings.TrimPrefix(string(out), "./") != name {
			t.Errorf("%q: %s gives %q, %v", name, term.ShellWord(name), out, err)
		}
		if strings.ContainsAny(term.ShellWord(name), "\n\x1b") {
			t.Errorf("%q", term.ShellWord(name))
		}
	}
	if got := term.ShellWord("alice=literal,bob=robust+inflight=sent"); strings.Contains(got, "'") {
		t.Errorf("%s is quoted without need", got)
	}
}

// The command that is printed to go on with has the folder and the flags, and can be
// pasted.
func TestNextCommand(t *testing.T) {
	next := regexp.MustCompile(`(?s)simrun fuzz .*`)
	for _, base := range hostileNames {
		folder := filepath.Join(t.TempDir(), "some where")
		if err := os.Mkdir(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(folder, base)
		if err := os.WriteFile(name, []byte("alice must place\nbob must place\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		_, out, errs := simrun(t, "check", name, "--reading", "alice=robust,bob=literal", "--faults", "crash=1", "--max-states", "20")
		command := strings.TrimSpace(next.FindString(out))
		script := `simrun() { printf '%s\0' "$@"; }; ` + command
		got, err := exec.Command("bash", "-c", script).Output()
		want := []string{"fuzz", "--reading", "alice=robust,bob=literal", "--faults", "crash=1", name, ""}
		if err != nil || string(got) != strings.Join(want, "\x00") {
			t.Errorf("%q: %q gives %q, %v; %s", base, command, got, err, errs)
		}
	}
}

// Of several who add a case of the same name at once one succeeds, and the file is
// whole.
func TestCorpusAddAtOnce(t *testing.T) {
	folder := t.TempDir()
	_, out, _ := simrun(t, "check", "glare", "--reading", "literal", "--quiet")
	found := token.FindString(out)
	var group sync.WaitGroup
	statuses := make([]int, 8)
	for i := range statuses {
		group.Go(func() {
			statuses[i], _, _ = simrun(t, "corpus", "add", found, "--name", "race", "--dir", folder)
		})
	}
	group.Wait()
	added := 0
	for _, status := range statuses {
		if status == 0 {
			added++
		} else if status != 2 {
			t.Errorf("status %d", status)
		}
	}
	entries, err := os.ReadDir(folder)
	if added != 1 || err != nil || len(entries) != 1 {
		t.Errorf("%d said that they added it; %v, %v", added, entries, err)
	}
	text, err := os.ReadFile(filepath.Join(folder, "race.txt"))
	if err == nil {
		_, err = corpus.ParseCase("race.txt", string(text))
	}
	if err != nil {
		t.Error(err)
	}
}

// A case whose lines end as on Windows is the same case, and stays so when it is
// renewed.
func TestCaseWithOtherLineEnds(t *testing.T) {
	plain := written(t, oneCase, "", "")
	text, err := os.ReadFile(plain)
	if err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(t.TempDir(), oneCase)
	windows := strings.ReplaceAll(string(text), "\n", "\r\n")
	if err := os.WriteFile(other, []byte(windows), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{"replay --format json", "corpus --format json", "shrink --format json"} {
		wantStatus, want, _ := simrun(t, append(strings.Fields(command), plain)...)
		status, got, errs := simrun(t, append(strings.Fields(command), other)...)
		if status != wantStatus || strings.ReplaceAll(got, other, "") != strings.ReplaceAll(want, plain, "") {
			t.Errorf("%s: status %d, %q, %q", command, status, got, errs)
		}
	}
	if err := os.WriteFile(other, []byte(strings.Replace(windows, "verdict violated", "verdict ok", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if status, out, errs := simrun(t, "corpus", "update", other); status != 0 || !strings.Contains(out, "updated") {
		t.Errorf("status %d, %q, %q", status, out, errs)
	}
	if got, err := os.ReadFile(other); err != nil || string(got) != windows {
		t.Errorf("%q, %v", got, err)
	}
}

// What stands behind the end of a token was not meant as a part of it.
func TestTokenWithMoreBehind(t *testing.T) {
	_, out, _ := simrun(t, "run", "single", "--quiet")
	found := token.FindString(out)
	packed, err := base64.RawURLEncoding.DecodeString(strings.TrimPrefix(found, "glare1-"))
	if err != nil {
		t.Fatal(err)
	}
	for _, more := range []string{"x", "\x00", "\x00\x00junk", string(packed)} {
		longer := "glare1-" + base64.RawURLEncoding.EncodeToString(append(slices.Clip(packed), more...))
		if status, _, errs := simrun(t, "replay", longer); status != 2 || !strings.Contains(errs, "follow its end") {
			t.Errorf("%q: status %d, %q", more, status, errs)
		}
	}
	// A bit that belongs to no byte.
	last := found[len(found)-1]
	for _, c := range "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_" {
		if byte(c) == last {
			continue
		}
		if status, _, _ := simrun(t, "replay", found[:len(found)-1]+string(c)); status == 0 {
			t.Errorf("the token may end in %c as well as in %c", c, last)
		}
	}
	if status, _, errs := simrun(t, "replay", found); status != 0 {
		t.Error(errs)
	}
}
