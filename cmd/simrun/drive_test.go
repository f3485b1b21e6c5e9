package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/glarelab/glare/cmd/simrun/drive"
	"github.com/glarelab/glare/cmd/simrun/drive/puppet"
	"github.com/glarelab/glare/cmd/simrun/term"
)

// puppetClient is this test's program as a client that follows a reading, and misbehaves.
func puppetClient(t *testing.T, how string) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("env '%s=%s' %s", puppet.Env, how, self)
}

// TestDriveGivesUp shows that a user does not press a button for ever that does nothing: the run
// comes to rest, and is judged.
func TestDriveGivesUp(t *testing.T) {
	client := puppetClient(t, "v1:literal "+puppet.DeadAnswer)
	status, out, errs := simrun(t, "drive", "single-v1", "--client", "bob="+client, "--reading", "literal", "--runs", "20", "--property", "one-rule")
	if status != 0 || !strings.Contains(out, "nothing went wrong in 20 runs") {
		t.Errorf("exit status %d\n%s%s", status, out, errs)
	}
}

// TestDriveFindsWhatTheModelDoes shows that a flaw of a reading is found in a client that
// follows it, that the story is told with what the client did, and that its token and its
// file have it back.
func TestDriveFindsWhatTheModelDoes(t *testing.T) {
	client, dir := puppetClient(t, "literal"), t.TempDir()
	status, out, errs := simrun(t, "drive", "glare", "--client", client, "--workers", "1", "--save", dir)
	if status != 1 || !strings.Contains(out, "VIOLATED seamless") || !strings.Contains(out, "alice puppet literal, bob puppet literal") {
		t.Fatalf("exit status %d\n%s%s", status, out, errs)
	}
	if !strings.Contains(out, "a: NONE → O_PREP") {
		t.Errorf("the story does not say what the client did:\n%s", out)
	}
	token := regexp.MustCompile(`glare1-\S+`).FindString(out)
	status, again, errs := simrun(t, "drive", "--replay", "--client", client, token)
	if status != 1 || !strings.Contains(again, "VIOLATED seamless") {
		t.Errorf("replay: exit status %d\n%s%s", status, again, errs)
	}
	saved, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(saved) != 1 {
		t.Fatalf("saved %v: %v", saved, err)
	}
	text, err := os.ReadFile(saved[0])
	if want := "# Again: simrun drive --replay --client " + term.ShellWord(client) + " " + term.ShellWord(saved[0]) + "\n"; err != nil || !strings.HasPrefix(string(text), want) {
		t.Errorf("%v: the file does not begin with %s%s", err, want, text)
	}
	status, again, errs = simrun(t, "drive", "--replay", "--client", client, "--format", "json", saved[0])
	if status != 1 || !strings.Contains(again, `"seamless"`) {
		t.Errorf("replay of the file: exit status %d\n%s%s", status, again, errs)
	}
	picture := filepath.Join(dir, "story.html")
	status, out, errs = simrun(t, "drive", "--replay", "--client", client, "--diagram", "html", "-o", picture, token)
	if text, err := os.ReadFile(picture); status != 1 || err != nil || !strings.Contains(string(text), "simrun drive --replay") {
		t.Errorf("picture: exit status %d, %v\n%s%s", status, err, out, errs)
	}
}

// TestDriveRepeatsItself shows that the same seed finds the same, whatever the number of
// workers.
func TestDriveRepeatsItself(t *testing.T) {
	var first string
	for _, workers := range []string{"1", "2", "2"} {
		_, out, errs := simrun(t, "drive", "glare-hangup", "--client", puppetClient(t, "literal"), "--seed", "5", "--workers", workers, "--format", "json")
		var line map[string]any
		if err := json.Unmarshal([]byte(out), &line); err != nil {
			t.Fatalf("%v\n%s%s", err, out, errs)
		}
		delete(line, "seconds")
		text, err := json.Marshal(line)
		if err != nil {
			t.Fatal(err)
		}
		if first == "" {
			first = string(text)
		} else if string(text) != first {
			t.Errorf("%s workers:\n%s\nbefore:\n%s", workers, text, first)
		}
	}
}

// TestDriveClientsFault shows what is said of a client that does not keep to the protocol:
// whose fault it is, the steps, the command, and its standard error; never a verdict.
func TestDriveClientsFault(t *testing.T) {
	client := "bob=" + puppetClient(t, "literal past")
	status, out, errs := simrun(t, "drive", "glare", "--client", client)
	for _, want := range []string{
		"UNDECIDED bob's client", "says that its next timer is due at", "It was told: {", "Standard error: the puppet is about to: past",
		"It comes to that by these steps:", "bob places b", "Again:      simrun drive --replay --client",
	} {
		if status != 3 || !strings.Contains(out, want) {
			t.Errorf("exit status %d, without %q:\n%s%s", status, want, out, errs)
		}
	}
	status, out, errs = simrun(t, "drive", "glare", "--client", client, "--format", "json")
	if status != 3 || !strings.Contains(out, `"verdict":"undecided"`) || !strings.Contains(out, `"device":"bob"`) {
		t.Errorf("exit status %d\n%s%s", status, out, errs)
	}
}

