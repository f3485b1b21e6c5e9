package everywhere_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// answering makes the tests print all answers, as JSON, and do nothing else.
const answering = "EVERYWHERE_ANSWERS"

func TestMain(m *testing.M) {
	if os.Getenv(answering) == "" {
		os.Exit(m.Run())
	}
	answers, err := ask(context.Background())
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(answers)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// TestQuestionsInABrowser shows that each question can be asked where there is no
// operating system, as in a page, and is answered there as it is here, to the byte: it
// compiles them for WebAssembly and runs them under node.
func TestQuestionsInABrowser(t *testing.T) {
	here, err := ask(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("there is no node, and so nothing shows that questions can be asked in a browser; install it")
		}
		t.Skip("there is no node, which runs WebAssembly: that questions can be asked in a browser is not tested")
	}
	root, err := exec.CommandContext(t.Context(), "go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(t.TempDir(), "questions.wasm")
	build := exec.CommandContext(t.Context(), "go", "test", "-c", "-vet=off", "-o", program, ".")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0", "GOFLAGS=")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("the questions do not compile for a browser: %v\n%s", err, out)
	}
	runner := filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec_node.js")
	run := exec.CommandContext(t.Context(), node, "--stack-size=8192", runner, program)
	run.Env = []string{answering + "=1", "PATH=" + os.Getenv("PATH")} // there is room for a few kilobytes only
	start := time.Now()
	out, err := run.Output()
	if failed, ok := err.(*exec.ExitError); ok { //nolint:errorlint // Output says so
		t.Fatalf("%v\n%s", err, failed.Stderr)
	} else if err != nil {
		t.Fatal(err)
	}
	t.Logf("asked all in %v", time.Since(start).Round(time.Millisecond))
	var there []answer
	if err := json.Unmarshal(out, &there); err != nil {
		t.Fatalf("%v: %.500s", err, out)
	}
	if len(here) != len(there) {
		t.Fatalf("here there are %d answers, under node %d", len(here), len(there))
	}
	for i := range here {
		if here[i].Text == "" {
			t.Errorf("%s: the answer is empty", here[i].Folder)
		}
		if here[i] != there[i] {
			t.Errorf("%s answers otherwise under node\n%s", here[i].Folder, firstDifference(here[i].Text, there[i].Text))
		}
	}
}

// firstDifference shows the first line in which two texts differ.
func firstDifference(here, there string) string {
	a, b := strings.Split(here, "\n"), strings.Split(there, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d\nhere:       %s\nunder node: %s", i+1, a[i], b[i])
		}
	}
	return fmt.Sprintf("%d lines here, %d under node", len(a), len(b))
}

// beneath are the folders beside that are asked by way of questions, and outside are
// those that belong to the machine on which somebody asks.
var (
	beneath = []string{
		"checker", "diagram", "diagram/grid", "diagram/markup", "diagram/plot", "realise", "record", "story", "survey", "term",
		"campaign/plan", "campaign/result", "campaign/shard", "campaign/summary",
	}
	outside = []string{"bench", "cases", "certificates", "chromium", "cli", "documented", "files", "web", "web/core", "process", "campaign", "campaign/work", "campaign/jetstream", "campaign/live", "drive", "drive/puppet"}
)

// TestQuestionsAreAllAsked shows that a new folder is asked, too.
func TestQuestionsAreAllAsked(t *testing.T) {
	known := append(slices.Clone(beneath), outside...)
	for _, q := range questions {
		known = append(known, q.folder)
	}
	var folders []string
	for _, pattern := range []string{"../*/*.go", "../*/*/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			folders = append(folders, strings.TrimPrefix(filepath.ToSlash(filepath.Dir(file)), "../"))
		}
	}
	for _, folder := range slices.Compact(folders) {
		if folder != "everywhere" && !slices.Contains(known, folder) {
			t.Errorf("%s is not asked: add a small case to the questions, or, if it needs a machine of its own, the folder to outside", folder)
		}
	}
}
