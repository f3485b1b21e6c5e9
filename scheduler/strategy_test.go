package scheduler_test

import (
	"bytes"
	"context"
	"slices"
	"testing"

	"github.com/glarelab/glare/scheduler"
)

// Every strategy gives the same run for the same seed and number, whatever it
// chose before, and different runs for different numbers.
func TestStrategiesReproduceThemselves(t *testing.T) {
	sys := crossing{flaw: false, losses: 1}
	for _, e := range scheduler.Strategies[crossWorld, crossAction]() {
		once, again := e.New(sys), e.New(sys)
		a, b := scheduler.NewRunner(sys, crossJudge{}, scheduler.Limits{}), scheduler.NewRunner(sys, crossJudge{}, scheduler.Limits{})
		differ := false
		var last []int
		for run := range uint64(200) {
			x := a.Run(once, 42, run).Schedule
			// The second strategy makes other runs in between.
			b.Run(again, 43, run+7)
			y := b.Run(again, 42, run).Schedule
			if x.Initial != y.Initial || !slices.Equal(x.Picks, y.Picks) {
				t.Fatalf("%s, run %d: %v and %v", e.Name, run, x, y)
			}
			z := b.Run(scheduler.NewReplay[crossWorld, crossAction](x), 0, 0).Schedule
			if !slices.Equal(x.Picks, z.Picks) {
				t.Fatalf("%s, run %d: %v is replayed as %v", e.Name, run, x, z)
			}
			differ = differ || run > 0 && !slices.Equal(x.Picks, last)
			last = append(last[:0], x.Picks...)
		}
		if fixed := e.Name == "calm" || e.Name == "delay-0"; differ == fixed {
			t.Errorf("%s: runs differ: %v", e.Name, differ)
		}
	}
}

// Every strategy finds a flaw of the kind that it is there for.
func TestStrategiesFindTheirCanary(t *testing.T) {
	obvious := grid{n: 3, steps: 20, trapped: true, trap: [6]uint8{10}}
	starved := grid{n: 3, steps: 20, trapped: true, trap: [6]uint8{0, 20}}
	delayed := grid{n: 3, steps: 20, trapped: true, trap: [6]uint8{5, 20, 20}}
	crossed := grid{n: 3, steps: 4, trapped: true, trap: [6]uint8{2, 2, 2}}
	for _, e := range scheduler.Strategies[gridWorld, gridAction]() {
		canary := crossed
		switch e.Name {
		case "calm", "delay-0":
			canary = obvious
		case "pct-1", "pct-2":
			canary = starved
		case "delay-1", "delay-2", "delay-3":
			canary = delayed
		}
		r := scheduler.Fuzz(context.Background(), canary, gridJudge{canary}, e.New, scheduler.FuzzOptions{Seed: 1, Runs: 2000})
		if r.Verdict != scheduler.Violated {
			t.Errorf("%s finds nothing in %d runs", e.Name, r.Runs)
		}
	}
	// The canaries are not found by just anybody.
	for _, canary := range []grid{starved, delayed} {
		r := scheduler.Fuzz(context.Background(), canary, gridJudge{canary}, scheduler.NewUniform[gridWorld, gridAction], scheduler.FuzzOptions{Seed: 1, Runs: 2000})
		if r.Verdict != scheduler.OK {
			t.Errorf("the uniform walk finds %v", canary.trap)
		}
	}
}

// The weighted walk makes all interleavings equally likely: an actor with a
// single step takes it at any place among the nine of the other.
func TestURWIsUniformOverInterleavings(t *testing.T) {
	sys := unequal{grid{n: 2, steps: 9}}
	s, runner := scheduler.NewURW(sys), scheduler.NewRunner(sys, gridJudge{}, scheduler.Limits{})
	var places [10]int
	for run := range uint64(10_000) {
		r := runner.Run(s, 1, run)
		// At every place but the last, pick 0 is the single step.
		place := slices.Index(r.Schedule.Picks, 0)
		places[place]++
	}
	for place, count := range places {
		if count < 850 || count > 1150 {
			t.Errorf("place %d comes %d times of 10000: %v", place, count, places)
		}
	}
}

// unequal is a grid in which counter 0 goes one step only.
type unequal struct{ grid }

