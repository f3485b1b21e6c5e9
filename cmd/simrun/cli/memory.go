package cli

import (
	"context"
	"fmt"
	"math/bits"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/process"
)

// UsualMemory is how much memory a command may use if --max-memory does not say it. On
// a machine of 32 bits it fits the address space, of which a process has two or three
// GiB, with all that is moved when tables grow.
func UsualMemory(wordBits int) BytesFlag {
	if wordBits < 64 {
		return 1 << 30
	}
	return 4 << 30
}

// MemoryFlag adds --max-memory, whose usual value holds where a command lacks it.
func (p *Program) MemoryFlag(c *cobra.Command) {
	p.Flags.MaxMemory = UsualMemory(bits.UintSize)
	c.Flags().Var(&p.Flags.MaxMemory, "max-memory", "give up beyond so much memory, such as 500MiB or 4GiB")
}

// MaxMemory is how much memory a part of the work may use, in bytes.
func (p *Program) MaxMemory() uint64 {
	if p.Flags.MaxMemory == 0 {
		return uint64(UsualMemory(bits.UintSize))
	}
	return uint64(p.Flags.MaxMemory)
}

// memoryError ends work that takes too much memory.
type memoryError struct{ used, limit uint64 }

func (e *memoryError) Error() string {
	limit := BytesFlag(e.limit)
	return fmt.Sprintf("the memory is used up: %d MiB, with --max-memory %s", e.used>>20, limit.String())
}

// memoryCeiling is what the process may use beside what it used before, where parts of
// the work may use limit: what they do not count, garbage and the program itself, takes a
// quarter more.
func memoryCeiling(limit uint64) uint64 { return limit + limit/4 + 64<<20 }

// guardMemory is a context that ends before the memory of the process does: searches
// count what they use and stop by themselves, but there is more than one at a time, and
// not all work is a search.
func (p *Program) guardMemory(ctx context.Context) (guarded context.Context, stop func()) {
	limit := p.MaxMemory()
	return process.GuardMemory(ctx, memoryCeiling(limit), func(used uint64) error { return &memoryError{used, limit} })
}
