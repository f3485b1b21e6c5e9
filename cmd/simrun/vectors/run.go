package vectors

import (
	"slices"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// run is one run, with the world before and after each step.
type run struct {
	scenario *sim.Scenario
	sys      *sim.System
	trace    *checker.Trace
	names    []string // of the steps
	worlds   []sim.World
}

// follow lets a scenario with the call IDs pinned follow a schedule to its end.
func (m *maker) follow(s *sim.Scenario, names []string) (*run, error) {
	return m.carry(s, names, checker.Checker.Follow)
}

// replay carries out exactly a schedule.
func (m *maker) replay(s *sim.Scenario, names []string) (*run, error) {
	return m.carry(s, names, checker.Checker.Replay)
}

func (m *maker) carry(s *sim.Scenario, names []string, how func(checker.Checker, scheduler.Schedule) (*checker.Trace, error)) (*run, error) {
	c, err := checker.Open(s, m.rules)
	if err != nil {
		return nil, err
	}
	trace, err := how(c, scheduler.Schedule{Names: names})
	if err != nil {
		return nil, err
	}
	r := &run{scenario: s, sys: c.System(), trace: trace}
	err = c.Worlds(scheduler.Schedule{Names: trace.Names()}, func(name string, w *sim.World, _ int64) {
		r.names, r.worlds = append(r.names, name), append(r.worlds, *w)
	})
	return r, err
}

// well reports whether the run ended at rest, and nothing is violated.
func (r *run) well() bool {
	return r.trace.Limits == "" && len(r.trace.Problems) == 0 && r.trace.Result.Verdict == scheduler.OK
}

// why is the reason of a hangup that is there in one of the run's worlds: that of the last one
// about its call which its sender had handed over. A hostile member's says none.
func (r *run) why(w *sim.World, hangup sim.Item) (why model.Reason) {
	for i := range r.worlds {
		last := &r.worlds[i].Last
		for _, send := range last.Effects.Sends[:last.Effects.N] {
			if int(last.Action.Device) == hangup.Sender() && send.Type == model.Hangup && int(send.Call) == hangup.Call() {
				why = send.Why
			}
		}
		if &r.worlds[i] == w {
			break
		}
	}
	return why
}

// moment is one step of a run that one device takes part in.
type moment struct {
	name          string
	before, after *sim.World
	given         stimulus
}

// moments are the steps in which device d is given something, up to the first that cannot be
// told; ends says why that one cannot.
func (r *run) moments(d int) (list []moment, ends string) {
	events := &events{run: r, device: d}
	for i := 1; i < len(r.worlds); i++ {
		before, after := &r.worlds[i-1], &r.worlds[i]
		if r.names[i] == scheduler.HealName {
			continue
		}
		if after.Third != before.Third {
			return list, "another member joins the room, and no step says when a device hears of it"
		}
		if int(after.Last.Action.Device) != d {
			continue
		}
		given := events.given(before, after)
		if given.untold != "" {
			return list, r.names[i] + ": " + given.untold
		}
		if len(given.commands) > 0 {
			list = append(list, moment{r.names[i], before, after, given})
		} else if n := after.Last.Effects.N; n > 0 && slices.ContainsFunc(after.Last.Effects.Sends[:n], demanded) {
			return list, r.names[i] + ": what lets the device send is nothing that a client is told"
		}
	}
	return list, ""
}
