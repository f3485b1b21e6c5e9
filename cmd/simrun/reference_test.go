package main

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/glarelab/glare/cmd/simrun/catalogue"
)

// docs/REFERENCE.md is what the program says of itself.
func TestReferenceIsCurrent(t *testing.T) {
	file, err := os.ReadFile("../../docs/REFERENCE.md")
	if err != nil {
		t.Fatal(err)
	}
	status, out, errs := simrun(t, "reference")
	if status != 0 || errs != "" {
		t.Fatalf("status %d, standard error %q", status, errs)
	}
	if diff := cmp.Diff(strings.Split(string(file), "\n"), strings.Split(out, "\n")); diff != "" {
		t.Errorf("docs/REFERENCE.md is not current; rewrite it with\n\n\t%s\n\n(-file +program):\n%s", catalogue.Rewrite, diff)
	}
}
