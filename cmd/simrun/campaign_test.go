package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/glarelab/glare/cmd/simrun/campaign/report"
	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/cli"
)

// smallPlan has a shard of each kind, and some that find something.
const smallPlan = "about A little of everything.\n" +
	"fuzz glare retro reading literal robust faults none send-fail=1 runs 90 shard 30\n" +
	"check glare reading literal robust\nprove glare.robust\nmatrix literal robust\nhunt greater-wins-one-side runs 50 strategy uniform\n"

// planFile writes a plan to a file.
func planFile(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "small.txt")
	write(t, name, text)
	return name
}

// mergedBytes are the bytes of results put together.
func mergedBytes(t *testing.T, paths ...string) string {
	t.Helper()
	status, out, errs := simrun(t, append([]string{"campaign", "merge"}, paths...)...)
	if status != 0 {
		t.Fatalf("merge %v: status %d, %s", paths, status, errs)
	}
	return out
}

// The same plan carried out by one process, by one that is stopped and goes on, and in eight
// parts is merged to the same bytes, in any order and with any overlap.
func TestCampaignParts(t *testing.T) {
	plan, whole := planFile(t, smallPlan), filepath.Join(t.TempDir(), "whole")
	if status, out, errs := simrun(t, "campaign", "run", plan, "--dir", whole); status != 1 || !strings.HasPrefix(out, "FOUND campaign small: all of ") {
		t.Fatalf("status %d, %s%s", status, out, errs)
	}
	want := mergedBytes(t, whole)
	var parts []string
	for i := range 8 {
		part := filepath.Join(t.TempDir(), fmt.Sprint(i))
		args := []string{"campaign", "run", plan, "--dir", part, "--workers", "1", "--quiet", "--shard", fmt.Sprintf("%d/8", i+1)}
		if i == 5 {
			t.Setenv("JOB_COMPLETION_INDEX", "5")
			args[len(args)-1] = "job/8"
		}
		if status, _, errs := simrun(t, args...); status > 1 {
			t.Fatalf("part %d: status %d, %s", i, status, errs)
		}
		parts = append(parts, part)
	}
	slices.Reverse(parts)
	if mergedBytes(t, append(parts, parts[3], whole)...) != want || mergedBytes(t, parts...) != want {
		t.Error("the parts together are not the whole")
	}
	bundle := filepath.Join(t.TempDir(), "all.jsonl")
	if status, out, errs := simrun(t, "campaign", "merge", parts[0], whole, "-o", bundle); status != 0 || !strings.Contains(out, "Written") {
		t.Errorf("status %d, %s%s", status, out, errs)
	}
	if mergedBytes(t, bundle, parts[1], bundle) != want {
		t.Error("a bundle is merged to something else")
	}
	if status, out, _ := simrun(t, "campaign", "merge", parts[0], parts[1]); status != 3 || out == "" {
		t.Errorf("two parts of eight: status %d", status)
	}
}

