package main

import (
	"context"
	"errors"
	"math/bits"
	"strings"
	"testing"
	"time"
)

// On a machine of 32 bits a command that says nothing of memory fits its address space,
// of which some systems give it two GiB.
func TestUsualMemoryFitsTheAddressSpace(t *testing.T) {
	if most := memoryCeiling(uint64(usualMemory(32))); most > 3<<29 {
		t.Errorf("32 bits: %d MiB", most>>20)
	}
	p := newProgram(nil, nil, nil)
	if p.maxMemory() != uint64(usualMemory(bits.UintSize)) {
		t.Errorf("without the flag %d bytes", p.maxMemory())
	}
}

// Work that counts nothing ends too, before the memory of the process does, and says
// how much that was.
func TestMemoryIsGuarded(t *testing.T) {
	p := newProgram(nil, nil, nil)
	p.flags.maxMemory = 1 << 20
	ctx, stop := p.guardMemory(t.Context())
	defer stop()
	var held [][]byte
	for begin := time.Now(); ctx.Err() == nil && time.Since(begin) < time.Minute; {
		block := make([]byte, 1<<20)
		for i := range block {
			block[i] = 1
		}
		if held = append(held, block); len(held) > 1000 {
			break
		}
		time.Sleep(time.Millisecond)
	}
	var full *memoryError
	if !errors.As(context.Cause(ctx), &full) || full.used < 64<<20 || !strings.Contains(full.Error(), "with --max-memory 1MiB") {
		t.Errorf("after %d MiB: %v", len(held), context.Cause(ctx))
	}
}

// Every command that explores has a bound on memory, and is undecided beyond it.
func TestCommandsStayWithinMemory(t *testing.T) {
	for _, command := range []string{
		"check bystanders --reading robust --faults " + manyFaults,
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
