package scheduler_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/glarelab/glare/scheduler"
)

// BenchmarkWalk measures actions of a run of every strategy, in a system whose
// worlds have the size of real ones.
func BenchmarkWalk(b *testing.B) {
	sys := grid{n: 6, steps: 4}
	for _, e := range scheduler.Strategies[gridWorld, gridAction]() {
		b.Run(e.Name, func(b *testing.B) {
			b.ReportAllocs()
			s, runner := e.New(sys), scheduler.NewRunner(sys, gridJudge{sys}, scheduler.Limits{})
			runner.Run(s, 1, 0)
			actions := 0
			for run := uint64(0); b.Loop(); run++ {
				actions += len(runner.Run(s, 1, run).Schedule.Picks)
			}
			b.ReportMetric(float64(actions)/b.Elapsed().Seconds()/1e6, "Mactions/s")
		})
	}
}

// BenchmarkSearch measures an exhaustive search over a million worlds of the
// size of real ones.
func BenchmarkSearch(b *testing.B) {
	sys := grid{n: 6, steps: 9}
	for _, exact := range []bool{false, true} {
		for _, workers := range []int{1, 2} {
			b.Run(fmt.Sprintf("exact=%v/workers=%d", exact, workers), func(b *testing.B) {
				benchmarkSearch(b, sys, scheduler.SearchOptions{Workers: workers, Exact: exact})
			})
		}
	}
	b.Run("packed", func(b *testing.B) {
		benchmarkSearch(b, packedGrid{sys}, scheduler.SearchOptions{Workers: 1})
	})
}

func benchmarkSearch(b *testing.B, sys scheduler.System[gridWorld, gridAction], options scheduler.SearchOptions) {
	var r *scheduler.SearchResult
	for b.Loop() {
		r = scheduler.Search(context.Background(), sys, gridJudge{}, options)
	}
	if r.Verdict != scheduler.Proved || r.States != 1_000_000 {
		b.Fatalf("%+v", r)
	}
	seconds := b.Elapsed().Seconds() / float64(b.N)
	b.ReportMetric(float64(r.States)/seconds/1e6, "Mstates/s")
	b.ReportMetric(float64(r.Transitions)/seconds/1e6, "Mtransitions/s")
	b.ReportMetric(float64(r.Memory)/float64(r.States), "bytes/state")
}

// packedGrid keeps keys in the frontier.
type packedGrid struct{ grid }

func (packedGrid) Unpack(w *gridWorld, key []byte) { copy(bytesOf(w), key) }

// BenchmarkStory measures finding the calmest story to the last world of all.
func BenchmarkStory(b *testing.B) {
	sys := grid{n: 5, steps: 9, trapped: true, trap: [6]uint8{8, 9, 9, 9, 9}}
	for b.Loop() {
		if r := scheduler.Search(context.Background(), sys, gridJudge{sys}, scheduler.SearchOptions{}); r.Verdict != scheduler.Violated {
			b.Fatalf("%+v", r)
		}
	}
}

// BenchmarkShrink measures shrinking a run of which few steps matter.
func BenchmarkShrink(b *testing.B) {
	sys := grid{n: 6, steps: 9}
	judge := reaching{gridJudge{sys}}
	runner := scheduler.NewRunner(sys, judge, scheduler.Limits{})
	named, err := scheduler.Names(sys, runner.Run(scheduler.NewUniform(sys), 1, 1).Schedule)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if r, err := scheduler.Shrink(b.Context(), sys, judge, 0, named.Names, 1); r == nil || err != nil {
			b.Fatal(r, err)
		}
	}
}
