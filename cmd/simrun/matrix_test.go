package main

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/matrix"
	"github.com/glarelab/glare/cmd/simrun/record"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/cmd/simrun/verdict"
	"github.com/glarelab/glare/model"
)

// A generated page is what the program finds out, but for its tokens, whose bytes
// depend on the compressor: those must replay under the rules of today.
func TestMatrixPagesAreCurrent(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for page, command := range map[string]string{"ROBUSTNESS.md": matrix.RewriteRobustness, "INTEROP.md": matrix.RewriteInterop} {
		args := strings.Fields(strings.TrimPrefix(strings.ReplaceAll(command, "docs/", dir+"/"), "go run ./cmd/simrun "))
		if status, _, errs := simrun(t, append(args, "--quiet")...); status != 0 {
			t.Fatalf("%s: status %d, %s", command, status, errs)
		}
		kept := requireSamePage(t, page, dir, command)
		for _, word := range token.FindAllString(kept, -1) {
			told, err := record.DecodeToken(word)
			if err != nil {
				t.Fatalf("docs/%s: %v", page, err)
			}
			if told.Hashes != (checker.Rules{}).HashOf(model.Version0) {
				t.Fatalf("docs/%s has a token of other rules; rewrite it with\n\n\t%s", page, command)
			}
		}
	}
	requireSamePage(t, "interop.svg", dir, matrix.RewriteInterop)
}

// requireSamePage compares a committed page with the one just made, and returns it.
func requireSamePage(t *testing.T, page, dir, command string) string {
	t.Helper()
	kept, err := os.ReadFile(filepath.Join("../../docs", page))
	if err != nil {
		t.Fatal(err)
	}
	made, err := os.ReadFile(filepath.Join(dir, page))
	if err != nil {
		t.Fatal(err)
	}
	plain := func(text []byte) []string { return strings.Split(token.ReplaceAllString(string(text), "TOKEN"), "\n") }
	if diff := cmp.Diff(plain(kept), plain(made)); diff != "" {
		t.Errorf("docs/%s is not current; rewrite it with\n\n\t%s\n\n(-file +program):\n%s", page, command, diff)
	}
	return string(kept)
}

// A cell says what check says: the same verdict, and a story of the same length.
func TestMatrixAgreesWithCheck(t *testing.T) {
	t.Parallel()
	_, out, _ := simrun(t, "matrix", "glare", "--reading", "literal robust js-21.1,android", "--reading", "alice=js-21.1,bob=nheko",
		"--faults", "none send-fail=1 sync-gap=1,crash=1", "--format", "json", "--quiet")
	lines := decodeMatrix(t, out)
	if len(lines) != 5*3 {
		t.Fatalf("%d lines", len(lines))
	}
	for _, line := range lines {
		reading := "alice=" + line.Readings["alice"] + ",bob=" + line.Readings["bob"]
		var faults []string
		for name := range line.Faults {
			faults = append(faults, name+"=1")
		}
		if len(faults) == 0 {
			faults = []string{matrix.None}
		}
		_, out, _ := simrun(t, "check", line.Scenario, "--reading", reading, "--faults", strings.Join(faults, ","), "--keep-going", "--format", "json")
		var check verdict.CheckJSON
		object(t, out, &check)
		if check.Verdict != line.Verdict || check.States != line.States || check.Transitions != line.Transitions {
			t.Errorf("%s, %s, %v: %s with %d states; check says %s, %d", line.Scenario, reading, faults, line.Verdict, line.States, check.Verdict, check.States)
		}
		shortest := map[string]int{}
		for _, f := range check.Findings {
			if shortest[f.Property] == 0 {
				shortest[f.Property] = f.Shortest
			}
		}
		for _, e := range check.Excused { // a property that is violated as well is told as that
			if shortest[e.Property] == 0 {
				shortest[e.Property] = e.Steps
			}
		}
		for _, property := range line.Properties {
			if property.Steps != shortest[property.Property] || (property.Steps > 0) != (property.Verdict == "violated" || property.Verdict == story.ExcusedVerdict) ||
				(property.Steps > 0) != record.IsToken(property.Token) || property.Steps != len(property.Schedule) {
				t.Errorf("%s, %s, %v: %s %s in %d steps, check says %d", line.Scenario, reading, faults, property.Property, property.Verdict,
					property.Steps, shortest[property.Property])
			}
		}
	}
}

func decodeMatrix(t *testing.T, out string) []matrix.TableJSON {
	t.Helper()
	var lines []matrix.TableJSON
	d := json.NewDecoder(strings.NewReader(out))
	d.DisallowUnknownFields()
	for d.More() {
		var line matrix.TableJSON
		if err := d.Decode(&line); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, line)
	}
	return lines
}

