package properties_test

import (
	"context"
	"testing"

	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// crossed is a bundled scenario under literal-sent, which violates nothing, so
// that every run of it is a complete one.
func crossed(tb testing.TB, scenario string) *sim.System {
	tb.Helper()
	s, err := sim.FindScenario(scenario)
	if err != nil {
		tb.Fatal(err)
	}
	if err := s.SetReading("literal-sent"); err != nil {
		tb.Fatal(err)
	}
	sys, err := sim.Compile(s)
	if err != nil {
		tb.Fatal(err)
	}
	return sys
}

// walker makes runs of the uniform walk, judged at every step. Its first run
// makes the buffers, so that later ones need none.
func walker(tb testing.TB) (run func(number uint64) (actions int)) {
	sys := crossed(tb, "glare")
	uniform := scheduler.NewUniform[sim.World, sim.Action](sys)
	runner := scheduler.NewRunner(sys, properties.NewJudge(sys), scheduler.Limits{})
	run = func(number uint64) int {
		r := runner.Run(uniform, 1, number)
		if r.Verdict != scheduler.OK {
			tb.Fatalf("run %d is %v; under literal-sent every run of glare is ok", number, r.Verdict)
		}
		return len(r.Schedule.Picks)
	}
	for number := range uint64(100) {
		run(number)
	}
	return run
}

// A judged action costs no allocation, whatever happens in it.
func TestWalkAllocatesNothing(t *testing.T) {
	run, number := walker(t), uint64(0)
	if n := testing.AllocsPerRun(1000, func() { run(number); number++ }); n != 0 {
		t.Errorf("a run of glare makes %v allocations, expected none", n)
	}
}

// BenchmarkWalkGlare measures single actions: one iteration is one action.
func BenchmarkWalkGlare(b *testing.B) {
	run := walker(b)
	b.ReportAllocs()
	b.ResetTimer()
	actions := 0
	for number := uint64(0); actions < b.N; number++ {
		actions += run(number)
	}
	b.ReportMetric(float64(actions)/b.Elapsed().Seconds()/1e6, "Mactions/s")
}

// BenchmarkRunsGlare measures complete runs, from the first press to quiescence.
func BenchmarkRunsGlare(b *testing.B) {
	run := walker(b)
	b.ReportAllocs()
	number := uint64(0)
	for b.Loop() {
		run(number)
		number++
	}
	b.ReportMetric(float64(number)/b.Elapsed().Seconds()/1e3, "kruns/s")
}

// BenchmarkSearchRedial measures the exhaustive search of the largest bundled
// scenario that fits into a small memory.
func BenchmarkSearchRedial(b *testing.B) {
	sys := crossed(b, "redial")
	judge := properties.NewJudge(sys)
	for _, workers := range []int{1, 2} {
		b.Run([]string{"one-worker", "two-workers"}[workers-1], func(b *testing.B) {
			var r *scheduler.SearchResult
			var states, transitions uint64
			for b.Loop() {
				r = scheduler.Search(context.Background(), sys, judge, scheduler.SearchOptions{
					Workers: workers, KeepGoing: true, Silent: true, MaxStates: 400_000,
				})
				states, transitions = states+r.States, transitions+r.Transitions
			}
			b.ReportMetric(float64(states)/b.Elapsed().Seconds()/1e6, "Mstates/s")
			b.ReportMetric(float64(transitions)/b.Elapsed().Seconds()/1e6, "Mtransitions/s")
			b.ReportMetric(float64(r.Memory)/float64(r.States), "bytes/state")
		})
	}
}
