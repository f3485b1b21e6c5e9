package scheduler

import (
	"context"
	"errors"
)

// endOf is why a context has ended, in the words of its cause.
func endOf(ctx context.Context) string {
	if cause := context.Cause(ctx); !errors.Is(cause, context.Canceled) {
		return cause.Error()
	}
	return "interrupted"
}
