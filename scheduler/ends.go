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

// cutBy is what has ended the search before its last world.
func (s *search[W, A]) cutBy() string {
	switch {
	case s.ctx.Err() != nil:
		return endOf(s.ctx)
	case s.full.Load():
		return "the memory is used up"
	default:
		return "the bound on states is reached"
	}
}
