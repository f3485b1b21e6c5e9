package main

import (
	"bytes"
	"context"
	"errors"
	"math/bits"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/glarelab/glare/cmd/simrun/cli"
)

// A Ctrl-C ends the work, what is known is printed, and the status says that
// nothing is decided.
func TestInterrupt(t *testing.T) {
	for _, command := range []string{
		"fuzz glare --reading robust --for 1m",
		"check bystanders --reading robust --faults send-delay=2,sync-batch=2,late-decryption=2,rate-limit=2,suspend=2",
	} {
		done := make(chan struct{})
		go func() {
			select {
			case <-done:
			case <-time.After(300 * time.Millisecond):
				if err := syscall.Kill(os.Getpid(), syscall.SIGINT); err != nil {
					t.Error(err)
				}
			}
		}()
		start := time.Now()
		status, out, _ := simrun(t, strings.Fields(command)...)
		close(done)
		if status != 3 || !strings.HasPrefix(out, "UNDECIDED ") || !strings.Contains(out, "interrupted") {
			t.Errorf("%s: status %d, %q", command, status, out)
		}
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s: took %v to end", command, took)
		}
	}
}

// Interrupted before the start, nothing is decided either.
func TestInterruptedAtOnce(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, command := range []string{"", "check glare", "fuzz glare"} {
		var out, errs bytes.Buffer
		if status := execute(ctx, cli.New(nil, &out, &errs), strings.Fields(command)); status != 3 {
			t.Errorf("%q: status %d, %q", command, status, out.String())
		}
	}
}

// full is a disk without space.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

// A result that cannot be written is an error, not a success.
func TestOutputFull(t *testing.T) {
	for _, command := range []string{"check glare --reading robust", "check glare --reading robust --format json", "run glare", "--help"} {
		var errs bytes.Buffer
		if status := run(strings.Fields(command), nil, full{}, &errs); status != 2 || !strings.Contains(errs.String(), "no space left") {
			t.Errorf("%s: status %d, standard error %q", command, status, errs.String())
		}
	}
}

// Colour only adds escape sequences.
func TestColor(t *testing.T) {
	for _, command := range []string{"", "check glare --reading literal", "run glare --diagram text"} {
		var plain, colored, errs bytes.Buffer
		execute(t.Context(), cli.New(nil, &plain, &errs), strings.Fields(command))
		p := cli.New(nil, &colored, &errs)
		p.Color = true
		execute(t.Context(), p, strings.Fields(command))
		if bytes.Equal(plain.Bytes(), colored.Bytes()) || !bytes.Contains(colored.Bytes(), []byte("\x1b[")) {
			t.Errorf("%q: no colour", command)
		}
		if bytes.Contains(plain.Bytes(), []byte("\x1b")) {
			t.Errorf("%q: colour where none is wanted", command)
		}
	}
}

// A picture in a file has no colour, whatever the terminal.
func TestNoColorInFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "story.txt")
	p := cli.New(nil, &bytes.Buffer{}, &bytes.Buffer{})
	p.Color = true
	execute(t.Context(), p, []string{"run", "glare", "--diagram", "text", "-o", name})
	if text, err := os.ReadFile(name); err != nil || bytes.Contains(text, []byte("\x1b")) || len(text) == 0 {
		t.Errorf("%v: %q", err, text)
	}
}

// Every command has its own defaults, whatever those of the others are.
func TestOwnDefaults(t *testing.T) {
	type own struct {
		strategy        string
		seed, maxStates uint64
		budget          time.Duration
		maxMemory       cli.BytesFlag
	}
	for command, want := range map[string]own{
		"fuzz glare --runs 1":         {strategy: "portfolio", seed: 1, maxMemory: cli.UsualMemory(bits.UintSize)},
		"run glare":                   {strategy: "latency", seed: 1},
		"run glare --seed 7":          {strategy: "latency", seed: 7},
		"check glare --for 9s":        {budget: 9 * time.Second, maxMemory: cli.UsualMemory(bits.UintSize)},
		"check glare --max-states 10": {maxStates: 10, maxMemory: cli.UsualMemory(bits.UintSize)},
		"check glare":                 {maxMemory: cli.UsualMemory(bits.UintSize)},
		"replay --seed 2 glare":       {strategy: "latency", seed: 2},
	} {
		p := cli.New(nil, &bytes.Buffer{}, &bytes.Buffer{})
		execute(t.Context(), p, strings.Fields(command))
		f := p.Flags
		if got := (own{f.Strategy, f.Seed, f.MaxStates, f.Budget, f.MaxMemory}); got != want {
			t.Errorf("%s: %+v, want %+v", command, got, want)
		}
	}
}

// Without a terminal a longer piece of work logs how far it is, now and then; or once that it
// goes on, where nothing is counted.
func TestMeterLogs(t *testing.T) {
	var errs bytes.Buffer
	p := cli.New(nil, &bytes.Buffer{}, &errs)
	if err := execute(t.Context(), p, []string{"run", "glare"}); err != 0 {
		t.Fatal(errs.String())
	}
	for what, counts := range map[string][]any{"checking glare": {"states", 7}, "building": nil} {
		m := &cli.Bar{Done: make(chan struct{})}
		m.Tell(-1, counts...)
		m.Group.Go(func() { m.Log(p.Log, what, time.Millisecond) })
		time.Sleep(50 * time.Millisecond)
		m.Close()
	}
	if strings.Count(errs.String(), `msg="checking glare" states=7`) < 2 || strings.Count(errs.String(), "msg=building") != 1 {
		t.Errorf("logged %q", errs.String())
	}
}