// TestDriveRefuses shows what is said of wrong arguments.
func TestDriveRefuses(t *testing.T) {
	client := puppetClient(t, "literal")
	ruled := filepath.Join(t.TempDir(), "ruled.txt")
	if err := os.WriteFile(ruled, []byte("rules v0\ndevices alice@hs1 bob@hs1\nalice must place\nbob may answer\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"glare"}, "expected a client, such as --client matrix-js-sdk@43.0.0"},
		{[]string{"--client", client}, "expected a scenario"},
		{[]string{"glare", "single", "--client", client}, "expected one scenario"},
		{[]string{"all", "glare", "--keep-going", "--client", client}, "expected all alone"},
		{[]string{"glare", "--keep-going", "--client", client, "--replay"}, "leave one of them out"},
		{[]string{"glare", "--keep-going", "--client", client, "--for", "3s"}, "say how many, with --runs"},
		{[]string{"glare", "--keep-going", "--client", client, "--save", "x"}, "--keep-going beside --save or --guard"},
		{[]string{"glare", "--keep-going", "--client", "no-such-program --at-all"}, "no-such-program is not installed"},
		{[]string{"--replay", "--client", client}, "expected a token"},
		{[]string{"glare", "--client", "carol=" + client}, `has no user or device "carol"`},
		{[]string{"glare", "--client", client, "--client", "bob=" + client}, "has a client already"},
		{[]string{"glare", "--client", "matrix-js-sdkk"}, `did you mean "matrix-js-sdk@`},
		{[]string{"glare", "--client", "no-such-program --at-all"}, "no-such-program is not installed"},
		{[]string{"glare", "--client", client, "--faults", "suspend=1"}, "fault suspend: a client that sleeps would still be told what becomes of its sends"},
		{[]string{"two-rooms", "--client", client}, "a client is told of one"},
		{[]string{"renegotiate", "--client", puppetClient(t, "v1:literal")}, "may renegotiate"},
		{[]string{"glare-v1", "--client", client}, "alice speaks version 1 of calls, and its client (puppet literal) speaks version 0 alone"},
		{[]string{ruled, "--client", puppetClient(t, "v1:literal")}, "its line `rules` says that alice speaks version 0 of calls, and its client (puppet literal) speaks version 1 alone"},
		{[]string{"glare", "--client", client, "--invitee"}, "leave out --invitee"},
		{[]string{"glare", "--client", "alice=" + client, "--client", "bob=" + puppetClient(t, "v1:literal")}, "expected --rules with a version for each user"},
		{[]string{"glare", "--client", client, "--property", "same-cal"}, `did you mean "same-call"`},
		{[]string{"glare", "--client", client, "--stub", "ice"}, "expected name=value"},
		{[]string{"glare", "--client", client, "--stub", "ice=erly"}, `unknown value of ice "erly"; did you mean "early"?`},
		{[]string{"glare", "--client", client, "--stub", "icee=early"}, `unknown behaviour "icee"; did you mean "ice"?`},
		{[]string{"glare", "--client", client, "--rules", "v1"}, "does not speak version 1 of calls, but 0; leave out --rules, or say alice=v0 there"},
		{[]string{"glare", "--client", client, "--reply-within", "0s"}, "expected how long to wait"},
		{[]string{"--replay", "--client", client, "--runs", "3", "glare1-x"}, "is chosen already"},
		{[]string{"glare", "--client", "matrix-js-sdk", "--clients", t.TempDir()}, "there are no adapters"},
	} {
		status, out, errs := simrun(t, append([]string{"drive"}, c.args...)...)
		if status != 2 || !strings.Contains(errs, c.want) {
			t.Errorf("%q: exit status %d, want %q:\n%s%s", c.args, status, c.want, out, errs)
		}
	}
}

// TestDriveWithoutNode shows what is said where the clients that come with the source cannot
// run: what to type.
func TestDriveWithoutNode(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string, mode os.FileMode) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), mode); err != nil {
			t.Fatal(err)
		}
	}
	write("package.json", "{}", 0o644)
	t.Setenv("PATH", dir)
	for _, c := range []struct{ node, want string }{
		{"", "it needs node, version 20 or newer, which is not in PATH"},
		{"#!/bin/sh\necho v18.19.0\n", "`node --version` says \"v18.19.0\""},
		{"#!/bin/sh\necho v22.1.0\n", "type: npm ci --prefix " + dir},
	} {
		if c.node != "" {
			write("node", c.node, 0o755)
		}
		status, out, errs := simrun(t, "drive", "glare", "--client", "matrix-js-sdk", "--clients", dir)
		if status != 2 || !strings.Contains(errs, c.want) {
			t.Errorf("exit status %d, want %q:\n%s%s", status, c.want, out, errs)
		}
	}
}

