package proofs

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/story"
)

// Proved is what came of one proof.
type Proved struct {
	Proof       *Proof
	Certificate *Certificate // nil if the proof was interrupted
	Text        string       // of the certificate
	Seconds     float64
}

// MakeProofs makes the proofs, so many at a time; the results are in the order of
// the proofs.
func MakeProofs(p *story.Reporter, ctx context.Context, list []*Proof, workers int) ([]Proved, error) {
	meter := p.Watch("proving")
	defer meter.Close()
	results, errs := make([]Proved, len(list)), make([]error, len(list))
	rules := checker.BothV0()
	var taken, done atomic.Int64
	var group sync.WaitGroup
	for range min(workers, len(list)) {
		group.Go(func() {
			for i := int(taken.Add(1)) - 1; i < len(list); i = int(taken.Add(1)) - 1 {
				start := time.Now()
				r := &results[i]
				r.Proof = list[i]
				c, err := r.Proof.Certify(ctx, rules)
				switch {
				case ctx.Err() != nil:
					continue // perhaps not complete
				case err != nil:
					errs[i] = err
					continue
				}
				r.Certificate, r.Text, r.Seconds = c, c.Text(), time.Since(start).Seconds()
				n := done.Add(1)
				meter.Tell(n*story.WholeShare/int64(len(list)), "proofs", n, "of", len(list))
			}
		})
	}
	group.Wait()
	return results, errors.Join(errs...)
}
