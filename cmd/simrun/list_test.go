package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/catalogue"
	"github.com/glarelab/glare/model/spec"
)

// The JSON of list clauses has exactly the keys that others read.
func TestListClausesJSON(t *testing.T) {
	status, out, errs := simrun(t, "list", "clauses", "--format", "json")
	if status != 0 || errs != "" {
		t.Fatalf("status %d, standard error %q", status, errs)
	}
	n := 0
	for line := range strings.Lines(out) {
		var c struct {
			Clause                         string
			Rules, Transcripts, Properties []string
			Reason                         *string
		}
		d := json.NewDecoder(strings.NewReader(line))
		d.DisallowUnknownFields()
		if err := d.Decode(&c); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if c.Clause == "" || c.Rules == nil || c.Transcripts == nil || c.Properties == nil || c.Reason == nil {
			t.Errorf("a key is missing or null: %s", line)
		}
		n++
	}
	if n != len(spec.Clauses()) {
		t.Errorf("%d clauses, want %d", n, len(spec.Clauses()))
	}
}

// Every line of every list is an object that begins with its kind and name.
func TestListJSON(t *testing.T) {
	for _, k := range catalogue.Kinds() {
		status, out, _ := simrun(t, "list", k.Many, "--format", "json")
		if status != 0 || out == "" {
			t.Errorf("list %s: status %d", k.Many, status)
		}
		for line := range strings.Lines(out) {
			if !json.Valid([]byte(line)) || !strings.HasPrefix(line, `{"`+k.One+`":"`) {
				t.Errorf("list %s: %s", k.Many, line)
			}
		}
	}
}

// Examples of help that ask for something particular get it: a run that fails, a graph that is small enough, a
// reading that there is.
func TestExamplesOfHelp(t *testing.T) {
	var help string
	for _, command := range []string{"explain", "export", "drive"} {
		_, out, _ := simrun(t, command, "--help")
		help += out
	}
	t.Chdir(t.TempDir())
	tried := 0
	for line := range strings.Lines(help) {
		command := strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(command, "simrun explain --seed"), strings.HasPrefix(command, "simrun export --graph"):
		case strings.HasPrefix(command, "simrun drive") && strings.Contains(command, "--reading "):
			_, after, _ := strings.Cut(command, "--reading ")
			command = "simrun show " + strings.Fields(after)[0]
		default:
			continue
		}
		tried++
		if status, out, errs := simrun(t, strings.Fields(command)[1:]...); status != 0 {
			t.Errorf("%s: exit status %d\n%s%s", command, status, out, errs)
		}
	}
	if tried < 4 {
		t.Errorf("found only %d examples", tried)
	}
}
