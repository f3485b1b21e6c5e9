package properties_test

import (
	"context"
	"testing"

	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// bundled is a bundled scenario under a reading.
func bundled(tb testing.TB, scenario, reading string) *sim.System {
	tb.Helper()
	s, err := sim.FindScenario(scenario)
	if err != nil {
		tb.Fatal(err)
	}
	if err := s.SetReading(reading); err != nil {
		tb.Fatal(err)
	}
	sys, err := sim.Compile(s)
	if err != nil {
		tb.Fatal(err)
	}
	return sys
}

// walker makes runs of the uniform walk, judged at every step. They are complete
// ones, since literal-sent violates nothing. The first make the buffers, so that
// later ones need none.
func walker(tb testing.TB) (run func(number uint64) (actions int)) {
	sys := bundled(tb, "glare", "literal-sent")
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

// BenchmarkSearchGlareHangup measures an exhaustive search, past violations.
func BenchmarkSearchGlareHangup(b *testing.B) {
	sys := bundled(b, "glare-hangup", "literal")
	judge := properties.NewJudge(sys)
	for _, workers := range []int{1, 2} {
		b.Run([]string{"one-worker", "two-workers"}[workers-1], func(b *testing.B) {
			var r *scheduler.SearchResult
			var states, transitions uint64
			for b.Loop() {
				r = scheduler.Search(context.Background(), sys, judge, scheduler.SearchOptions{Workers: workers, KeepGoing: true, Silent: true})
				states, transitions = states+r.States, transitions+r.Transitions
			}
			b.ReportMetric(float64(states)/b.Elapsed().Seconds()/1e6, "Mstates/s")
			b.ReportMetric(float64(transitions)/b.Elapsed().Seconds()/1e6, "Mtransitions/s")
			b.ReportMetric(float64(r.Memory)/float64(r.States), "bytes/state")
		})
	}
}
