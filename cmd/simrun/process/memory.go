package process

import (
	"context"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// memoryEvery is how often the memory of the process is looked at.
const memoryEvery = 20 * time.Millisecond

// GuardMemory is a context that ends, for a cause that full makes, when the process uses more
// than so many bytes beside what it uses now. Near that it rather collects garbage than grow.
func GuardMemory(ctx context.Context, more uint64, full func(used uint64) error) (guarded context.Context, stop func()) {
	ceiling := memory() + more
	before := debug.SetMemoryLimit(-1)
	debug.SetMemoryLimit(min(before, int64(min(goMemory()+more, 1<<62))))
	ctx, cancel := context.WithCancelCause(ctx)
	done := make(chan struct{})
	go func() {
		ticker := time.NewTicker(memoryEvery)
		defer ticker.Stop()
		for {
			select {
			case <-done:
				return
			case <-ticker.C:
			}
			if used := memory(); used > ceiling {
				cancel(full(used))
				return
			}
		}
	}()
	return ctx, func() {
		close(done)
		cancel(nil)
		debug.SetMemoryLimit(before)
	}
}

// goMemory is what the Go runtime has of the system, in bytes.
func goMemory() uint64 {
	list := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(list)
	return list[0].Value.Uint64() - list[1].Value.Uint64()
}
