package sim_test

import (
	"slices"
	"testing"

	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// TestZoneAgrees shows for runs of any order, in scenarios with everything that
// bends a window, that a zone is left after every step exactly if the steps so far
// have times.
func TestZoneAgrees(t *testing.T) {
	for _, c := range realiseCases {
		s := scenario(t, c.name, "timing async\n"+c.lines)
		sys, err := sim.Compile(s)
		if err != nil {
			t.Fatal(err)
		}
		clocked := timed(t, c.name, c.lines)
		r := scheduler.NewRunner[sim.World, sim.Action](sys, properties.NewJudge(sys), scheduler.Limits{})
		uniform, stuck := scheduler.NewUniform[sim.World, sim.Action](sys), 0
		for run := range uint64(200) {
			schedule, err := scheduler.Names[sim.World, sim.Action](sys, r.Run(uniform, 5, run).Schedule)
			if err != nil {
				t.Fatal(err)
			}
			if heal := slices.Index(schedule.Names, scheduler.HealName); heal >= 0 {
				schedule.Names = schedule.Names[:heal]
			}
			lasts := zoneLasts(t, sys, clocked, schedule)
			if lasts > 0 {
				if _, err := sim.Realise(s, schedule.Initial, schedule.Names[:lasts]); err != nil {
					t.Fatalf("%s %s run %d: a zone is left after step %d; %v", c.name, c.lines, run, lasts, err)
				}
			}
			if lasts < len(schedule.Names) {
				stuck++
				if _, err := sim.Realise(s, schedule.Initial, schedule.Names[:lasts+1]); err == nil {
					t.Fatalf("%s %s run %d: no zone is left after step %d, %s, although there are times",
						c.name, c.lines, run, lasts+1, schedule.Names[lasts])
				}
			}
		}
		if stuck == 0 || stuck == 200 {
			t.Errorf("%s %s: %d of 200 runs have no times; expected some, not all", c.name, c.lines, stuck)
		}
	}
}

// zoneLasts is after how many steps of a run there still is a zone.
func zoneLasts(t *testing.T, sys *sim.System, clocked *sim.TimedSystem, schedule scheduler.Schedule) int {
	t.Helper()
	zones := []*sim.Zone{clocked.Zone(schedule.Initial)}
	for step, name := range schedule.Names {
		var next []*sim.Zone
		for _, z := range zones {
			w := &z.World.World
			enabled := sys.Enabled(w, nil)
			i := slices.IndexFunc(enabled, func(a sim.Action) bool { return sys.Name(w, a) == name })
			if i < 0 {
				t.Fatalf("step %d: %s is not enabled", step+1, name)
			}
			next = append(next, clocked.Advance(z, enabled[i])...)
		}
		if len(next) == 0 {
			return step
		}
		zones = next
	}
	return len(schedule.Names)
}

// TestZoneJoin shows that a joined zone has the times of both, and one without
// bounds every time.
func TestZoneJoin(t *testing.T) {
	s := timed(t, "glare", exact)
	zone := func(names ...string) *sim.Zone {
		z := s.Zone(0)
		for _, name := range names {
			enabled := s.System.Enabled(&z.World.World, nil)
			i := slices.IndexFunc(enabled, func(a sim.Action) bool { return s.System.Name(&z.World.World, a) == name })
			z = s.Advance(z, enabled[i])[0]
		}
		return z
	}
	one, two := zone("alice places a", "bob places b"), zone("bob places b", "alice places a")
	if one.Place() != two.Place() {
		t.Fatal("the same world by two ways has two places")
	}
	both := one.Join(two)
	if !one.Within(both) || !two.Within(both) || !both.Within(one.Unbound()) {
		t.Error("a joined zone lacks times of its parts")
	}
}
