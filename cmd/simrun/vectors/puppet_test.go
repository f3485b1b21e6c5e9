package vectors_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/drive/puppet"
	"github.com/glarelab/glare/cmd/simrun/vectors"
)

// TestMain lets the program of the tests be a client, whose call code is the model.
func TestMain(m *testing.M) {
	puppet.Run()
	os.Exit(m.Run())
}

// puppeteer gives one vector to a puppet under a reading, and is what the driver prints.
func puppeteer(t *testing.T, f *vectors.File, v vectors.Vector, reading string) string {
	t.Helper()
	one := *f
	one.Devices = []vectors.Vector{v}
	file := filepath.Join(t.TempDir(), "story.vectors.json")
	if err := os.WriteFile(file, one.JSON(), 0o644); err != nil {
		t.Fatal(err)
	}
	driver, err := filepath.Abs("../../../docs/" + vectors.DriverFile)
	if err != nil {
		t.Fatal(err)
	}
	if v.Init.Calls == "1" {
		reading = "v1:" + reading
	}
	c := exec.CommandContext(t.Context(), "node", driver, file, "--", os.Args[0])
	c.Env = append(os.Environ(), puppet.Env+"="+reading)
	out, err := c.CombinedOutput()
	if len(out) == 0 {
		t.Fatalf("%s: %v", driver, err)
	}
	return string(out)
}

// A client that does what a way says, because its call code is the model's under that reading, passes; one under the
// failing reading fails, at the latest at the step where the file says that it parts.
func TestVectorsOfPuppets(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("node"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skipf("the driver of docs needs node 20 or newer: %v", err)
	}
	parted := 0
	for _, name := range []string{
		"both-invites-in-flight", "declined", "nobody-answers", "answer-is-selected",
		"microphone-refused", "hangup-overtakes-invite", "winner-cannot-be-sent", "asked-before-video",
	} {
		f := made(t, name)
		for _, v := range f.Devices {
			for _, way := range v.Ways {
				if out := puppeteer(t, f, v, way); !strings.HasPrefix(out, "ok") {
					t.Errorf("%s, %s: %s", name, way, out)
				}
			}
			if v.Parts == nil {
				continue
			}
			parted++
			out := puppeteer(t, f, v, v.Parts.Reading)
			failed := slices.IndexFunc(v.Steps, func(s vectors.Step) bool { return strings.Contains(out, s.Says+":\n") })
			if !strings.HasPrefix(out, "FAIL") || failed < 0 || failed > v.Parts.Step {
				t.Errorf("%s, %s: %s\nwant a failure at %s", name, v.Parts.Reading, out, v.Steps[v.Parts.Step].Says)
			}
		}
	}
	if parted < 4 {
		t.Errorf("only %d devices part from what is right", parted)
	}
}

// What is no file of vectors and what is no adapter is told in one line, with a status of its own: it says nothing about a client.
func TestDriverRefuses(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("node"); err != nil {
		t.Skipf("the driver of docs needs node 20 or newer: %v", err)
	}
	file := filepath.Join(t.TempDir(), "story.vectors.json")
	if err := os.WriteFile(file, made(t, "declined").JSON(), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args   []string
		status int
		want   string
	}{
		{nil, 2, "usage: "},
		{[]string{file}, 2, "usage: "},
		{[]string{"no-such.json", "--", "cat"}, 2, "no-such.json: there is no such file"},
		{[]string{"doc.go", "--", "cat"}, 2, "doc.go: this is not JSON"},
		{[]string{"../drive/clients/package.json", "--", "cat"}, 2, "these are no vectors of version 1"},
		{[]string{file, "--", "no-such-program"}, 3, "cannot be started"},
		{[]string{file, "--", "true"}, 3, "ended instead of replying to init"},
		{[]string{file, "--", "cat"}, 3, "writes what is no reply to init"},
		{[]string{file, "--", "echo", "rubbish"}, 3, "writes what is no reply to init"},
		{[]string{file, "--", "cat", "/dev/zero"}, 3, "writes a line of more than 1 MiB"},
	} {
		cmd := exec.CommandContext(t.Context(), "node", append([]string{"../../../docs/" + vectors.DriverFile}, c.args...)...)
		out, err := cmd.CombinedOutput()
		if cmd.ProcessState.ExitCode() != c.status || !strings.Contains(string(out), c.want) || strings.Count(string(out), "\n") != 1 {
			t.Errorf("%q: %v, want status %d and %q:\n%s", c.args, err, c.status, c.want, out)
		}
	}
}