// TestFindings shows that each defect of docs/FINDINGS.md is one of the pinned clients still, whatever
// the surroundings do; where a version repairs it, what the test prints says so, and what to do.
func TestFindings(t *testing.T) {
	for _, name := range drive.Bundled() {
		realClient(t, name)
	}
	c := exec.CommandContext(t.Context(), "node", "--test", "defects.test.mjs")
	c.Dir = "drive/clients"
	if out, err := c.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestBenchDrive shows that `bench drive` measures real clients where they are, at some rate, and
// says where they are not what to type, and measures nothing.
func TestBenchDrive(t *testing.T) {
	realClient(t, drive.Bundled()[0])
	status, out, errs := simrun(t, "bench", "drive", "--for", "1ms", "--clients", "drive/clients", "--format", "json")
	var row struct {
		Measured float64
		Without  string
	}
	if err := json.Unmarshal([]byte(out), &row); err != nil || status != 0 || row.Measured < 1 || row.Without != "" {
		t.Errorf("exit status %d: %v\n%s%s", status, err, out, errs)
	}
	t.Setenv("PATH", t.TempDir())
	status, out, errs = simrun(t, "bench", "drive", "--clients", "drive/clients")
	if status != 0 || !strings.Contains(out, "not measured") || !strings.Contains(strings.Join(strings.Fields(out), " "), "it needs node, version 20 or newer, which is not in PATH") {
		t.Errorf("without node: exit status %d\n%s%s", status, out, errs)
	}
}

// realClient is a client that comes with the source; where node or the clients' packages are
// missing the test is skipped, and fails in CI.
func realClient(t *testing.T, name string) *drive.Spec {
	t.Helper()
	spec, err := drive.Find(t.Context(), name, "drive/clients")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("no real client is run: %v", err)
		}
		t.Skipf("no real client is run: %v", err)
	}
	return spec
}

// TestDriveBundled shows, where node and the clients' packages are installed, that each
// client that comes with the source has an adapter of which nothing is wrong, that the known
// defect of the newest matrix-js-sdk is found, shrunk and told within five seconds, and
// that all pairs can call each other and a model.
func TestDriveBundled(t *testing.T) {
	for _, name := range drive.Bundled() {
		realClient(t, name)
	}
	for _, name := range drive.Bundled() {
		if status, out, errs := simrun(t, "adapter-test", "--clients", "drive/clients", name); status != 0 {
			t.Errorf("%s: exit status %d\n%s%s", name, status, out, errs)
		}
	}
	start := time.Now()
	status, out, errs := simrun(t, "drive", "glare", "--clients", "drive/clients", "--client", drive.Bundled()[0])
	if status != 1 || !strings.Contains(out, "VIOLATED one-live-call") {
		t.Errorf("glare: exit status %d\n%s%s", status, out, errs)
	}
	took := time.Since(start).Round(10 * time.Millisecond)
	if status, out, errs := simrun(t, "drive", "glare", "--clients", "drive/clients", "--client", drive.Bundled()[0], "--guard", "--workers", "1"); status != 1 ||
		!strings.Contains(out, "it goes wrong alike with ice=early, ice=late, tasks=late, tasks=slow") {
		t.Errorf("--guard: exit status %d\n%s%s", status, out, errs)
	}
	t.Logf("glare is found to be dead in %v", took)
	// In some of these runs a user presses at the moment at which a timer ends the call.
	if status, out, errs := simrun(t, "drive", "single-v1", "--clients", "drive/clients", "--client", drive.Bundled()[0], "--runs", "120", "--property", "polite", "--workers", "1"); status != 0 {
		t.Errorf("single-v1: exit status %d\n%s%s", status, out, errs)
	}
	clients := append(slices.Clone(drive.Bundled()), "")
	for _, alice := range clients {
		for _, bob := range clients {
			args := []string{"drive", "single", "--clients", "drive/clients", "--runs", "5", "--workers", "1", "--property", "within-limits"}
			for user, client := range map[string]string{"alice": alice, "bob": bob} {
				if client != "" {
					args = append(args, "--client", user+"="+client)
				}
			}
			if alice+bob == "" {
				continue
			}
			if status, out, errs := simrun(t, args...); status != 0 {
				t.Errorf("%q: exit status %d\n%s%s", args, status, out, errs)
			}
		}
	}
}

// TestDriveAsDocumented shows that the examples of README.md and of the help can be typed as they
// stand: none is refused, for what its clients cannot do.
func TestDriveAsDocumented(t *testing.T) {
	for _, name := range drive.Bundled() {
		realClient(t, name)
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, help, _ := simrun(t, "drive", "--help")
	tried := map[string]bool{}
	for line := range strings.Lines(string(readme) + help) {
		command := strings.TrimSpace(line)
		if !strings.HasPrefix(command, "simrun drive ") || tried[command] || strings.Contains(command, "[flags]") || strings.Contains(command, "my-adapter") || strings.Contains(command, "glare1-…") {
			continue
		}
		tried[command] = true
		command = regexp.MustCompile(` --runs \d+`).ReplaceAllString(command, "")
		args := append(strings.Fields(command)[1:], "--clients", "drive/clients", "--runs", "1", "--property", "within-limits")
		if status, out, errs := simrun(t, args...); status != 0 {
			t.Errorf("%s: exit status %d\n%s%s", command, status, out, errs)
		}
	}
	if len(tried) < 3 {
		t.Errorf("found only %d examples", len(tried))
	}
}
