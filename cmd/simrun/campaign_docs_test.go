package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// pasted reads a file of docs that people paste, and returns the lines of it that call
// simrun, in their order.
func pasted(t *testing.T, name string, prefix *regexp.Regexp) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("../../docs", name))
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for line := range strings.Lines(string(text)) {
		if m := prefix.FindString(line); m != "" && !strings.HasPrefix(strings.TrimSpace(line), "#") {
			list = append(list, strings.TrimSpace(line[len(m):]))
		}
	}
	return list
}

// shell runs a line in a folder, as a CI or a container does, and returns its status.
func shell(t *testing.T, folder, line string, environment ...string) int {
	t.Helper()
	c := exec.CommandContext(t.Context(), "bash", "-e", "-c", line)
	c.Dir, c.Env = folder, append(os.Environ(), environment...)
	out, err := c.CombinedOutput()
	if c.ProcessState == nil {
		t.Fatalf("%s: %v", line, err)
	}
	if status := c.ProcessState.ExitCode(); status != 0 {
		t.Logf("$ %s\nexit status %d\n%.1500s", line, status, out)
		return status
	}
	return 0
}

// pastedPlan is a small plan in which nothing is found that is new.
const pastedPlan = "fuzz glare reading literal-sent robust runs 400 shard 20\n"

// The workflow to paste does what it says: its commands, for each part of the matrix and then
// in the job that reports, end well, and what they leave is there.
func TestCampaignWorkflow(t *testing.T) {
	lines := pasted(t, "campaign-workflow.yml", regexp.MustCompile(`^ +(- )?run: (?:simrun )`))
	for i, line := range lines {
		lines[i] = "simrun " + line
	}
	if len(lines) != 5 {
		t.Fatalf("%d commands: %q", len(lines), lines)
	}
	folder := t.TempDir()
	write(t, filepath.Join(folder, "campaign.txt"), pastedPlan)
	for part := range 8 {
		command := strings.ReplaceAll(lines[0], "${{ matrix.part }}", fmt.Sprint(part+1))
		if status := shell(t, folder, command); status != 0 {
			t.Errorf("part %d: status %d", part+1, status)
		}
	}
	for _, line := range lines[1:] {
		if status := shell(t, folder, line, "GITHUB_STEP_SUMMARY="+filepath.Join(folder, "summary.md")); status != 0 {
			t.Errorf("%s: status %d", line, status)
		}
	}
	for _, name := range []string{"all.jsonl", "report.html", "summary.md", "junit.xml"} {
		if info, err := os.Stat(filepath.Join(folder, name)); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
	whole := filepath.Join(folder, "whole")
	if status, _, errs := simrun(t, "campaign", "run", filepath.Join(folder, "campaign.txt"), "--dir", whole, "--quiet"); status != 0 {
		t.Fatal(status, errs)
	}
	if mergedBytes(t, whole) != mergedBytes(t, filepath.Join(folder, "all.jsonl")) {
		t.Error("the parts of the matrix are not the whole")
	}
}

// The command of the Job to paste carries out each of its parts once.
func TestCampaignJob(t *testing.T) {
	lines := pasted(t, "campaign-job.yaml", regexp.MustCompile(`^ +- (?:simrun )`))
	if len(lines) != 1 {
		t.Fatalf("%d commands: %q", len(lines), lines)
	}
	folder := t.TempDir()
	write(t, filepath.Join(folder, "campaign.txt"), pastedPlan)
	line := "simrun " + strings.NewReplacer("/plan/", folder+"/", "/results/", folder+"/").Replace(lines[0])
	var parts []string
	for pod := range 8 {
		if status := shell(t, folder, line, fmt.Sprintf("JOB_COMPLETION_INDEX=%d", pod)); status != 0 {
			t.Errorf("pod %d: status %d", pod, status)
		}
		parts = append(parts, filepath.Join(folder, fmt.Sprintf("part-%d", pod)))
	}
	mergedBytes(t, parts...)
}
