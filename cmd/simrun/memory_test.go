package main

import (
	"strings"
	"testing"
)

// Every command that explores has a bound on memory, and is undecided beyond it.
func TestCommandsStayWithinMemory(t *testing.T) {
	for _, command := range []string{
		"check bystanders --reading robust --reduction none --faults " + manyFaults,
		"odds federated-glare --all --within 10s --max-states 1000000000",
		"matrix bystanders --reading robust --faults " + manyFaults,
		"diff robust literal bystanders --max-states 0 --faults " + manyFaults,
		"rollout robust literal bystanders --max-states 0 --faults " + manyFaults,
		"repair --scenario bystanders --max-states 0 --faults " + manyFaults,
		"fuzz bystanders --reading robust --runs 10 --coverage --faults " + manyFaults,
	} {
		status, out, errs := simrun(t, strings.Fields(command+" --max-memory 8MiB")...)
		if want := 3; !strings.Contains(out, "memory") || status != want && !strings.HasPrefix(command, "matrix") && !strings.HasPrefix(command, "fuzz") {
			t.Errorf("%s: status %d, %q, %q", command, status, out, errs)
		}
	}
	for _, bad := range []string{"0B", "0GiB"} {
		if status, _, errs := simrun(t, "check", "glare", "--max-memory", bad); status != 2 || !strings.Contains(errs, "expected an amount") {
			t.Errorf("%s: status %d, %q", bad, status, errs)
		}
	}
}

// A check whose stories need more than the bound says by how much.
func TestMemoryBeyondTheBoundIsSaid(t *testing.T) {
	status, out, errs := simrun(t, strings.Fields("check glare-hangup --reading literal --keep-going --max-memory 5MiB")...)
	if status != 1 || !strings.Contains(out, "Memory:     ") || !strings.Contains(out, "more than --max-memory") {
		t.Errorf("status %d, %q, %q", status, out, errs)
	}
}
