package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	ossignal "os/signal"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/cli"
)

// manyFaults are faults with which bystanders takes far longer than a test lets it.
const manyFaults = "send-delay=2,sync-batch=2,late-decryption=2,rate-limit=2,suspend=2"

// longCommands are commands that work for long. DIR is a folder of its own.
var longCommands = []string{
	"check bystanders --reading robust --faults " + manyFaults,
	"check bystanders --reading literal --keep-going --outcomes --faults " + manyFaults,
	"fuzz glare --reading robust --runs 1000000000",
	"fuzz bystanders --reading robust --runs 10 --coverage --faults " + manyFaults,
	"explain ../../corpus/both-invites-in-flight.txt --max-states 1000000000 --faults " + manyFaults,
	"explain ../../corpus/both-invites-in-flight.txt --max-states 1 --samples 65000 --faults " + manyFaults,
	"export --graph bystanders DIR --max-states 1000000 --faults " + manyFaults,
	"odds glare --draw --runs 1000000000",
	"odds federated-glare --all --within 10s --max-states 1000000000",
	"matrix bystanders --reading robust --faults " + manyFaults,
	"matrix --view profiles",
	"diff robust literal bystanders --max-states 0 --faults " + manyFaults,
	"rollout robust literal bystanders --max-states 0 --faults " + manyFaults,
	"repair --scenario bystanders --max-states 0 --faults " + manyFaults,
	"repair --scenario glare,slow-media,federated-glare --faults delaying --faults send-fail=1",
	"holes",
	"mutants",
	"prove --dir ../../docs/certificates",
	"corpus",
	"bench walk --for 10m",
	"bench search --for 10m",
	"bench shrink --for 10m",
}

// Whatever a command is at, it ends soon after its context does, says what it knows, and
// that this is not all.
func TestLongCommandsEndWithTheirContext(t *testing.T) {
	for _, command := range longCommands {
		args := strings.Fields(strings.ReplaceAll(command, "DIR", t.TempDir()))
		var out, errs bytes.Buffer
		ctx, cancel := context.WithCancelCause(t.Context())
		ended := make(chan time.Time, 1)
		time.AfterFunc(300*time.Millisecond, func() {
			ended <- time.Now()
			cancel(checker.ErrInterrupted)
		})
		status := execute(ctx, cli.New(nil, &out, &errs), append(args, "--workers=2")[:len(args)+hasWorkers(args[0])])
		// Two seconds are promised of a machine that has nothing else to do.
		if took := time.Since(<-ended); took > 30*time.Second {
			t.Errorf("%s: went on for %v", command, took)
		}
		if found := status == 1 && strings.Contains(out.String(), "then interrupted"); status != 3 && !found {
			t.Errorf("%s: status %d\n%s%s", command, status, out.String(), errs.String())
		}
		if out.Len() == 0 && !strings.HasPrefix(command, "bench") {
			t.Errorf("%s: says nothing", command)
		}
	}
}

// hasWorkers is how many of the flag --workers a command takes.
func hasWorkers(command string) int {
	switch command {
	case "explain", "export", "mutants", "bench":
		return 0
	default:
		return 1
	}
}

// Who asks a program to end, in whatever way, is told what is known. One that was started to
// outlive its terminal, as by nohup, goes on without it.
func TestSignals(t *testing.T) {
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		wants, says := 3, "interrupted"
		if signal == syscall.SIGHUP && ossignal.Ignored(signal) {
			wants, says = 0, "PROVED"
		}
		time.AfterFunc(300*time.Millisecond, func() {
			if err := syscall.Kill(os.Getpid(), signal); err != nil {
				t.Error(err)
			}
		})
		status, out, errs := simrun(t, strings.Fields("check bystanders --reading robust --reduction none --faults "+manyFaults)...)
		if status != wants || strings.HasPrefix(out, "UNDECIDED ") != (wants == 3) || !strings.Contains(out, says) {
			t.Errorf("%v: status %d, %q, %q", signal, status, out, errs)
		}
	}
}

