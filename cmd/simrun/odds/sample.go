package odds

import (
	"context"
	"math"
	"math/big"
	"sync"
	"sync/atomic"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// SampleOptions says how many runs to draw.
type SampleOptions struct {
	Seed     uint64
	Runs     uint64
	Workers  int               // 0 means 1
	Progress func(runs uint64) // may be nil; it is called by several goroutines at once
}

// sampleChunk is how many runs a worker takes at a time.
const sampleChunk = 256

// Sample finds the odds by drawing runs. The same seed gives the same result with
// any number of workers, but where the context ends it.
func (o *Odds) Sample(ctx context.Context, options SampleOptions) (*Result, error) {
	workers := max(options.Workers, 1)
	tallies, errs := make([]*tally, workers), make([]error, workers)
	var taken, made atomic.Uint64
	var group sync.WaitGroup
	for i := range workers {
		tallies[i] = newTally()
		group.Go(func() {
			s := &sampler{Odds: o, tally: tallies[i]}
			for ctx.Err() == nil && errs[i] == nil {
				first := taken.Add(sampleChunk) - sampleChunk
				if first >= options.Runs {
					return
				}
				for run := first; run < min(first+sampleChunk, options.Runs) && errs[i] == nil; run++ {
					errs[i] = s.run(options.Seed, run)
				}
				if done := made.Add(min(sampleChunk, options.Runs-first)); options.Progress != nil {
					options.Progress(done)
				}
			}
		})
	}
	group.Wait()
	sum := newTally()
	for i, t := range tallies {
		if errs[i] != nil {
			return nil, errs[i]
		}
		sum.merge(t)
	}
	r, err := sum.result()
	if err != nil {
		return nil, err
	}
	if r.Size = made.Load(); r.Size < options.Runs {
		r.Reason = checker.ReasonOf(ctx)
	}
	return r, nil
}

// sampler draws runs one after the other.
type sampler struct {
	*Odds
	tally  *tally
	random scheduler.Random
	state  run
	before sim.TimedWorld
	ties   []int
	fresh  []int
}

var one = big.NewInt(1)

// run draws one run.
func (s *sampler) run(seed, run uint64) error {
	s.random.Seed(seed, run)
	initial := s.random.IntN(s.sys.Initials())
	first, early, late := 0, s.pressAt(s.random.IntN(PressPoints)), s.pressAt(s.random.IntN(PressPoints))
	if early > late {
		first, early, late = 1, late, early
	}
	r := &s.state
	s.begin(r, initial, first, late-early)
	s.tally.whole.Add(s.tally.whole, one)
	for {
		s.ties = r.next(s.ties)
		fresh, f, err := s.step(r, &s.before, s.ties[s.random.IntN(len(s.ties))], s.fresh)
		if err != nil {
			return err
		}
		s.fresh = fresh
		for _, k := range fresh {
			table := s.table(r, k)
			r.due[k] = r.NowMS + table.at(s.random.IntN(table.total()))
		}
		if s.becomesActive(r) && r.crossed() {
			add(s.tally.active, r.NowMS-s.WithinMS, one)
		}
		switch f {
		case isPlain:
			return nil
		case isQuiet:
			s.tally.end(r, one)
			return nil
		}
	}
}

// Wilson is the interval in which a share lies that was met in hits of n draws: the
// score interval of 95 % (Wilson: Probable Inference, the Law of Succession, and
// Statistical Inference, 1927).
func Wilson(hits, n uint64) (low, high float64) {
	if n == 0 {
		return 0, 1
	}
	const z = 1.959964
	size := float64(n)
	share := float64(hits) / size
	middle := share + z*z/(2*size)
	reach := z * math.Sqrt(share*(1-share)/size+z*z/(4*size*size))
	scale := 1 + z*z/size
	low, high = (middle-reach)/scale, (middle+reach)/scale
	if hits == 0 {
		low = 0 // as it is but for rounding
	}
	if hits == n {
		high = 1
	}
	return low, high
}
