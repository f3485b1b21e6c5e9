package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/record"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// hostileName clears a terminal, writes a verdict in green, turns the direction of what
// follows, and begins a heading, a picture and a table in Markdown.
const hostileName = "a\x1b[2J\x1b[1;32mPROVED\x1b[0m\u009b31m\u202e\u2066\u200f\u2028\U000e0041\rb#![x](y)|`<b>"

// turned is as much of it as a text may hold.
const turned = "a\u202e\u2066\u200fb"

// shows demands that nothing in a text hides.
func shows(t *testing.T, what, text string) {
	t.Helper()
	for i, r := range text {
		if term.Hides(r) {
			t.Errorf("%s: %U in %q", what, r, text[max(0, i-40):min(len(text), i+40)])
			return
		}
	}
}

// Whatever a name says that comes from the command line, no command lets it out as it is.
func TestHostileArguments(t *testing.T) {
	t.Chdir(t.TempDir())
	ended, cancel := context.WithCancel(t.Context())
	cancel() // what a name does not stop ends at once
	commands := newRootCommand(cli.New(nil, &bytes.Buffer{}, &bytes.Buffer{})).Commands()
	tries := 0
	for _, c := range commands {
		lines := [][]string{{c.Name(), hostileName}, {c.Name(), hostileName + ".txt"}, {c.Name(), "add", hostileName}, {c.Name(), "--" + hostileName}}
		for flag := range strings.FieldsSeq("rules mutant reading timing faults strategy scenario view profile latency format plot diagram output dir name max-memory for reduction save property") {
			lines = append(lines, []string{c.Name(), "--" + flag, hostileName, "glare"}, []string{c.Name(), "--" + flag + "=" + hostileName})
		}
		lines = append(lines, []string{c.Name(), "--faults", hostileName + "=1", "glare"}, []string{c.Name(), "--reading", "literal+" + hostileName + "=x", "glare", "glare"})
		for _, args := range lines {
			for _, format := range []string{"text", "json"} {
				var out, errs bytes.Buffer
				status := execute(ended, cli.New(nil, &out, &errs), append(slices.Clip(args), "--format", format))
				shows(t, strings.Join(args, " "), out.String())
				shows(t, strings.Join(args, " "), errs.String())
				if status == 2 {
					tries++
				}
			}
		}
	}
	if tries < 500 {
		t.Errorf("only %d command lines were refused", tries)
	}
}

// hostileFiles makes a scenario, a corpus case and a token with hostile names.
func hostileFiles(t *testing.T) (scenario, story, token string) {
	t.Helper()
	dir := t.TempDir()
	scenario = filepath.Join(dir, hostileFile+".txt")
	write(t, scenario, "# "+turned+"\nreading alice=literal\nids alice=\""+turned+"\" bob=\"c\"\nalice must place\nbob must place\nalice must answer\nbob must answer\n")
	text, err := os.ReadFile("../../corpus/both-invites-in-flight.txt")
	if err != nil {
		t.Fatal(err)
	}
	story = filepath.Join(dir, hostileFile+"-story.txt")
	write(t, story, "# "+turned+" # heading ![x](y) <script>\n"+string(text))
	s, err := sim.FindScenario("glare")
	if err != nil {
		t.Fatal(err)
	}
	s.Name = hostileName
	schedule := scheduler.Schedule{Names: strings.Split("alice places a,alice media ready", ",")}
	return scenario, story, (&record.Token{Scenario: s, Schedule: schedule, Hashes: checker.Rules{}.HashOf(model.Version0)}).Encode()
}

// hostileFile is hostileName as far as a file can be called so.
var hostileFile = strings.ReplaceAll(strings.ReplaceAll(hostileName, "/", ""), ".", "")