// The table of profiles has one half only, because the other is its image: who is
// called alice does not matter.
func TestProfilesMirror(t *testing.T) {
	_, out, _ := simrun(t, "matrix", "--view", "profiles", "--reading", "js-21.1 android dart", "--format", "json", "--quiet")
	_, mirrored, _ := simrun(t, "matrix", "--view", "profiles", "--reading", "dart android js-21.1", "--format", "json", "--quiet")
	type facts struct {
		Verdict, Class      string
		States, Transitions uint64
		Steps               string
	}
	gather := func(text string) map[string]facts {
		all := map[string]facts{}
		for _, line := range decodeMatrix(t, text) {
			pair := []string{line.Readings["alice"], line.Readings["bob"]}
			slices.Sort(pair)
			var steps []string
			for _, p := range line.Properties {
				steps = append(steps, p.Property+" "+strings.Repeat("·", p.Steps))
			}
			all[strings.Join(pair, " × ")] = facts{line.Verdict, line.Class, line.States, line.Transitions, strings.Join(steps, " ")}
		}
		return all
	}
	one, other := gather(out), gather(mirrored)
	if diff := cmp.Diff(one, other); diff != "" || len(one) != 6 {
		t.Errorf("%d pairs (-one way +the other):\n%s", len(one), diff)
	}
}

// Windows as JSON: what cannot be is said, and what can has rules.
func TestWindowsJSON(t *testing.T) {
	status, out, _ := simrun(t, "matrix", "--view", "windows", "--reading", "literal literal-sent", "--format", "json", "--quiet")
	impossible, violated := 0, map[string]int{}
	lines := decodeMatrix(t, out)
	for _, line := range lines {
		w := line.Window
		if !w.Possible {
			impossible++
		}
		if w.Possible != (w.Accepted || !w.ReplySeen && !w.EchoSeen) || w.Possible != (len(w.Rules) > 0) || (line.Verdict == "impossible") == w.Possible {
			t.Errorf("%+v, %s", w, line.Verdict)
		}
		if line.Verdict == "violated" {
			violated[line.Readings["alice"]]++
		}
	}
	if status != 0 || len(lines) != 2*2*9 || impossible != 2*2*3 || violated["literal"] == 0 || violated["literal-sent"] != 0 {
		t.Errorf("status %d, %d lines, %d impossible, violated %v", status, len(lines), impossible, violated)
	}
}

// Windows of users with several devices are about the calls of each user's first one; of three
// users, and of calls with another device, they say what is missing.
func TestWindowsOfSeveralDevices(t *testing.T) {
	status, out, _ := simrun(t, "matrix", "--view", "windows", "glare-multi-device-v1", "--reading", "literal-sent",
		"--max-states", "3000", "--format", "json", "--quiet")
	taken := 0
	for _, line := range decodeMatrix(t, out) {
		if len(line.Window.Rules) > 0 {
			taken++
		}
		if name := line.Window.Lesser; name != "alice" && name != "bob" {
			t.Errorf("the lesser call is of %q", name)
		}
	}
	if status != 0 || taken == 0 {
		t.Errorf("status %d, %d windows in which the rival's invite is taken:\n%s", status, taken, out)
	}
	_, text, _ := simrun(t, "matrix", "--view", "windows", "glare-multi-device", "--reading", "literal-sent", "--max-states", "300")
	if !strings.Contains(text, "alice.phone's invite") || !strings.Contains(text, "bob.phone's call has the lesser ID") {
		t.Errorf("the table names no devices:\n%s", text)
	}
	for scenario, want := range map[string]string{"self-call": "another device than alice.phone", "third-member": "3 users"} {
		if status, _, text := simrun(t, "matrix", "--view", "windows", scenario); status != 2 || !strings.Contains(text, want) {
			t.Errorf("%s: status %d, %s", scenario, status, text)
		}
	}
}

// Pairs of users with several devices are explored with quick media: no recipe says otherwise.
func TestProfilesOfSeveralDevices(t *testing.T) {
	for scenario, slow := range map[string]bool{"glare-v1": true, "glare-multi-device-v1": false} {
		_, out, _ := simrun(t, "matrix", "--view", "profiles", scenario, "--reading", "js-21.1", "--max-states", "300", "--format", "markdown")
		if strings.Contains(out, "media slow") != slow || strings.Contains(out, "steps of their own") != slow || strings.Contains(out, "slow.txt") != slow {
			t.Errorf("%s, slow media %v:\n%s", scenario, slow, out)
		}
	}
}

