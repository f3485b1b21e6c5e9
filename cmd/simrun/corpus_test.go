package main

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/regression"
	"github.com/glarelab/glare/corpus"
)

// oneCase is a bundled case that violates something and has readings that pass.
const oneCase = "both-invites-in-flight.txt"

// written writes a bundled case, changed by replacing old with new, to a folder
// of its own.
func written(t *testing.T, name, old, new string) string {
	t.Helper()
	text, err := fs.ReadFile(corpus.Files, name)
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.Replace(string(text), old, new, 1)
	if old != new && changed == string(text) {
		t.Fatalf("%s does not hold %q", name, old)
	}
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(changed), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

// Corpus tells apart the four ways in which a case can go, and what passes from
// what does not.
func TestCorpusStatuses(t *testing.T) {
	for _, tt := range []struct {
		name, old, new string
		exit           int
		status, says   string
	}{
		{"same", "", "", 0, "same", ""},
		{"drifted", "send m.call.invite a", "send m.call.invite z", 1, "drifted", "now:"},
		{"fixed", "schedule\n", "schedule\nalice places a\n----\nverdict violated same-call: alice=idle bob=idle\n", 1, "fixed", ""},
		{"gone step", "bob places b\n", "bob hangs up b\n", 1, "gone", "bob hangs up b"},
		{"gone name", "fails literal\n", "fails literate\n", 1, "gone", "literate"},
		{"not passed", "passes literal-sent\n", "passes literal\n", 1, "same", "violat"},
		{"not survived", "passes literal-sent\n", "survives literal\n", 1, "same", "violated"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			status, out, _ := simrun(t, "corpus", "--format", "json", written(t, oneCase, tt.old, tt.new))
			var r regression.Replayed
			if err := json.Unmarshal([]byte(out), &r); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			if status != tt.exit || string(r.Status) != tt.status || !strings.Contains(out, tt.says) {
				t.Errorf("exit status %d, %s; want %d, %s, with %q\n%s", status, r.Status, tt.exit, tt.status, tt.says, out)
			}
		})
	}
}

// A reading that passes is proven for the whole scenario, if that is not too
// large.
func TestCorpusProves(t *testing.T) {
	file := written(t, "one-calls-the-other-answers.txt", "fails ", "passes literal\nfails ")
	status, out, _ := simrun(t, "corpus", "--format", "json", file)
	var r regression.Replayed
	if err := json.Unmarshal([]byte(out), &r); err != nil {
		t.Fatal(err)
	}
	if status != 0 || r.Readings[0].Verdict != "proved" || r.Readings[0].States == 0 {
		t.Fatalf("status %d: %s", status, out)
	}
	status, out, _ = simrun(t, "corpus", "--format", "json", "--max-states", "10", file)
	if err := json.Unmarshal([]byte(out), &r); err != nil {
		t.Fatal(err)
	}
	if status != 0 || r.Readings[0].Verdict != "ok" || !strings.Contains(r.Readings[0].Message, "bound") {
		t.Errorf("with few states, status %d: %s", status, out)
	}
}

// A story that ends well proves nothing: where another one of its scenario does
// not, corpus says so, with a token of that other story.
func TestCorpusDisproves(t *testing.T) {
	file := written(t, oneCase, "passes literal-sent\n", "passes literal\n")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	top, _, _ := strings.Cut(string(text), "bob places b\n")
	if err := os.WriteFile(file, []byte(top), 0o644); err != nil { // one press; the rest happens calmly
		t.Fatal(err)
	}
	status, out, _ := simrun(t, "corpus", "--format", "json", file)
	var r regression.Replayed
	if err := json.Unmarshal([]byte(out), &r); err != nil {
		t.Fatal(err)
	}
	first := r.Readings[0]
	if status != 1 || first.Verdict != "violated" || !strings.HasPrefix(first.Message, "another story of ") {
		t.Fatalf("status %d: %s", status, out)
	}
	token := first.Message[strings.LastIndexByte(first.Message, ' ')+1:]
	if status, out, errs := simrun(t, "replay", token); status != 1 {
		t.Errorf("replaying that story: status %d\n%s%s", status, out, errs)
	}
}

// Update writes the transcript as it is now and nothing else, and changes no file
// if one of them cannot be replayed.
func TestCorpusUpdate(t *testing.T) {
	drifted := written(t, oneCase, "send m.call.invite a", "send m.call.invite z")
	gone := written(t, oneCase, "bob places b\n", "bob hangs up b\n")
	was, err := os.ReadFile(drifted)
	if err != nil {
		t.Fatal(err)
	}
	status, _, errs := simrun(t, "corpus", "update", drifted, gone)
	is, err := os.ReadFile(drifted)
	if err != nil {
		t.Fatal(err)
	}
	if status != 2 || !strings.Contains(errs, "bob hangs up b") || string(was) != string(is) {
		t.Errorf("with a case that is gone: status %d, %q, changed %v", status, errs, string(was) != string(is))
	}
	if status, out, errs := simrun(t, "corpus", "update", drifted); status != 0 || !strings.HasPrefix(out, "updated") {
		t.Fatalf("status %d: %s%s", status, out, errs)
	}
	original, err := fs.ReadFile(corpus.Files, oneCase)
	if err != nil {
		t.Fatal(err)
	}
	if is, err = os.ReadFile(drifted); err != nil || string(is) != string(original) {
		t.Errorf("the updated file is not the bundled one: %v\n%s", err, is)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(drifted), "*")); len(left) != 1 {
		t.Errorf("update left %v", left)
	}
	if _, out, _ := simrun(t, "corpus", "update", drifted); !strings.HasPrefix(out, "unchanged") {
		t.Errorf("a second update: %s", out)
	}
}
