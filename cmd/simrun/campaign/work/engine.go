package work

import (
	"context"
	"errors"
	"time"
)

// Engine hands out shards and takes their results. It may hand out a shard twice, and then
// takes the same result twice.
type Engine interface {
	// Claim waits for a shard to carry out; [ErrDone] says that there is none left.
	Claim(ctx context.Context) (Claim, error)
	// Renew says that the work on a claim goes on, so that it is not handed out again.
	Renew(ctx context.Context, c Claim) error
	// Deliver hands over a result, and returns when it is kept for good.
	Deliver(ctx context.Context, c Claim, text []byte, took time.Duration) error
}

// Claim is a shard that was handed out.
type Claim struct {
	Shard  int
	Ticket any // of the engine
}

// ErrDone says that no shard is left.
var ErrDone = errors.New("no shard is left")
