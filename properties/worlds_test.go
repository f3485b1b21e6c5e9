package properties_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// graph is everything that can happen in a system, as the plainest explorer finds
// it: a queue and a Go map, no fingerprints, no packing, no workers.
type graph struct {
	states, transitions, finals uint64
	outcomes                    map[scheduler.Code]uint64 // quiescent worlds of each outcome
	violations                  map[violation]uint64      // violating steps and quiescent worlds
}

// violation is a property with a cause.
type violation struct {
	property int
	cause    uint32
}

// explore visits every reachable world once, with what is enabled there.
func explore(sys *sim.System, j judge, visit func(w *sim.World, enabled []sim.Action)) graph {
	g := graph{outcomes: map[scheduler.Code]uint64{}, violations: map[violation]uint64{}}
	blame := func(set properties.Set, cause uint32) {
		for p := 0; set>>p != 0; p++ {
			if set>>p&1 != 0 {
				g.violations[violation{p, cause}]++
			}
		}
	}
	seen := map[string]bool{}
	var queue []string
	add := func(w *sim.World) {
		key := string(sys.Key(w))
		if seen[key] {
			return
		}
		var again sim.World
		if sys.Unpack(&again, []byte(key)); again.State != w.State {
			panic("a key is not all of its world")
		}
		seen[key] = true
		queue = append(queue, key)
	}
	for i := range sys.Initials() {
		var w sim.World
		sys.Initial(i, &w)
		add(&w)
	}
	var enabled []sim.Action
	var before sim.World
	for i := 0; i < len(queue); i++ {
		sys.Unpack(&before, []byte(queue[i]))
		enabled = sys.Enabled(&before, enabled[:0])
		visit(&before, enabled)
		fair := false
		for _, a := range enabled {
			fair = fair || sys.Fair(&before, a)
			after := before
			sys.Do(&after, a)
			blame(j.Step(&before, a, &after), j.Cause(&after))
			add(&after)
			g.transitions++
		}
		if !fair {
			g.finals++
			g.outcomes[j.Outcome(&before)]++
			blame(j.Final(&before), j.Cause(&before))
		}
	}
	g.states = uint64(len(queue))
	return g
}

// small lists the cells that the plain explorer takes in a second or two: all
// bundled scenarios but redial, and for those that are small enough each fault.
func small() []cell {
	var list []cell
	for _, reading := range model.ReadingNames() {
		for i, scenario := range []string{"single", "glare", "federated-glare", "retro", "slow-media"} {
			for n, faults := range everyFault() {
				// A fault is looked at once in each scenario, by turns under literal and robust.
				if faults == "" || reading == []string{"literal", "robust"}[(i+n)%2] {
					list = append(list, cell{scenario, reading, faults, "", ""})
				}
			}
		}
		for _, scenario := range []string{"glare-hangup", "expiry", "equal-ids", "two-rooms", "bystanders"} {
			list = append(list, cell{scenario, reading, "", "", ""})
		}
		list = append(list, cell{"glare", reading, "", "async", ""}, cell{"single", reading, "", "async", ""})
		for _, faults := range []string{"late-decryption=1", "sync-batch=1", "sync-replay=1"} {
			list = append(list, cell{"single", reading, faults, "async", ""})
		}
	}
	return list
}

// TestPropertyEveryState shows, in every reachable world of the small cells, that
// both devices are valid and that the names of the enabled actions are unique; and
// that the exhaustive search agrees with the plain explorer on all that it counts.
func TestPropertyEveryState(t *testing.T) {
	lengthy(t)
	for _, c := range small() {
		t.Run(c.String(), func(t *testing.T) {
			t.Parallel()
			sys := c.compile(t)
			j := properties.NewJudge(sys)
			visit := func(w *sim.World, enabled []sim.Action) {
				for d := range sys.Devices() {
					if err := model.Valid(config(sys, d), &w.Box[d].Device); err != nil && !t.Failed() {
						t.Errorf("%s's device %+v: %v", sys.UserName(d), w.Box[d].Device, err)
					}
				}
				if name := twice(sys, w, enabled); name != "" && !t.Failed() {
					t.Errorf("two enabled actions are called %q", name)
				}
			}
			requireSameGraph(t, explore(sys, j, visit), search(sys, j))
		})
	}
}

// config is the place of device d in the worlds of a system.
func config(sys *sim.System, d int) model.Config {
	c := model.Config{Calls: sys.Calls(), Version: sys.Version(d)}
	for i := range sys.Calls() {
		c.Room[i] = uint8(sys.CallRoom(i))
		if sys.Owner(i) == d {
			c.Own |= 1 << i
		}
	}
	return c
}

// twice is a name that two enabled actions share, or empty.
func twice(sys *sim.System, w *sim.World, enabled []sim.Action) string {
	names := make([]string, 0, 16)
	for _, a := range enabled {
		name := sys.Name(w, a)
		if slices.Contains(names, name) {
			return name
		}
		names = append(names, name)
	}
	return ""
}

func requireSameGraph(t *testing.T, want graph, r *scheduler.SearchResult) {
	t.Helper()
	got := graph{r.States, r.Transitions, r.Finals, map[scheduler.Code]uint64{}, map[violation]uint64{}}
	for _, o := range r.Outcomes {
		got.outcomes[o.Code] = o.Finals
	}
	for _, f := range r.Findings {
		if f.Property != scheduler.Liveness {
			got.violations[violation{f.Property, f.Cause}] = f.Count
		}
	}
	if got.states != want.states || got.transitions != want.transitions || got.finals != want.finals ||
		!maps.Equal(got.outcomes, want.outcomes) || !maps.Equal(got.violations, want.violations) {
		t.Errorf("the search finds %+v\nthe plain explorer %+v", got, want)
	}
}
