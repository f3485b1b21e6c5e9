package realise

import (
	"context"
	"math/bits"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// brisk are delays so short that every ms of every run can be tried, in proportions
// that leave some of the shortest stories no time.
var brisk = []string{
	"latency send=1-2 reply=1-2 sync=1-3 media=1-2 connect=1 react=2-3 press=0-2 federate=1\nlifetime 9\n",
	"latency send=0-1 reply=1 sync=1-4 media=2 connect=2-3 react=1-2 press=0 federate=2\nlifetime 5\n",
	"latency send=3 reply=1-3 sync=0-1 media=0-1 connect=1 react=4 press=0-1 federate=1-2\nlifetime 14\n",
}

// parseScenario is a scenario under a reading, with further lines.
func parseScenario(t *testing.T, name, reading, lines string) *sim.Scenario {
	t.Helper()
	text := "alice must place\nbob must answer\n"
	if name != "answered" {
		var err error
		if text, err = sim.ScenarioText(name); err != nil {
			t.Fatal(err)
		}
	}
	s, err := sim.Parse(name, text+lines, 1)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SetReading(reading); err != nil {
		t.Fatal(err)
	}
	return s
}

// ways lists a finding for each violated property of a scenario, without its
// stories' end in a circle.
func ways(t *testing.T, s *sim.Scenario, rules checker.Rules) []scheduler.Finding {
	t.Helper()
	compiled, err := checker.Open(s, rules)
	if err != nil {
		t.Fatal(err)
	}
	r, err := compiled.Search(t.Context(), scheduler.SearchOptions{Workers: 1, KeepGoing: true, MaxStates: 20_000})
	if err != nil {
		t.Fatal(err)
	}
	var list []scheduler.Finding
	seen := properties.Set(0)
	for _, f := range r.Findings {
		if f.Property != scheduler.Liveness && seen>>f.Property&1 == 0 {
			seen |= 1 << f.Property
			list = append(list, f)
		}
	}
	return list
}

// everyMS finds the fewest steps after which each property is violated, in at most
// so many steps, by trying every step at every ms: it knows worlds with a clock, and
// nothing of zones.
func everyMS(t *testing.T, s *sim.Scenario, steps int) map[int]int {
	t.Helper()
	sys, u, err := checker.Untimed(s, checker.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	clock, err := clocked(s, checker.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	found, level, seen := map[int]int{}, []sim.TimedWorld{}, map[sim.Place]bool{}
	for i := range clock.Initials() {
		var w sim.TimedWorld
		clock.Initial(i, &w)
		level = append(level, w)
	}
	for depth := 1; depth <= steps; depth++ {
		var next []sim.TimedWorld
		for n := range level {
			before := &level[n]
			for _, a := range sys.Enabled(&before.World, nil) {
				for a.AtMS = before.NowMS; a.AtMS <= before.NowMS+s.LifetimeMS; a.AtMS++ {
					if !clock.Allows(before, a) {
						continue
					}
					after := *before
					clock.Do(&after, a)
					set := u.Step(&before.World, a, &after.World)
					if !anyFair(sys, &after.World) {
						set |= u.Final(&after.World)
					}
					for ; set != 0; set &= set - 1 {
						if p := bits.TrailingZeros64(set); found[p] == 0 {
							found[p] = depth
						}
					}
					if place := aged(&after); !seen[place] {
						seen[place] = true
						next = append(next, after)
					}
				}
			}
		}
		if level = next; len(level) > 300_000 {
			t.Fatalf("%s: too many worlds with a clock after %d steps", s.Name, depth)
		}
	}
	return found
}

// aged is a world by how long ago things were.
func aged(w *sim.TimedWorld) sim.Place {
	place := sim.Place{State: w.State, Clock: w.Clock}
	place.Clock.NowMS, place.Clock.HandedMS = 0, [model.MaxCalls]uint32{}
	for i := range place.Clock.Pending[:w.NPending] {
		place.Clock.Pending[i].AtMS = w.NowMS - w.Pending[i].AtMS
	}
	for c, ms := range w.AcceptedMS {
		place.Clock.AcceptedMS[c] = w.NowMS - ms
	}
	return place
}

func anyFair(sys *sim.System, w *sim.World) bool {
	for _, a := range sys.Enabled(w, nil) {
		if sys.Fair(w, a) {
			return true
		}
	}
	return false
}

// TestFindRealisableEveryMS shows that the story found is a shortest one that can
// happen, and that where none is found there is none: every step was tried at every
// ms.
func TestFindRealisableEveryMS(t *testing.T) {
	const steps = 14
	longer, none := 0, 0
	for _, c := range []struct{ name, reading, lines string }{
		{"answered", "ios", "timing async\n"},
		{"answered", "ios", "timing async\nfaults send-delay=1\n"},
		{"answered", "ios", "timing async\nfaults suspend=1\n"},
		{"glare", "literal", "timing async\n"},
		{"glare", "js-21.1+inflight=sent", ""},
	} {
		for _, lines := range brisk {
			s := parseScenario(t, c.name, c.reading, c.lines+lines)
			brute := everyMS(t, s, steps)
			for _, f := range ways(t, s, checker.Rules{}) {
				if len(f.Schedule.Names) > steps {
					continue
				}
				r, err := Find(t.Context(), s, checker.Rules{}, Wanted{Property: f.Property, AnyCause: true, Least: 1}, Options{})
				if err != nil {
					t.Fatal(err)
				}
				what := strings.Join([]string{c.name, c.reading, c.lines, lines, properties.Names()[f.Property]}, " ")
				got, want := len(r.Schedule.Names), brute[f.Property]
				switch {
				case r.Reason != "":
					t.Errorf("%s: the search gave up: %s", what, r.Reason)
				case want == 0 && got > 0 && got <= steps, want > 0 && got != want:
					t.Errorf("%s: a story of %d steps was found; trying every ms finds one of %d (0: none)", what, got, want)
				case got > len(f.Schedule.Names):
					longer++
				case got == 0:
					none++
				}
			}
		}
	}
	t.Logf("%d longer, %d none", longer, none)
	if longer == 0 || none == 0 {
		t.Errorf("%d stories were longer than without time, and %d could not happen at all; expected some of both", longer, none)
	}
}

// TestAtlasHasAllSteps shows that no step that can be taken is missing in the atlas,
// at none of its times.
func TestAtlasHasAllSteps(t *testing.T) {
	s := parseScenario(t, "glare", "ios", "timing async\nfaults send-delay=1\n")
	clock, err := clocked(s, checker.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	sys, judge, err := checker.Untimed(s, checker.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	r := &realiser{
		ctx: t.Context(), sys: sys, clock: clock, judge: judge, options: Options{MaxWorlds: MaxWorlds},
		atlas: atlas{number: map[sim.Place]int32{}},
	}
	r.atlas.visit(clock.Zone(0), 0)
	if !r.explore(far) || r.stop() != "" {
		t.Fatal("the atlas is not complete: " + r.stop())
	}
	for run := range 2000 {
		z := clock.Zone(0)
		for step := 0; z != nil; step++ {
			n, known := r.atlas.number[z.Place()]
			if !known || !z.Within(r.atlas.places[n].zone) {
				t.Fatalf("run %d: what step %d leads to is not in the atlas", run, step)
			}
			enabled := sys.Enabled(&z.World.World, nil)
			from := z
			z = nil
			for i := range enabled {
				if zones := clock.Advance(from, enabled[(i+run*(step+7)/3)%len(enabled)]); len(zones) > 0 {
					z = zones[run%len(zones)]
					break
				}
			}
		}
	}
}

// TestFindRealisableBounds shows that a search that is cut says by what, and of which
// lengths it knows that no story can happen.
func TestFindRealisableBounds(t *testing.T) {
	s := parseScenario(t, "glare", "js-21.1+inflight=sent", "")
	f := ways(t, s, checker.Rules{})[0]
	want := Wanted{Property: f.Property, Least: len(f.Schedule.Names)}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for reason, c := range map[string]struct {
		ctx  context.Context
		most int
	}{"more than 10 worlds": {t.Context(), 10}, "interrupted": {ended, 0}} {
		r, err := Find(c.ctx, s, checker.Rules{}, want, Options{MaxWorlds: c.most})
		if err != nil || r.Reason != reason || r.Complete || r.Schedule.Names != nil || r.Steps != want.Least-1 {
			t.Errorf("%s: %+v, %v", reason, r, err)
		}
	}
	s.Timing = sim.Timed
	if _, err := Find(t.Context(), s, checker.Rules{}, want, Options{}); err == nil {
		t.Error("a scenario with a clock was searched")
	}
}