// The time of --for is that of the whole command: the search for what there is to reach
// is part of it.
func TestTimeIsThatOfTheWhole(t *testing.T) {
	status, out, errs := simrun(t, strings.Fields("fuzz bystanders --reading robust --for 200ms --coverage --faults "+manyFaults)...)
	if status != 3 || !strings.Contains(out, checker.ErrBudget.Error()) || !strings.Contains(out, "it is not known how many worlds there are") {
		t.Errorf("status %d, %q, %q", status, out, errs)
	}
}

// What is interrupted changes no file: not those of a corpus that is updated, nor the
// index of the certificates.
func TestInterruptedBeforeFilesChange(t *testing.T) {
	dir := t.TempDir()
	text, err := os.ReadFile("../../corpus/both-invites-in-flight.txt")
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "story.txt")
	top, _, _ := strings.Cut(string(text), "\n----\n")
	write(t, name, top+"\n----\n")
	before := top + "\n----\n"
	for _, command := range []string{"corpus update " + dir, "corpus add " + name + " --name added --dir " + dir, "prove --update --dir " + dir} {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		var out, errs bytes.Buffer
		if status := execute(ctx, cli.New(nil, &out, &errs), strings.Fields(command)); status != 3 {
			t.Errorf("%s: status %d, %q, %q", command, status, out.String(), errs.String())
		}
		after, err := os.ReadFile(name)
		files, err2 := os.ReadDir(dir)
		if err := errors.Join(err, err2); err != nil || string(after) != before || len(files) != 1 {
			t.Errorf("%s: %d files, %v; the story now: %s", command, len(files), err, after)
		}
	}
	var out, errs bytes.Buffer
	if status := execute(t.Context(), cli.New(nil, &out, &errs), []string{"corpus", "update", dir}); status != 0 {
		t.Error(errs.String())
	}
	if after, err := os.ReadFile(name); err != nil || string(after) == before {
		t.Errorf("not interrupted, the story is not updated (%v)", err)
	}
}

var provedCell = regexp.MustCompile(`(?m)^none +PROVED$`)

// A matrix that is interrupted shows the cells that it has, as text, and leaves the file
// of the last one alone.
func TestInterruptedMatrixShowsItsCells(t *testing.T) {
	name := filepath.Join(t.TempDir(), "matrix.md")
	write(t, name, "whole\n")
	args := strings.Fields("matrix glare bystanders --reading literal-sent --workers 1 --format markdown --faults")
	begun := time.Now()
	if status, _, errs := simrun(t, append(slices.Clone(args), "none")...); status != 0 {
		t.Fatalf("status %d, %q", status, errs)
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	// That was how long the first cells take; the others take far longer.
	time.AfterFunc(200*time.Millisecond+4*time.Since(begun), func() { cancel(checker.ErrInterrupted) })
	var out, errs bytes.Buffer
	status := execute(ctx, cli.New(nil, &out, &errs), append(args, "none "+manyFaults, "-o", name))
	if status != 3 || !provedCell.MatchString(out.String()) || !strings.Contains(out.String(), "UNDECIDED: interrupted") {
		t.Errorf("status %d, %q, %q", status, out.String(), errs.String())
	}
	if text, err := os.ReadFile(name); err != nil || string(text) != "whole\n" {
		t.Errorf("%v, %q", err, text)
	}
}

// What diff, rollout and repair have found before one search was too large is printed.
func TestPartOfAComparisonIsPrinted(t *testing.T) {
	for command, known := range map[string]string{
		"diff literal literal-sent glare redial --max-states 3000":    "REMOVED glare: violation of willing-connected",
		"rollout literal literal-sent glare redial --max-states 3000": "VIOLATED glare, alice old (literal)",
		"repair --scenario glare,redial --max-states 3000":            "Known: ",
	} {
		status, out, errs := simrun(t, strings.Fields(command)...)
		if status != 3 || !strings.Contains(out, known) || !strings.Contains(out, "UNDECIDED") || !strings.Contains(out, "--max-memory") {
			t.Errorf("%s: status %d, %q, %q", command, status, out, errs)
		}
	}
}
