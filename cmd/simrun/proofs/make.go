package proofs

import (
	"context"
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

// Make makes the proofs, so many at a time; the results are in the order of
// the proofs.
func Make(ctx context.Context, p *story.Reporter, list []*Proof, workers int) ([]Proved, error) {
	meter := p.Watch("proving")
	defer meter.Close()
	results := make([]Proved, len(list))
	for i := range list {
		results[i].Proof = list[i]
	}
	rules := checker.Rules{}
	var done atomic.Int64
	order := longestFirst(list)
	err := checker.Each(ctx, workers, len(list), func(n int) error {
		i, start := order[n], time.Now()
		r := &results[i]
		c, err := r.Proof.Certify(ctx, rules)
		switch {
		case ctx.Err() != nil:
			return nil // perhaps not complete
		case err != nil:
			return err
		}
		r.Certificate, r.Text, r.Seconds = c, c.Text(), time.Since(start).Seconds()
		made := done.Add(1)
		meter.Tell(made*story.WholeShare/int64(len(list)), "proofs", made, "of", len(list))
		return nil
	})
	return results, err
}

// longestFirst is the order in which proofs are made: those first of which whole runs are too
// many, so that no worker is left with a long one at the end.
func longestFirst(list []*Proof) []int {
	var long, short []int
	for i, p := range list {
		if p.Dropped {
			long = append(long, i)
		} else {
			short = append(short, i)
		}
	}
	return append(long, short...)
}
