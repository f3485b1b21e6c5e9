package promela_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/export/promela"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// SPIN, which explores the exported model by a search of its own, finds as many worlds, steps,
// ends and violations as the search does.
func TestSPINCountsTheSame(t *testing.T) {
	for _, tool := range []string{"spin", "gcc"} {
		if _, err := exec.LookPath(tool); err == nil {
			continue
		}
		if os.Getenv("CI") == "true" {
			t.Fatalf("there is no %s, which has to count in CI; install it with apt-get", tool)
		}
		t.Skipf("there is no %s: that SPIN counts the same was not tested", tool)
	}
	for _, set := range []sim.Setup{
		{Scenario: "glare", Reading: "literal"},
		{Scenario: "glare", Reading: "alice=literal,bob=robust"},
		{Scenario: "glare", Reading: "literal", Timing: "async"},
		{Scenario: "glare-hangup", Reading: "literal-sent"},
		{Scenario: "federated-glare", Reading: "robust"},
		{Scenario: "single", Reading: "literal"},
		{Scenario: "expiry", Reading: "literal-sent"},
		{Scenario: "retro", Reading: "literal+batch=sync-end"},
		{Scenario: "two-rooms", Reading: "robust"},
		{Scenario: "bystanders", Reading: "robust"},
		{Scenario: "glare", Reading: "literal", Lines: "media slow"},
		{Scenario: "glare-v1", Reading: "literal"},
		{Scenario: "interop", Reading: "robust"},
		{Scenario: "renegotiate-glare", Reading: "literal"},
	} {
		t.Run(strings.Join(strings.Fields(strings.Join([]string{set.Scenario, set.Lines, set.Reading, set.Timing}, " ")), " "), func(t *testing.T) {
			t.Parallel()
			s, err := set.Make()
			if err != nil {
				t.Fatal(err)
			}
			ours, initials := search(t, s)
			spin := count(t, s)
			if spin != ours.and(initials) {
				t.Errorf("SPIN counts %+v\nexpected %+v: the search's %+v, and what SPIN adds", spin, ours.and(initials), ours)
			}
		})
	}
}

// counts is what an exploration comes to.
type counts struct{ states, steps, finals, violations uint64 }

// and is what SPIN counts of the same: one more state, from which the initial ones come, the
// steps to them, and one at each world in which nothing must happen any more. It counts the
// first state as a step, too.
func (c counts) and(initials int) counts {
	return counts{c.states + 1, c.steps + uint64(initials) + c.finals + 1, 0, c.violations}
}

// search is what our search counts: of violations, those of properties that the model has.
func search(t *testing.T, s *sim.Scenario) (found counts, initials int) {
	c, err := checker.Open(s, checker.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	result, err := c.Search(t.Context(), scheduler.SearchOptions{Workers: 1, KeepGoing: true, Reduction: scheduler.ReduceNone})
	if err != nil {
		t.Fatal(err)
	}
	found = counts{states: result.States, steps: result.Transitions, finals: result.Finals}
	all := properties.All()
	for _, f := range result.Findings {
		if slices.Contains([]string{"same-call", "willing-connected", "nobody-stuck", "one-live-call", "seamless"}, all[f.Property].Name) {
			found.violations += f.Count
		}
	}
	return found, c.System().Initials()
}

var counted = map[string]*regexp.Regexp{
	"states": regexp.MustCompile(`(?m)^ *(\d+) states, stored`),
	"steps":  regexp.MustCompile(`(?m)^ *(\d+) transitions`),
	"errors": regexp.MustCompile(`errors: (\d+)`),
}

// count is what SPIN counts.
func count(t *testing.T, s *sim.Scenario) counts {
	sys, err := sim.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	m, err := promela.New(sys)
	if err != nil {
		t.Fatal(err)
	}
	text, err := m.Text("model", s.Name)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "model.pml"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	run := func(name string, args ...string) string {
		c := exec.CommandContext(t.Context(), name, args...)
		c.Dir = dir
		out, err := c.CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
		return string(out)
	}
	if out := run("spin", "-DJUDGE", "-a", "model.pml"); strings.Contains(out, "rror") {
		t.Fatalf("spin: %s", out)
	}
	run("gcc", "-O0", "-DSAFETY", "-DNOREDUCE", "-DNOBOUNDCHECK", "-o", "pan", "pan.c")
	out := run("./pan", "-m100000", "-w20", "-n", "-c0")
	if text := "max search depth too small"; strings.Contains(out, text) {
		t.Fatal(text)
	}
	number := func(what string) uint64 {
		match := counted[what].FindStringSubmatch(out)
		if match == nil {
			t.Fatalf("SPIN does not count %s:\n%s", what, bytes.TrimSpace([]byte(out)))
		}
		n, err := strconv.ParseUint(match[1], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	return counts{states: number("states"), steps: number("steps"), violations: number("errors")}
}
