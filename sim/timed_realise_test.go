package sim_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// story is a shortest story of a property with a cause, or of any property.
func story(t *testing.T, s *sim.Scenario, property string, cause uint32) scheduler.Schedule {
	t.Helper()
	sys, err := sim.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	r := scheduler.Search[sim.World, sim.Action](context.Background(), sys, properties.NewJudge(sys), scheduler.SearchOptions{KeepGoing: true})
	index, err := properties.Find(property)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Findings {
		if f.Property == index && f.Cause&cause == cause {
			return f.Schedule
		}
	}
	t.Fatalf("%s does not violate %s with cause %d", s.Name, property, cause)
	return scheduler.Schedule{}
}

// replayTimed takes the named steps at the times given, and fails if one of
// these is outside its window.
func replayTimed(t *testing.T, s *sim.Scenario, schedule scheduler.Schedule, times []uint32) {
	t.Helper()
	clocked := *s
	clocked.Timing = sim.Timed
	sys, err := sim.CompileTimed(&clocked)
	if err != nil {
		t.Fatal(err)
	}
	var w sim.TimedWorld
	sys.Initial(schedule.Initial, &w)
next:
	for i, name := range schedule.Names {
		if name == scheduler.HealName {
			w.NowMS = times[i]
			sys.Heal(&w)
			continue
		}
		for _, a := range sys.System.Enabled(&w.World, nil) {
			a.AtMS = times[i]
			if sys.Name(&w, a) == fmt.Sprintf("%s @%d", name, times[i]) {
				if !sys.Allows(&w, a) {
					t.Fatalf("step %d: %s is outside its window", i+1, sys.Name(&w, a))
				}
				sys.Do(&w, a)
				continue next
			}
		}
		t.Fatalf("step %d: %s is not enabled", i+1, name)
	}
}

// TestRealiseGlare shows the concrete times of the story in which both give way:
// ordinary networks are enough.
func TestRealiseGlare(t *testing.T) {
	s := scenario(t, "glare", "")
	schedule := story(t, s, "willing-connected", 0)
	times, err := sim.Realise(s, schedule.Initial, schedule.Names)
	if err != nil {
		t.Fatal(err)
	}
	replayTimed(t, s, schedule, times)
	if last := times[len(times)-1]; last > 2000 {
		t.Errorf("the story takes %d ms at least; expected less than two seconds", last)
	}
}

// TestRealiseAsync shows a story with a lifetime that passes while an invite is
// on its way: it needs a send that is slower than the scenario's latencies, or
// one that a fault holds up.
func TestRealiseAsync(t *testing.T) {
	s := scenario(t, "single", "timing async\n"+exact)
	names := []string{
		"alice places a", "alice media ready", "lifetime of a passes at alice", "hs1 accepts alice m.call.invite a",
	}
	_, err := sim.Realise(s, 0, names)
	var late *sim.UnrealisableError
	want := &sim.UnrealisableError{Step: 2, Name: names[2], Overdue: []sim.Overdue{{Action: names[3], WithinMS: 100, Since: 1}}}
	if !errors.As(err, &late) || !reflect.DeepEqual(late, want) {
		t.Errorf("got %v, want %v", err, want)
	}
	if needs := `"hs1 accepts alice m.call.invite a" to take longer than the 100 ms after step 2`; late.Needs() != needs {
		t.Errorf("it needs %s, want %s", late.Needs(), needs)
	}
	s = scenario(t, "single", "timing async\nfaults send-delay=1\n"+exact)
	names = append(names[:2:2], append([]string{"hs1 delays alice m.call.invite a"}, names[2:]...)...)
	times, err := sim.Realise(s, 0, names)
	if got := fmt.Sprint(times, err); got != "[0 1000 1000 91000 91000] <nil>" {
		t.Errorf("with a send held up: %s", got)
	}
}