// A campaign that is interrupted says what it knows, ends with 3 or, where something new is
// known, with 1, and the same command goes on.
func TestCampaignGoesOn(t *testing.T) {
	plan, folder := planFile(t, "fuzz glare reading robust runs 3000000 shard 3000"), filepath.Join(t.TempDir(), "d")
	args := []string{"campaign", "run", plan, "--dir", folder, "--format", "json"}
	var done []int
	for range 2 {
		status, out, errs := simrun(t, append(args, "--for", "400ms")...)
		whole := jsonLines[report.CampaignJSON](t, out)[0]
		if status != 3 || whole.Verdict != "undecided" || len(whole.Left)+whole.Done != whole.Shards {
			t.Fatalf("status %d, %.300s%s", status, out, errs)
		}
		done = append(done, whole.Done)
	}
	if done[0] == 0 || done[1] <= done[0] {
		t.Errorf("done were %d, then %d", done[0], done[1])
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	time.AfterFunc(200*time.Millisecond, func() { cancel(checker.ErrInterrupted) })
	var out, errs bytes.Buffer
	begun := time.Now()
	status := execute(ctx, cli.New(nil, &out, &errs), args)
	if took := time.Since(begun); status != 3 || took > 5*time.Second {
		t.Errorf("interrupted: status %d after %v, %s", status, took, errs.String())
	}
	if whole := jsonLines[report.CampaignJSON](t, strings.SplitAfter(out.String(), "\n")[0])[0]; whole.Done < done[1] {
		t.Errorf("done were %d, then %d", done[1], whole.Done)
	}
}

// What is new is written as corpus cases to look at, which replay; what lies there and is
// not simrun's stays as it is, and the corpus itself is no place for them.
func TestCampaignReview(t *testing.T) {
	plan, folder := planFile(t, "fuzz glare-hangup redial reading literal runs 300"), filepath.Join(t.TempDir(), "d")
	if status, out, errs := simrun(t, "campaign", "run", plan, "--dir", folder); status != 1 || !strings.Contains(out, "To look at, as corpus cases: ") {
		t.Fatalf("status %d, %s%s", status, out, errs)
	}
	cases, err := filepath.Glob(filepath.Join(folder, "review", "*-*.txt"))
	if err != nil || len(cases) < 2 {
		t.Fatal(cases, err)
	}
	for _, name := range cases {
		if status, out, errs := simrun(t, "corpus", name); strings.HasSuffix(name, "simrun-files.txt") == (status == 0) {
			t.Errorf("%s: status %d, %s%s", name, status, out, errs)
		}
	}
	mine := cases[0]
	write(t, mine, "mine\n")
	if status, _, errs := simrun(t, "campaign", "report", folder, "--review", filepath.Join(folder, "review")); status != 2 || !strings.Contains(errs, "is not as simrun has written it") {
		t.Errorf("status %d, %s", status, errs)
	}
	kept := filepath.Join(t.TempDir(), "corpus")
	if err := os.Mkdir(kept, 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(kept, "a-story.txt"), "a story of the corpus\n")
	if status, _, errs := simrun(t, "campaign", "report", folder, "--review", kept); status != 2 || !strings.Contains(errs, "choose a folder of its own") {
		t.Errorf("status %d, %s", status, errs)
	}
	if entries, err := os.ReadDir(kept); err != nil || len(entries) != 1 {
		t.Errorf("%v, %v", entries, err)
	}
}

// A report compares with another campaign: what that had is not new, and then nothing is
// left to complain of.
func TestCampaignSince(t *testing.T) {
	plan := planFile(t, "fuzz glare-hangup redial reading literal runs 300")
	now, before := filepath.Join(t.TempDir(), "now"), filepath.Join(t.TempDir(), "before")
	for _, folder := range []string{now, before} {
		if status, _, errs := simrun(t, "campaign", "run", plan, "--dir", folder); status != 1 {
			t.Fatal(status, errs)
		}
	}
	if status, out, errs := simrun(t, "campaign", "report", now, "--since", before); status != 0 || !strings.Contains(out, "none of them new") || !strings.Contains(out, "Otherwise than before") {
		t.Errorf("status %d, %s%s", status, out, errs)
	}
	page := filepath.Join(t.TempDir(), "report.html")
	if status, out, errs := simrun(t, "campaign", "report", now, "--format", "html", "-o", page); status != 1 || out != "Written: "+page+"\n" {
		t.Errorf("status %d, %s%s", status, out, errs)
	}
	if text, err := os.ReadFile(page); err != nil || !bytes.HasPrefix(text, []byte("<!DOCTYPE html>")) {
		t.Errorf("%.100s, %v", text, err)
	}
}

// What is foreign, damaged or made up is refused or told, and nothing is counted twice.
func TestCampaignStrangeResults(t *testing.T) {
	plan, other := planFile(t, "fuzz glare runs 30 shard 10 reading robust"), planFile(t, "fuzz glare runs 31 shard 10 reading robust")
	folder, foreign := filepath.Join(t.TempDir(), "d"), filepath.Join(t.TempDir(), "f")
	for path, from := range map[string]string{folder: plan, foreign: other} {
		if status, _, errs := simrun(t, "campaign", "run", from, "--dir", path); status != 0 {
			t.Fatal(status, errs)
		}
	}
	want := mergedBytes(t, folder)
	for _, args := range [][]string{{"campaign", "merge", folder, foreign}, {"campaign", "merge", foreign, folder}, {"campaign", "run", plan, "--dir", foreign}} {
		if status, out, errs := simrun(t, args...); status != 2 || out != "" || !strings.Contains(errs, "different campaigns") && !strings.Contains(errs, "the plans differ") {
			t.Errorf("%v: status %d, %s%s", args, status, out, errs)
		}
	}
	broken := filepath.Join(folder, "shards", "000001.jsonl")
	text, err := os.ReadFile(broken)
	if err != nil {
		t.Fatal(err)
	}
	write(t, broken, string(text[:len(text)-30]))
	if status, _, errs := simrun(t, "campaign", "merge", folder); status != 3 || !strings.Contains(errs, "it is not whole") || !strings.Contains(errs, "000001.jsonl") {
		t.Errorf("status %d, %s", status, errs)
	}
	if status, _, errs := simrun(t, "campaign", "run", plan, "--dir", folder); status != 0 || !strings.Contains(errs, "counts as not done") {
		t.Errorf("status %d, %s", status, errs)
	}
	if mergedBytes(t, folder) != want {
		t.Error("made again, the shard is another")
	}
	// Of another program: its own folder is refused to this one.
	p := cli.New(nil, &bytes.Buffer{}, &bytes.Buffer{})
	var errs bytes.Buffer
	p.Program, p.Stderr = "v99", &errs
	if status := execute(t.Context(), p, []string{"campaign", "run", plan, "--dir", folder}); status != 2 || !strings.Contains(errs.String(), "the programs differ") {
		t.Errorf("status %d, %s", status, errs.String())
	}
}

// What a person may type is answered with what was expected.
func TestCampaignUsage(t *testing.T) {
	plan := planFile(t, "fuzz glare runs 30")
	for command, want := range map[string]string{
		"campaign rnu":                                    `did you mean "run"?`,
		"campaign plan":                                   "expected a plan: a file, or one of clients, nightly, proofs",
		"campaign plan nigtly":                            `did you mean "nightly"?`,
		"campaign plan nightly clients":                   "expected one plan",
		"campaign plan no-such.txt":                       "there is no such file",
		"campaign run nightly":                            "expected --dir DIR",
		"campaign run " + plan + " --dir x --shard 9/8":   "expected a part from 1/8 to 8/8",
		"campaign run " + plan + " --dir x --shard job/8": "JOB_COMPLETION_INDEX is not set",
		"campaign merge":                                  "expected results",
		"campaign merge nowhere":                          "there is no such",
		"campaign report . ":                              "there is no campaign in this folder",
		"campaign report x --format pdf":                  `unknown format "pdf"`,
	} {
		if status, out, errs := simrun(t, strings.Fields(command)...); status != 2 || out != "" || !strings.Contains(errs, want) {
			t.Errorf("%s: status %d, %q, %q", command, status, out, errs)
		}
	}
	if status, out, _ := simrun(t, "campaign"); status != 0 || !strings.Contains(out, "Available Commands") {
		t.Errorf("status %d, %s", status, out)
	}
	if _, err := os.Stat("x"); err == nil {
		t.Error("a folder was made for a command that was refused")
	}
	status, out, _ := simrun(t, "campaign", "plan", plan, "--format", "json")
	lines := strings.Split(strings.TrimSpace(out), "\n")
	var one struct{ Kind, What string }
	if err := json.Unmarshal([]byte(lines[1]), &one); status != 0 || len(lines) != 2 || err != nil || one.Kind != "fuzz" || !strings.HasSuffix(one.What, "runs 0-29") {
		t.Errorf("status %d, %v, %s", status, err, out)
	}
}

// Two builds under development are different programs, though their version is the same; one
// that was released is the same wherever it was built.
func TestBuild(t *testing.T) {
	if got := cli.Build("v1.2.3"); got != "v1.2.3" {
		t.Error(got)
	}
	for _, version := range []string{"(devel)", "unknown", "v1.2.3+dirty"} {
		if got := cli.Build(version); !regexp.MustCompile(`^\S+ [0-9a-f]{12}$`).MatchString(got) || got != cli.Build(version) {
			t.Errorf("%q", got)
		}
	}
}
