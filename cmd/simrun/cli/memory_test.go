package cli

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
	if most := memoryCeiling(uint64(UsualMemory(32))); most > 3<<29 {
		t.Errorf("32 bits: %d MiB", most>>20)
	}
	p := New(nil, nil, nil)
	if p.MaxMemory() != uint64(UsualMemory(bits.UintSize)) {
		t.Errorf("without the flag %d bytes", p.MaxMemory())
	}
}

// Work that counts nothing ends too, before the memory of the process does, and says
// how much that was.
func TestMemoryIsGuarded(t *testing.T) {
	p := New(nil, nil, nil)
	p.Flags.MaxMemory = 1 << 20
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