// TestRealiseUnknown shows what is said of a schedule of another scenario.
func TestRealiseUnknown(t *testing.T) {
	s := scenario(t, "glare", "")
	var unknown *sim.UnknownStepError
	if _, err := sim.Realise(s, 0, []string{"alice places a", "bob hangs up a"}); !errors.As(err, &unknown) || unknown.Step != 1 {
		t.Errorf("a step that is not enabled: %v", err)
	}
	if _, err := sim.Realise(s, 9, nil); err == nil {
		t.Error("an initial world that does not exist was accepted")
	}
}

// realiseCases are scenarios with everything that bends a window: sleep, sends
// held up, invites that arrive late, timers of every origin.
var realiseCases = []struct{ name, lines string }{
	{"glare", ""},
	{"redial", faulty},
	{"redial", arriving},
	{"federated-glare", faulty},
	{"glare", "reading literal+connecting=20000+expired=ignore\nfaults suspend=3,send-delay=1\n"},
	{"federated-glare", "reading literal+life-origin=echo+expired=margin-3000\nfaults suspend=2,fed-delay=2,sync-gap=1\n"},
}

// TestRealiseHolds shows for runs of any order that the times found keep all
// windows.
func TestRealiseHolds(t *testing.T) {
	for _, c := range realiseCases {
		s := scenario(t, c.name, "timing async\n"+c.lines)
		sys, err := sim.Compile(s)
		if err != nil {
			t.Fatal(err)
		}
		r := scheduler.NewRunner[sim.World, sim.Action](sys, properties.NewJudge(sys), scheduler.Limits{})
		uniform, found := scheduler.NewUniform[sim.World, sim.Action](sys), 0
		for run := range uint64(200) {
			schedule, err := scheduler.Names[sim.World, sim.Action](sys, r.Run(uniform, 3, run).Schedule)
			if err != nil {
				t.Fatal(err)
			}
			times, err := sim.Realise(s, schedule.Initial, schedule.Names)
			var late *sim.UnrealisableError
			switch {
			case err == nil:
				found++
				replayTimed(t, s, schedule, times)
			case !errors.As(err, &late):
				t.Fatal(err)
			}
		}
		if found == 0 || found == 200 {
			t.Errorf("%s %s: %d of 200 runs have times; expected some, not all", c.name, c.lines, found)
		}
	}
}

// TestRealiseFinds shows that the order of every timed run is found realisable,
// and no later than it ran.
func TestRealiseFinds(t *testing.T) {
	for _, c := range realiseCases {
		sys := timed(t, c.name, c.lines)
		r := runner(sys)
		for run := range uint64(200) {
			schedule, err := scheduler.Names[sim.TimedWorld, sim.Action](sys,
				r.Run(scheduler.NewUniform[sim.TimedWorld, sim.Action](sys), 3, run).Schedule)
			if err != nil {
				t.Fatal(err)
			}
			var order []string
			for _, name := range schedule.Names {
				name, _, _ = strings.Cut(name, " @")
				order = append(order, name)
			}
			times, err := sim.Realise(sys.Scenario, schedule.Initial, order)
			if err != nil {
				t.Fatalf("%s run %d: %v\n%s", c.name, run, err, strings.Join(schedule.Names, "\n"))
			}
			for i, name := range schedule.Names {
				var ran uint32
				if _, at, ok := strings.Cut(name, " @"); ok {
					if _, err := fmt.Sscan(at, &ran); err != nil || ran < times[i] {
						t.Fatalf("%s run %d: step %d, %s, was found possible at %d only", c.name, run, i+1, name, times[i])
					}
				}
			}
		}
	}
}

// TestReplayBetweenMoments shows that a replay takes a step at any time inside its
// window, not only at the moments that are offered, and at no other.
func TestReplayBetweenMoments(t *testing.T) {
	sys := timed(t, "single", "latency press=0 media=50-3000\n")
	for at, want := range map[string]bool{"49": false, "50": true, "51": true, "190": true, "3000": true, "3001": false, "x": false} {
		names := []string{"alice places a @0", "alice media ready @" + at}
		_, err := scheduler.Replay[sim.TimedWorld, sim.Action](sys, properties.NewTimedJudge(sys), 0, names, nil)
		if (err == nil) != want {
			t.Errorf("%s: %v, want it to be possible: %t", names[1], err, want)
		}
	}
}