func (u unequal) Enabled(w *gridWorld, buf []gridAction) []gridAction {
	buf = u.grid.Enabled(w, buf)
	if w.At[0] == 1 {
		buf = buf[1:]
	}
	return buf
}

// The portfolio gives every member its share.
func TestPortfolioMixes(t *testing.T) {
	r := scheduler.Fuzz(context.Background(), crossing{}, crossJudge{}, scheduler.NewPortfolio[crossWorld, crossAction], scheduler.FuzzOptions{Runs: 2000})
	got := map[string]uint64{}
	for _, tally := range r.Tallies {
		got[tally.Strategy] = tally.Runs
	}
	for name, want := range map[string]uint64{
		"uniform": 700, "pct-3": 500, "latency": 400, "pos": 100, "urw": 100, "swarm": 100, "delay-2": 100,
	} {
		if got[name] != want {
			t.Errorf("%s has %d of %d runs, want %d", name, got[name], r.Runs, want)
		}
	}
}

// Swarm runs are with and without the fault.
func TestSwarmSwitchesFaultsOff(t *testing.T) {
	sys := crossing{losses: 1}
	lost := 0
	runner := scheduler.NewRunner(sys, blind{}, scheduler.Limits{})
	s := scheduler.NewSwarm(sys, scheduler.Strategy[crossWorld, crossAction](greedy{}))
	for run := range uint64(1000) {
		if runner.Run(s, 3, run); runner.World().Losses[0] == 0 {
			lost++
		}
	}
	if lost < 400 || lost > 600 {
		t.Errorf("%d of 1000 runs have the fault, want about half", lost)
	}
}

// greedy takes a fault as soon as it can.
type greedy struct{}

func (greedy) Begin(uint64, uint64) int { return 0 }

func (greedy) Name() string { return "greedy" }

func (greedy) Pick(c *scheduler.Choice[crossWorld, crossAction]) int {
	return max(slices.IndexFunc(c.Enabled, func(a crossAction) bool { return a.op == crossLose }), 0)
}

// hours is a system with times: two messages of 1 to 100 ms each, offered in
// steps of 1 ms, as far as the other's latest time allows.
type hours struct{ crossing }

type hoursAction struct{ message, at uint8 }

type hoursWorld struct{ Done [2]uint8 }

func (hours) Initials() int { return 1 }

func (hours) Initial(_ int, w *hoursWorld) { *w = hoursWorld{} }

func (hours) Enabled(w *hoursWorld, buf []hoursAction) []hoursAction {
	for m := range uint8(2) {
		for at := max(w.Done[1-m], 1); w.Done[m] == 0 && at <= 100; at++ {
			buf = append(buf, hoursAction{m, at})
		}
	}
	return buf
}

func (hours) Do(w *hoursWorld, a hoursAction) { w.Done[a.message] = a.at }

func (hours) Copy(dst, src *hoursWorld) { *dst = *src }

func (hours) Key(w *hoursWorld) []byte { return bytesOf(w) }

func (hours) Fair(*hoursWorld, hoursAction) bool { return true }

func (hours) Heal(*hoursWorld) {}

func (hours) Name(*hoursWorld, hoursAction) string { return "" }

func (hours) Fault(hoursAction) int { return -1 }

func (hours) Info(a hoursAction) (uint8, uint64, scheduler.Kind, uint8) {
	return a.message, 1, scheduler.KindMessage, 0
}

func (hours) At(a hoursAction) uint32 { return uint32(a.at) }

func (hours) Same(a, b hoursAction) bool { return a.message == b.message }

// Under realistic delays most messages are fast, some are slow, the earliest
// comes first, and either may be first.
func TestLatencyTakesTheOfferedTimes(t *testing.T) {
	runner := scheduler.NewRunner(hours{}, nothing[hoursWorld, hoursAction]{}, scheduler.Limits{})
	s := scheduler.NewLatency[hoursWorld, hoursAction](hours{})
	short, long, first := 0, 0, 0
	for run := range uint64(1000) {
		runner.Run(s, 1, run)
		done := runner.World().Done
		for _, at := range done {
			if at <= 10 {
				short++
			}
			if at > 60 {
				long++
			}
		}
		if done[0] < done[1] {
			first++
		}
	}
	if short < 1000 || long < 50 || long > 400 || first < 300 || first > 700 {
		t.Errorf("of 2000 messages %d are fast and %d slow; the first comes first %d times of 1000", short, long, first)
	}
}

