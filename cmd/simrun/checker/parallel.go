package checker

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/glarelab/glare/sim"
)

// Each does n pieces of work, each once, so many at a time, until the context ends. What
// each does must not depend on the others, so that the number of workers does not matter.
func Each(ctx context.Context, workers, n int, do func(i int) error) error {
	errs := make([]error, n)
	var taken atomic.Int64
	var group sync.WaitGroup
	for range min(max(workers, 1), n) {
		group.Go(func() {
			for i := int(taken.Add(1)) - 1; i < n && ctx.Err() == nil; i = int(taken.Add(1)) - 1 {
				errs[i] = do(i)
			}
		})
	}
	group.Wait()
	return errors.Join(errs...)
}

// All is [Each] where nothing is known before all is done: that the context has ended is
// an error.
func All(ctx context.Context, workers, n int, do func(i int) error) error {
	err := Each(ctx, workers, n, do)
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// ReasonOf is why a context has ended.
func ReasonOf(ctx context.Context) string {
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, context.Canceled) {
		return cause.Error()
	}
	return "interrupted"
}

// ErrUndecided says that a search was not completed, so that nothing can be said
// of its cell.
var ErrUndecided = errors.New("undecided")

// Undecided is the error of a cell whose search was not completed.
func Undecided(s *sim.Scenario, reason string) error {
	return fmt.Errorf("%s: %w: %s", s.Name, ErrUndecided, reason)
}
