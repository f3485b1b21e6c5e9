package checker

import (
	"context"
	"errors"
	"time"
)

// ErrBudget ends what --for has bounded.
var ErrBudget = errors.New("the time of --for is used up")

// EndOf is why a context has ended.
func EndOf(ctx context.Context) string {
	if cause := context.Cause(ctx); !errors.Is(cause, context.Canceled) {
		return cause.Error()
	}
	return ErrInterrupted.Error()
}

// LimitTo bounds a context by a budget, if that is more than nothing.
func LimitTo(ctx context.Context, budget time.Duration) (context.Context, context.CancelFunc) {
	if budget <= 0 {
		return context.WithCancel(ctx)
	}
	return context.WithTimeoutCause(ctx, budget, ErrBudget)
}

// ErrInterrupted is why work ends that a signal has ended.
var ErrInterrupted = errors.New("interrupted")
