package checker

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/glarelab/glare/sim"
)

// InOrder does n pieces of work, each once, so many at a time. What each does
// must not depend on the others, so that the number of workers does not matter.
// The error of the context counts too.
func InOrder(ctx context.Context, workers, n int, do func(i int) error) error {
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
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return errors.Join(errs...)
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