// nothing is a judge who finds nothing wrong.
type nothing[W any, A comparable] struct{}

func (nothing[W, A]) Step(*W, A, *W) scheduler.Set { return 0 }

func (nothing[W, A]) Final(*W) scheduler.Set { return 0 }

func (nothing[W, A]) Cause(*W) uint32 { return 0 }

func (nothing[W, A]) Outcome(*W) scheduler.Code { return scheduler.Code{} }

// Where a run may stop, choice 0 is to stop, and so is what follows the bytes.
func TestPicksStopAtZero(t *testing.T) {
	runner := scheduler.NewRunner(crossing{}, blind{}, scheduler.Limits{})
	for _, c := range []struct {
		bytes []byte
		picks []int
	}{
		{nil, []int{0, 0, 0}},
		{[]byte{9, 0, 0, 0, 0, 9}, []int{0, 0, 0}},
		{[]byte{9, 0, 0, 0, 1}, []int{0, 0, 0, 0}},
		{[]byte{9, 3, 0, 0}, []int{1, 0, 0}},
	} {
		r := runner.Run(scheduler.NewPicks[crossWorld, crossAction](crossing{}, c.bytes), 0, 0)
		if !slices.Equal(r.Schedule.Picks, c.picks) {
			t.Errorf("%v gives %v, want %v", c.bytes, r.Schedule.Picks, c.picks)
		}
	}
}

// FuzzPicks: any bytes are a run, which settles and can be had back by picks and
// by names.
func FuzzPicks(f *testing.F) {
	f.Add([]byte(nil))
	f.Add([]byte{0, 0, 2, 1, 2, 1, 0})
	f.Add(bytes.Repeat([]byte{255}, 300))
	f.Fuzz(func(t *testing.T, data []byte) {
		sys := crossing{losses: 2}
		runner := scheduler.NewRunner(sys, blind{}, scheduler.Limits{})
		r := *runner.Run(scheduler.NewPicks[crossWorld, crossAction](sys, data), 0, 0)
		if r.Verdict != scheduler.OK {
			t.Fatalf("%+v", r)
		}
		named, err := scheduler.Names(sys, r.Schedule)
		if err != nil {
			t.Fatal(err)
		}
		again, err := scheduler.Replay[crossWorld, crossAction](sys, blind{}, named.Initial, named.Names, nil)
		if err != nil || again.Outcome != r.Outcome || !slices.Equal(again.Schedule.Picks, r.Schedule.Picks) {
			t.Fatalf("%+v is replayed as %+v, %v", r, again, err)
		}
	})
}

// What strategies must know beforehand is learned from the rehearsal of a system that has one.
func TestRehearsal(t *testing.T) {
	sys := grid{n: 6, steps: 20}
	did := 0
	strategy := scheduler.NewPortfolio(scheduler.System[gridWorld, gridAction](rehearsed{sys, &did}))
	if did != 0 {
		t.Errorf("making a strategy has done %d actions of the system itself", did)
	}
	same := scheduler.NewPortfolio(scheduler.System[gridWorld, gridAction](sys))
	for run := range uint64(scheduler.PortfolioRound) {
		one := scheduler.NewRunner(sys, gridJudge{sys}, scheduler.Limits{}).Run(strategy, 1, run)
		other := scheduler.NewRunner(sys, gridJudge{sys}, scheduler.Limits{}).Run(same, 1, run)
		if !slices.Equal(one.Schedule.Picks, other.Schedule.Picks) {
			t.Errorf("run %d: %v and %v", run, one.Schedule.Picks, other.Schedule.Picks)
		}
	}
}

type rehearsed struct {
	grid
	did *int
}

func (r rehearsed) Rehearsal() scheduler.System[gridWorld, gridAction] { return r.grid }

func (r rehearsed) Do(w *gridWorld, a gridAction) {
	*r.did++
	r.grid.Do(w, a)
}
