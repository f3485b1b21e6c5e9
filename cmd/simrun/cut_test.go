package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/cli"
)

// What is interrupted, or out of time, keeps the violations of the scenario that it was
// in.
func TestInterruptedComparisonKeepsWhatItFound(t *testing.T) {
	for _, command := range []string{"diff literal literal-sent bystanders --for 5s", "rollout literal literal-sent bystanders"} {
		ctx, cancel := context.WithCancelCause(t.Context())
		if !strings.Contains(command, "--for") {
			time.AfterFunc(5*time.Second, func() { cancel(checker.ErrInterrupted) })
		}
		var out, errs bytes.Buffer
		status := execute(ctx, cli.New(nil, &out, &errs), strings.Fields(command+" --max-states 0 --faults "+manyFaults))
		cancel(nil)
		if text := out.String(); status != 3 || !strings.Contains(text, "bystanders") || !strings.Contains(text, "seamless") || !strings.Contains(text, "not every run") {
			t.Errorf("%s: status %d, %s%s", command, status, text, errs.String())
		}
	}
}
