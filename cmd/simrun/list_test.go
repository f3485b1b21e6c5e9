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