// The page of every view is well-formed; each cell in which something goes wrong
// has a story behind it, and each story is behind a cell.
func TestMatrixHTML(t *testing.T) {
	for _, view := range matrix.ViewNames() {
		_, page, _ := simrun(t, "matrix", "--view", view, "--reading", "literal android", "--format", "html", "--quiet")
		stories, used, failing := 0, map[string]bool{}, 0
		d := xml.NewDecoder(strings.NewReader(page))
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", view, err)
			}
			start, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			attributes := map[string]string{}
			for _, a := range start.Attr {
				attributes[a.Name.Local] = a.Value
			}
			if attributes["class"] == "tale" {
				stories++
			}
			stories, isCell := attributes["data-tales"]
			for n := range strings.FieldsSeq(stories) {
				used[n] = true
			}
			if isCell && attributes["class"] != "cell impossible" {
				failing++
				if stories == "" {
					t.Errorf("%s: no story behind %s", view, attributes["data-where"])
				}
			}
		}
		if stories == 0 || stories != len(used) || failing == 0 {
			t.Errorf("%s: %d stories, %d of them behind cells; %d cells", view, stories, len(used), failing)
		}
	}
}

// Results do not depend on the number of workers, in any format.
func TestMatrixDeterministic(t *testing.T) {
	t.Parallel()
	for _, format := range matrix.Formats {
		args := []string{"matrix", "--reading", "literal robust", "--faults", "none send-fail crash", "--format", format, "--quiet"}
		_, one, _ := simrun(t, append(args, "--workers", "1")...)
		_, many, _ := simrun(t, append(args, "--workers", "5")...)
		if one != many || one == "" {
			t.Errorf("%s: two runs differ", format)
		}
	}
}

// Text is no wider than what it is written for.
func TestMatrixWidth(t *testing.T) {
	t.Parallel()
	for _, view := range matrix.ViewNames() {
		_, out, _ := simrun(t, "matrix", "--view", view)
		for line := range strings.Lines(out) {
			if n := len([]rune(strings.TrimSuffix(line, "\n"))); n > term.PipeWidth && !strings.HasPrefix(line, "glare1-") {
				t.Errorf("%s: a line of %d columns: %s", view, n, line)
			}
		}
	}
}

// Interrupted, the command says what is known, writes no file, and exits with 3.
func TestMatrixInterrupted(t *testing.T) {
	file := filepath.Join(t.TempDir(), "page.md")
	for _, args := range [][]string{
		{"matrix"},
		{"matrix", "--view", "windows"},
		{"matrix", "--view", "profiles", "--format", "markdown"},
		{"matrix", "--format", "markdown", "-o", file},
	} {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		var out, errs bytes.Buffer
		if status := execute(ctx, cli.New(nil, &out, &errs), args); status != 3 || out.Len() == 0 || errs.Len() > 0 {
			t.Errorf("%v: status %d, output %q, standard error %q", args, status, &out, &errs)
		}
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("a file was written of what was interrupted")
	}
}

// What no run exceeds a bound for is decided; the rest is undecided, and said to be.
func TestMatrixUndecided(t *testing.T) {
	status, out, _ := simrun(t, "matrix", "--reading", "literal robust", "--faults", "none", "--max-states", "2000", "--format", "json")
	lines := decodeMatrix(t, out)
	if status != 0 || len(lines) != 2 {
		t.Fatalf("status %d, %d lines", status, len(lines))
	}
	if l := lines[1]; l.Verdict != "proved" || l.Class != "proven" {
		t.Errorf("robust: %s, %s", l.Verdict, l.Class)
	}
	l := lines[0]
	if l.Reason != "the bound on states is reached" {
		t.Errorf("literal: %s, %s, %q", l.Verdict, l.Class, l.Reason)
	}
	for _, property := range l.Properties {
		if property.Verdict == "proved" {
			t.Errorf("literal: %s is called proved", property.Property)
		}
	}
}

// Every profile can be checked, and is offered by the shell.
func TestProfilesAreKnown(t *testing.T) {
	_, offered, _ := simrun(t, "__complete", "check", "glare", "--reading", "")
	for _, name := range model.ProfileNames() {
		if !strings.Contains(offered, name+"\t") {
			t.Errorf("the shell does not offer %s", name)
		}
		if status, _, errs := simrun(t, "check", "glare", "--reading", name, "--quiet"); status > 1 {
			t.Errorf("check --reading %s: %s", name, errs)
		}
	}
}
