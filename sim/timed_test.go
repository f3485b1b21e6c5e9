package sim_test

import (
	"fmt"
	"strings"
	"testing"
	"unsafe"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// scenario is a bundled scenario with a timing, and more lines.
func scenario(t testing.TB, name, lines string) *sim.Scenario {
	t.Helper()
	s, err := sim.Setup{Scenario: name, Lines: lines}.Make()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func timed(t testing.TB, name, lines string) *sim.TimedSystem {
	t.Helper()
	sys, err := sim.CompileTimed(scenario(t, name, "timing timed\n"+lines))
	if err != nil {
		t.Fatal(err)
	}
	return sys
}

// exact are latencies without a range, so that a run has one course in time.
const exact = "latency send=100 reply=50 sync=200 federate=1000 media=1000 connect=500 react=3000 press=0\n"

// take takes the enabled action with each name.
func take(t *testing.T, sys *sim.TimedSystem, w *sim.TimedWorld, names string) {
	t.Helper()
	for name := range strings.SplitSeq(strings.TrimSpace(names), "\n") {
		var enabled []string
		found := false
		for _, a := range sys.Enabled(w, nil) {
			enabled = append(enabled, sys.Name(w, a))
			if !found && sys.Name(w, a) == name {
				found = true
				sys.Do(w, a)
			}
		}
		if !found {
			t.Fatalf("%q is not enabled; enabled are:\n%s", name, strings.Join(enabled, "\n"))
		}
	}
}

// TestTimedCall shows a call from press to media, each step at its time.
func TestTimedCall(t *testing.T) {
	sys := timed(t, "single", "bob must answer\n"+exact)
	var w sim.TimedWorld
	sys.Initial(0, &w)
	take(t, sys, &w, `
alice places a @0
alice media ready @1000
hs1 accepts alice m.call.invite a @1100
hs1 acknowledges alice m.call.invite a @1150
alice syncs own m.call.invite a @1300
bob syncs m.call.invite a @1300
bob answers a @4300
bob media ready @5300
hs1 accepts bob m.call.answer a @5400
hs1 acknowledges bob m.call.answer a @5450
alice syncs m.call.answer a @5600
alice connects a @6100
bob connects a @6100`)
	for d := range sys.Devices() {
		if state := w.Box[d].Device.Call[0].State; state != model.Active {
			t.Errorf("%s is %v, want ACTIVE", sys.DeviceName(d), state)
		}
	}
	if w.HandedMS[0] != 1000 || w.AcceptedMS[0] != 1100 {
		t.Errorf("invite handed over at %d and accepted at %d, want 1000 and 1100", w.HandedMS[0], w.AcceptedMS[0])
	}
}

// TestTimedLifetimes shows that a lifetime passes at its time, counted from the
// origin that the reading gives it.
func TestTimedLifetimes(t *testing.T) {
	for origin, caller := range map[string]uint32{"put": 91000, "ack": 91150, "echo": 91300} {
		t.Run(origin, func(t *testing.T) {
			sys := timed(t, "single", "reading literal+life-origin="+origin+"\n"+strings.Replace(exact, "reply=50", "reply=500", 1))
			if origin == "ack" {
				sys = timed(t, "single", "reading literal+life-origin=ack\n"+exact)
			}
			var w sim.TimedWorld
			sys.Initial(0, &w)
			var fired []string
			for range 100 {
				var enabled []sim.Action
				for _, a := range sys.Enabled(&w, nil) {
					if sys.Fair(&w, a) {
						enabled = append(enabled, a)
					}
				}
				if len(enabled) == 0 {
					break
				}
				if a := enabled[0]; a.Op == sim.OpLifetime {
					fired = append(fired, sys.Name(&w, a))
				}
				sys.Do(&w, enabled[0])
			}
			// The callee counts by the invite's age, from its acceptance at 1100.
			want := fmt.Sprintf("lifetime of a passes at alice @%d", caller)
			if caller > 91100 {
				want = "lifetime of a passes at bob @91100 " + want
			}
			if got := strings.Join(fired, " "); !strings.HasPrefix(got, want) {
				t.Errorf("fired: %s; want: %s", got, want)
			}
		})
	}
}

// TestTimedExpiredArrival shows an invite that is held up for longer than its
// lifetime: at what age it counts as expired is a matter of the reading.
func TestTimedExpiredArrival(t *testing.T) {
	for _, c := range []struct {
		reading string
		age     uint32
		want    sim.Op
	}{
		{"literal", 90000, sim.OpSync},
		{"literal", 90001, sim.OpExpired},
		{"literal+expired=margin-3000", 87000, sim.OpSync},
		{"literal+expired=margin-3000", 87001, sim.OpExpired},
		{"literal+expired=margin-100000", 1, sim.OpExpired},
	} {
		sys := timed(t, "single", fmt.Sprintf("reading bob=%s\nlatency send=0 reply=0 media=0 press=0 sync=%d\n", c.reading, c.age))
		var w sim.TimedWorld
		sys.Initial(0, &w)
		take(t, sys, &w, "alice places a @0\nalice media ready @0\nhs1 accepts alice m.call.invite a @0\nhs1 acknowledges alice m.call.invite a @0")
		late := sim.Action{Op: c.want, Device: 1, AtMS: c.age}
		early := late
		early.Op = sim.OpSync + sim.OpExpired - c.want
		if c.age > 90000 {
			// Alice's lifetime comes first.
			take(t, sys, &w, "lifetime of a passes at alice @90000\nhs1 accepts alice m.call.hangup a @90000")
		}
		if !sys.Allows(&w, late) || sys.Allows(&w, early) {
			t.Errorf("%s: at an age of %d ms %v should be possible and nothing else", c.reading, c.age, c.want)
		}
	}
}

// TestTimedSleep shows that a sleeping device's windows wait, that its timers
// run on, and that it sleeps two lifetimes at most.
func TestTimedSleep(t *testing.T) {
	sys := timed(t, "single", "faults suspend=1\n"+exact)
	var w sim.TimedWorld
	sys.Initial(0, &w)
	take(t, sys, &w, `
alice places a @0
alice media ready @1000
hs1 accepts alice m.call.invite a @1100
bob falls asleep @1100
hs1 acknowledges alice m.call.invite a @1150
alice syncs own m.call.invite a @1300
lifetime of a passes at alice @91000
hs1 accepts alice m.call.hangup a @91100
bob wakes up @181100
bob syncs expired m.call.invite a @181300`)
	sys.Initial(0, &w)
	take(t, sys, &w, `
alice places a @0
alice media ready @1000
hs1 accepts alice m.call.invite a @1100
hs1 acknowledges alice m.call.invite a @1150
alice syncs own m.call.invite a @1300
bob syncs m.call.invite a @1300
bob falls asleep @1300
lifetime of a passes at alice @91000
hs1 accepts alice m.call.hangup a @91100
bob wakes up @181300
lifetime of a passes at bob @181300
bob syncs m.call.hangup a @181500`)
}

// TestTimedStalledSend shows that a delayed send takes up to two lifetimes, and
// that healing ends that at once.
func TestTimedStalledSend(t *testing.T) {
	sys := timed(t, "single", "faults send-delay=1\nreading literal+life-origin=ack\n"+exact)
	var w sim.TimedWorld
	sys.Initial(0, &w)
	take(t, sys, &w, "alice places a @0\nalice media ready @1000\nhs1 delays alice m.call.invite a @1025")
	healed := w
	take(t, sys, &w, "hs1 accepts alice m.call.invite a @181000")
	sys.Heal(&healed)
	take(t, sys, &healed, "hs1 accepts alice m.call.invite a @1100")
}

// runner makes runs of a timed system and judges them.
func runner(sys *sim.TimedSystem) *scheduler.Runner[sim.TimedWorld, sim.Action] {
	return scheduler.NewRunner[sim.TimedWorld, sim.Action](sys, properties.NewTimedJudge(sys), scheduler.Limits{})
}

// faulty has the faults that hold up or lose what a clock cares for.
const faulty = "faults send-delay=1,suspend=1,crash=1,fed-delay=1,late-decryption=1,clock-skew=1\n"

// arriving has the faults that bring invites in ways of their own.
const arriving = "faults late-decryption=1,sync-batch=1,sync-replay=1,suspend=1\n"

// TestTimedRuns shows for several strategies that the clock never goes back,
// that each action keeps its window, that runs end, and that a seed has one run.
func TestTimedRuns(t *testing.T) {
	for _, name := range []string{"uniform", "latency", "pos", "pct-2", "picks", "swarm"} {
		t.Run(name, func(t *testing.T) {
			for _, sys := range []*sim.TimedSystem{
				timed(t, "glare", ""), timed(t, "redial", ""), timed(t, "federated-glare", faulty), timed(t, "redial", arriving),
				timed(t, "single", "faults suspend=2,sync-gap=1\n"+exact),
			} {
				first, second := names(t, sys, name, 100), names(t, sys, name, 100)
				if first != second {
					t.Errorf("%s: two series of runs from one seed differ", sys.Scenario.Name)
				}
			}
		})
	}
}

// names are the names of the actions of some runs.
func names(t *testing.T, sys *sim.TimedSystem, strategy string, runs int) string {
	t.Helper()
	var text strings.Builder
	for _, entry := range scheduler.Strategies[sim.TimedWorld, sim.Action]() {
		if entry.Name != strategy {
			continue
		}
		s, r := entry.New(sys), runner(sys)
		last := uint32(0)
		r.Observe(func(before *sim.TimedWorld, a sim.Action, after *sim.TimedWorld) {
			if before.NowMS > a.AtMS || after.NowMS != a.AtMS || !sys.Allows(before, a) {
				t.Fatalf("%s at %d ms, then %d ms, outside its window", sys.Name(before, a), before.NowMS, after.NowMS)
			}
			last = after.NowMS
			text.WriteString(sys.Name(before, a))
		})
		for run := range uint64(runs) {
			result := r.Run(s, 7, run)
			if result.Verdict == scheduler.Undecided {
				t.Fatalf("%s run %d of %s: %s, after %d steps and %d ms", strategy, run, sys.Scenario.Name, result.Reason,
					len(result.Schedule.Picks), last)
			}
			if r.World().Causes&sim.Overflow != 0 {
				t.Fatalf("%s run %d of %s: a limit of the world was exceeded", strategy, run, sys.Scenario.Name)
			}
		}
	}
	if text.Len() == 0 {
		t.Fatalf("strategy %s did nothing", strategy)
	}
	return text.String()
}

// TestTimedWorldIsFlat shows that a timed world is small, that its key is all of
// it but the last effects, and that a key can be unpacked.
func TestTimedWorldIsFlat(t *testing.T) {
	var c sim.Clock
	var w, v sim.TimedWorld
	sum := unsafe.Sizeof(c.Driven) + unsafe.Sizeof(c.NowMS) + unsafe.Sizeof(c.HandedMS) + unsafe.Sizeof(c.AcceptedMS) + unsafe.Sizeof(c.AwakeMS) +
		unsafe.Sizeof(c.Pending) + unsafe.Sizeof(c.NPending) + 4
	if sum != unsafe.Sizeof(c) || unsafe.Offsetof(w.World) != unsafe.Sizeof(c) || unsafe.Offsetof(w.State) != unsafe.Sizeof(c) {
		t.Errorf("the clock has %d bytes, its fields %d; the world begins at %d", unsafe.Sizeof(c), sum, unsafe.Offsetof(w.World))
	}
	if size := unsafe.Sizeof(w); size > 3072 {
		t.Errorf("a timed world has %d bytes, want 3072 at most", size)
	}
	sys := timed(t, "glare", exact)
	sys.Initial(1, &w)
	take(t, sys, &w, "bob places b @0")
	if sys.Copy(&v, &w); string(sys.Key(&v)) != string(sys.Key(&w)) {
		t.Error("a copy has another key")
	}
	moved := w
	if moved.NowMS++; string(sys.Key(&moved)) == string(sys.Key(&w)) {
		t.Error("the key does not cover the clock")
	}
	v = sim.TimedWorld{}
	if sys.Unpack(&v, sys.Key(&w)); v.Clock != w.Clock || v.State != w.State {
		t.Error("a key does not give its world back")
	}
}

// TestTimedNoAllocations shows that an action costs no allocation.
func TestTimedNoAllocations(t *testing.T) {
	sys := timed(t, "federated-glare", faulty)
	var w sim.TimedWorld
	var buf []sim.Action
	walk := func() {
		sys.Initial(0, &w)
		for n := range 200 {
			if buf = sys.Enabled(&w, buf[:0]); len(buf) == 0 {
				break
			}
			sys.Do(&w, buf[n*7%len(buf)])
			_ = sys.Key(&w)
		}
	}
	walk()
	if n := testing.AllocsPerRun(20, walk); n != 0 {
		t.Errorf("%v allocations in a run, want 0", n)
	}
}

// TestCompileTimedRefuses shows that a scenario without a clock is refused.
func TestCompileTimedRefuses(t *testing.T) {
	if _, err := sim.CompileTimed(scenario(t, "glare", "")); err == nil || !strings.Contains(err.Error(), "timing timed") {
		t.Errorf("a patient scenario: %v", err)
	}
}
