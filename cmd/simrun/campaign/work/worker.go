package work

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/glarelab/glare/cmd/simrun/campaign/plan"
	"github.com/glarelab/glare/cmd/simrun/campaign/result"
)

// Worker carries out shards.
type Worker struct {
	Engine Engine
	Shards []plan.Shard
	Run    func(context.Context, *plan.Shard) (*result.Result, error)
	Renew  time.Duration // how often to say that the work on a shard goes on
}

// Work claims shards and carries them out, so many at once, until none is left or the
// context ends: what is under way then is dropped, for a part of a shard is nothing. The
// error is the first that is not the end of the context.
func (w *Worker) Work(ctx context.Context, workers int) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var group sync.WaitGroup
	for range max(workers, 1) {
		group.Go(func() {
			for {
				if err := w.one(ctx); err != nil {
					if !errors.Is(err, ErrDone) {
						cancel(&failure{err})
					}
					return
				}
			}
		})
	}
	group.Wait()
	if failed, ok := errors.AsType[*failure](context.Cause(ctx)); ok {
		return failed.error
	}
	return nil
}

// failure is why a worker has made all others stop.
type failure struct{ error }

func (f *failure) Unwrap() error { return f.error }

// one claims one shard, carries it out and delivers its result.
func (w *Worker) one(ctx context.Context) error {
	claim, err := w.Engine.Claim(ctx)
	switch {
	case ctx.Err() != nil:
		return ErrDone
	case err != nil:
		return err
	case claim.Shard < 0 || claim.Shard >= len(w.Shards):
		return fmt.Errorf("there is no shard %d in this plan, which has %d", claim.Shard, len(w.Shards))
	}
	renewed, stop := context.WithCancel(ctx)
	var group sync.WaitGroup
	group.Go(func() { w.renew(renewed, claim) })
	defer group.Wait()
	defer stop()
	start := time.Now()
	r, err := w.Run(ctx, &w.Shards[claim.Shard])
	if ctx.Err() != nil {
		return ErrDone
	}
	if err != nil {
		return err
	}
	if err = w.Engine.Deliver(ctx, claim, r.Encode(), time.Since(start)); ctx.Err() != nil && err != nil {
		return ErrDone
	}
	return err
}

// renew says every now and then that the work on a claim goes on. A claim that has passed
// to another is no reason to stop: whoever is done first delivers, and then both have.
func (w *Worker) renew(ctx context.Context, c Claim) {
	if w.Renew <= 0 {
		return
	}
	ticker := time.NewTicker(w.Renew)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			if err := w.Engine.Renew(ctx, c); err != nil && ctx.Err() != nil {
				return
			}
		}
	}
}