// Names in files and tokens, and those of files, show themselves in every command that
// takes them, in every format, and in what it writes.
func TestHostileFiles(t *testing.T) {
	scenario, story, token := hostileFiles(t)
	for _, args := range [][]string{
		{"check", scenario},
		{"check", scenario, "--keep-going", "--outcomes"},
		{"run", scenario},
		{"run", scenario, "--diagram", "text"},
		{"fuzz", scenario, "--runs", "50", "--workers", "1"},
		{"replay", story},
		{"replay", story, "--diagram", "text"},
		{"replay", token},
		{"replay", token, "--diagram", "mermaid"},
		{"shrink", story},
		{"explain", story},
		{"corpus", story},
		{"corpus", "update", story},
		{"matrix", scenario, "--reading", "literal", "--faults", "none"},
		{"diff", "literal", "literal-sent", scenario},
		{"rollout", "literal", "literal-sent", scenario},
		{"odds", scenario, "--draw", "--runs", "50"},
		{"repair", "--scenario", scenario, "--most", "0"},
	} {
		for _, more := range [][]string{nil, {"--format", "json"}, {"--format", "markdown"}, {"--format", "html"}} {
			if args[0] != "matrix" && len(more) > 0 && more[1] != "json" || len(args) > 2 && args[2] == "--diagram" && more != nil {
				continue
			}
			line := append(slices.Clip(args), more...)
			_, out, errs := simrun(t, line...)
			shows(t, strings.Join(line, " "), out)
			shows(t, strings.Join(line, " "), errs)
			if more != nil && more[1] == "json" {
				for object := range strings.Lines(out) {
					if !json.Valid([]byte(object)) {
						t.Errorf("%v: no JSON: %q", line, object)
					}
				}
			}
			if out == "" {
				t.Errorf("%v: printed nothing; %s", line, errs)
			}
		}
	}
	dir := t.TempDir()
	for _, source := range []string{story, token} {
		if status, _, errs := simrun(t, "export", source, dir); status != 0 {
			t.Error(errs)
		}
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 12 {
		t.Errorf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(filepath.Join(dir, file.Name()))
		if err != nil {
			t.Fatal(err)
		}
		shows(t, file.Name(), string(text))
		if md := strings.ReplaceAll(string(text), `\<`, ""); strings.HasSuffix(file.Name(), ".md") && (strings.Contains(md, "![x](y)") || strings.Contains(md, "<script>") || strings.Contains(md, "<b>")) {
			t.Errorf("%q: Markdown of somebody else's: %s", file.Name(), md)
		}
	}
}

// On a terminal with colours the names of scenarios bring none of their own.
func TestHostileNamesInColour(t *testing.T) {
	scenario, _, token := hostileFiles(t)
	for _, pair := range [][2][]string{
		{{"check", scenario}, {"check", "glare"}},
		{{"replay", token}, nil},
	} {
		var out, errs bytes.Buffer
		p := cli.New(nil, &out, &errs)
		p.Color = true
		execute(t.Context(), p, pair[0])
		if strings.Contains(out.String(), "\x1b[2J") || strings.Count(out.String(), "\x1b") != 2 {
			t.Errorf("%q", out.String())
		}
	}
}

// A file with terminal sequences in it is no text, and neither is a token.
func TestControlCharactersAreNoText(t *testing.T) {
	name := filepath.Join(t.TempDir(), "story.txt")
	write(t, name, "alice must place\n# \x1b[2J\n")
	for _, args := range [][]string{{"check", name}, {"replay", name}, {"corpus", name}} {
		if status, _, errs := simrun(t, args...); status != 2 || !strings.Contains(errs, "no text in UTF-8") {
			t.Errorf("%v: status %d, %q", args, status, errs)
		}
	}
	s, err := sim.FindScenario("glare")
	if err != nil {
		t.Fatal(err)
	}
	token := (&record.Token{Scenario: s, Schedule: scheduler.Schedule{Names: []string{"alice \x1b[2J"}}, Hashes: checker.Rules{}.HashOf(model.Version0)}).Encode()
	if status, _, errs := simrun(t, "replay", token); status != 2 || !strings.Contains(errs, "characters that are no text") {
		t.Errorf("status %d, %q", status, errs)
	}
}
