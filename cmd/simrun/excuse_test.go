package main

import (
	"slices"
	"strings"
	"testing"
)

// Nothing calls something right that was excused: a run, its JSON, its picture, and the
// same with --strict.
func TestExcusedEverywhere(t *testing.T) {
	for _, file := range []string{"winner-lost-between-servers.txt", "microphone-refused-after-yielding.txt"} {
		file = "../../corpus/" + file
		for _, args := range [][]string{
			{"replay", file},
			{"replay", file, "--quiet"},
			{"replay", file, "--format", "json"},
			{"explain", file},
			{"corpus", file},
			{"replay", file, "--diagram", "text"},
			{"replay", file, "--diagram", "svg"},
			{"replay", file, "--diagram", "html"},
			{"replay", file, "--diagram", "mermaid"},
		} {
			status, out, errs := simrun(t, args...)
			if status != 0 || errs != "" || !strings.Contains(strings.ToLower(out), "excused") || strings.Contains(strings.ToLower(out), "nothing wrong") {
				t.Errorf("%v: status %d, %q\n%s", args, status, errs, out)
			}
			if slices.Contains([]string{"replay", "explain"}, args[0]) {
				if status, _, _ := simrun(t, append(args, "--strict")...); status != 1 {
					t.Errorf("%v --strict: status %d", args, status)
				}
			}
		}
	}
}
