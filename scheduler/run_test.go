package scheduler_test

import (
	"context"
	"slices"
	"testing"

	"github.com/glarelab/glare/scheduler"
)

// A run that settles is ok, one that cannot settle within its bound undecided,
// and healing gives what hung on a fault its chance.
func TestRunEndsWithTheRightVerdict(t *testing.T) {
	calm := scheduler.NewCalm(retrying{})
	r := scheduler.NewRunner(retrying{}, retryJudge{}, scheduler.Limits{Explore: 10, Drain: 10}).Run(calm, 0, 0)
	if r.Verdict != scheduler.OK || !slices.Contains(r.Schedule.Picks, scheduler.Heal) {
		t.Errorf("with a server that healing brings up: %+v", r)
	}
	r = scheduler.NewRunner(neverUp{}, retryJudge{}, scheduler.Limits{Explore: 10, Drain: 10}).Run(calm, 0, 0)
	if r.Verdict != scheduler.Undecided || r.Reason == "" || len(r.Schedule.Picks) != 31 {
		t.Errorf("with a server that never comes up: %+v", r)
	}
	uniform := scheduler.NewUniform(crossing{flaw: true})
	runner := scheduler.NewRunner(crossing{flaw: true}, crossJudge{}, scheduler.Limits{})
	for run := range uint64(1000) {
		if r := runner.Run(uniform, 1, run); r.Verdict == scheduler.Violated {
			if r.Violated != 1 || r.At != len(r.Schedule.Picks) || r.Outcome != (scheduler.Code{2: crossIn1<<8 | crossIn0}) {
				t.Errorf("%+v", r)
			}
			return
		}
	}
	t.Error("the flaw was not found")
}

// neverUp is a retrying client whose server does not come up at all.
type neverUp struct{ retrying }

func (neverUp) Heal(*retryWorld) {}

func (n neverUp) Enabled(w *retryWorld, buf []retryAction) []retryAction {
	buf = n.retrying.Enabled(w, buf)
	return buf[:len(buf)-1]
}

// A fair action that is never the calmest comes all the same: the drain does
// not starve it.
func TestDrainIsFair(t *testing.T) {
	r := scheduler.NewRunner(retrying{restarts: true}, retryJudge{}, scheduler.Limits{}).Run(scheduler.NewCalm(retrying{restarts: true}), 0, 0)
	if r.Verdict != scheduler.OK || len(r.Schedule.Picks) < 200 || slices.Contains(r.Schedule.Picks, scheduler.Heal) {
		t.Errorf("%+v", r)
	}
}

// Exploring costs no allocation per action, whatever the strategy.
func TestRunsDoNotAllocate(t *testing.T) {
	sys := crossing{flaw: false, losses: 1}
	for _, e := range scheduler.Strategies[crossWorld, crossAction]() {
		s, runner, run := e.New(sys), scheduler.NewRunner(sys, blind{}, scheduler.Limits{}), uint64(0)
		runner.Run(s, 1, run)
		for range 100 {
			run++
			runner.Run(s, 1, run)
		}
		if n := testing.AllocsPerRun(200, func() { run++; runner.Run(s, 1, run) }); n != 0 {
			t.Errorf("%s allocates %v times a run", e.Name, n)
		}
	}
}

// blind finds nothing wrong.
type blind struct{ crossJudge }

func (blind) Step(*crossWorld, crossAction, *crossWorld) scheduler.Set { return 0 }

func (blind) Final(*crossWorld) scheduler.Set { return 0 }

// What many runs find does not depend on the number of workers, and is the same
// again.
func TestFuzzIsDeterministic(t *testing.T) {
	sys := crossing{flaw: true, losses: 1}
	make := scheduler.NewPortfolio[crossWorld, crossAction]
	var results []*scheduler.FuzzResult
	for _, workers := range []int{1, 2, 5, 1} {
		results = append(results, scheduler.Fuzz(context.Background(), sys, crossJudge{}, make, scheduler.FuzzOptions{Seed: 7, Runs: 5000, Workers: workers, Recheck: 3}))
	}
	first := results[0]
	if first.Verdict != scheduler.Violated || first.Found == nil || first.Runs != first.Run+1 || first.Flaw != "" {
		t.Fatalf("%+v", first)
	}
	for _, r := range results[1:] {
		if r.Run != first.Run || r.Actions != first.Actions || !slices.Equal(r.Tallies, first.Tallies) ||
			!slices.Equal(r.Found.Schedule.Names, first.Found.Schedule.Names) {
			t.Errorf("%+v\n%+v", first, r)
		}
	}
}

// No run is no success, and a budget that is spent without a finding is.
func TestFuzzVerdicts(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	make := scheduler.NewUniform[crossWorld, crossAction]
	if r := scheduler.Fuzz(ctx, crossing{}, crossJudge{}, make, scheduler.FuzzOptions{Runs: 100}); r.Verdict != scheduler.OK || r.Runs != 100 {
		t.Errorf("%+v", r)
	}
	cancel()
	if r := scheduler.Fuzz(ctx, crossing{}, crossJudge{}, make, scheduler.FuzzOptions{}); r.Verdict != scheduler.Undecided || r.Runs != 0 {
		t.Errorf("%+v", r)
	}
	if r := scheduler.Fuzz(context.Background(), neverUp{}, retryJudge{}, scheduler.NewUniform[retryWorld, retryAction], scheduler.FuzzOptions{Runs: 9}); r.Verdict != scheduler.Undecided {
		t.Errorf("%+v", r)
	}
}

// A system that does not do the same again is found out.
func TestFuzzFindsNondeterminism(t *testing.T) {
	sys := forgetful{crossing{}, new(int)}
	r := scheduler.Fuzz(context.Background(), sys, blind{}, scheduler.NewUniform[crossWorld, crossAction], scheduler.FuzzOptions{Runs: 100, Recheck: 1})
	if r.Flaw == "" || r.Verdict != scheduler.Undecided {
		t.Errorf("%+v", r)
	}
}

// forgetful is a system with a state of its own, which is forbidden.
type forgetful struct {
	crossing
	n *int
}

func (f forgetful) Do(w *crossWorld, a crossAction) {
	f.crossing.Do(w, a)
	if *f.n++; *f.n == 50 {
		w.Spare[0]++
	}
}
