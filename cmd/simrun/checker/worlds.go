package checker

import (
	"fmt"

	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// Untimed compiles a scenario in which only order counts, with a judge who takes no run
// seriously that exceeds a limit of the simulated world; it is for whoever goes through
// worlds by a way of one's own.
func Untimed(s *sim.Scenario, rules Rules) (*sim.System, scheduler.Judge[sim.World, sim.Action], error) {
	opened, err := Open(s, rules)
	if err != nil {
		return nil, nil, err
	}
	c, ok := opened.(*checker[sim.World])
	if !ok {
		return nil, nil, errTimed
	}
	return c.inner, c.bounded(c.judge), nil
}

// Exceeded says which limits of the simulated world a world without a clock exceeds, so
// that what led to it means nothing; it is empty for none.
func Exceeded(sys *sim.System, w *sim.World) string {
	c := &checker[sim.World]{
		inner:   sys,
		world:   func(w *sim.World) *sim.World { return w },
		pending: func(*sim.World) (n, most int) { return 0, 0 },
	}
	if !c.exceeds(w) {
		return ""
	}
	return beyond(c.limitText(c.full(w)))
}

// Worlds carries out a schedule and shows each world that it leads to, the initial one
// first: after which action, and at which time in ms, or -1 without a clock.
func (c *checker[W]) Worlds(s scheduler.Schedule, see func(action string, w *sim.World, atMS int64)) error {
	if s.Initial < 0 || s.Initial >= c.sys.Initials() {
		return fmt.Errorf("there is no initial world %d", s.Initial)
	}
	var first W
	c.sys.Initial(s.Initial, &first)
	see("", c.world(&first), c.clock(&first))
	_, err := scheduler.Replay(c.sys, c.bounded(c.judge), s.Initial, s.Names, func(step *scheduler.Step[W, sim.Action]) {
		see(step.Name, c.world(step.After), c.clock(step.After))
	})
	return err
}
