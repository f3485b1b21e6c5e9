package checker

import (
	"context"
	"math/bits"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// Moment is where a schedule has led to, and what may happen there.
type Moment struct {
	*Trace
	Choices   []Choice
	Quiescent bool // nothing has to happen any more
	// Open are the properties, by name, that this world would violate if the run stopped
	// here; where it is quiescent, none: then they are violated.
	Open    []string
	Devices [sim.MaxDevices]Standing
	Left    []sim.FaultBudget // what is left of the scenario's faults
}

// Standing is what a device holds beside its calls.
type Standing struct {
	Calls      []Change
	Sees       sim.Screen
	Microphone model.Stream
	Asleep     bool
}

// Choice is one thing that may happen.
type Choice struct {
	Line
	Kind      scheduler.Kind
	Calm      uint8
	Fair      bool     // it has to happen sooner or later
	Violated  []string // what it, or coming to rest by it, violates that was not violated before
	Quiescent bool     // after it nothing has to happen any more
}

// Moment carries out a schedule and looks at what may happen next, calmest first.
func (c *checker[W]) Moment(s scheduler.Schedule) (*Moment, error) {
	trace, err := c.Replay(s)
	if err != nil {
		return nil, err
	}
	var world W
	c.sys.Initial(s.Initial, &world)
	known := properties.Set(0)
	_, err = scheduler.Replay(c.sys, c.bounded(c.judge), s.Initial, s.Names, func(step *scheduler.Step[W, sim.Action]) {
		world, known = *step.After, known|step.Violated
	})
	if err != nil {
		return nil, err
	}
	m := &Moment{Trace: trace, Quiescent: true}
	w := c.world(&world)
	for d := range m.Devices {
		m.Devices[d] = Standing{c.calls(w, d), c.inner.Screen(w, d), w.Box[d].Device.Stream, w.Box[d].Holds&sim.Suspended != 0}
	}
	for i, f := range c.scenario.Faults {
		m.Left = append(m.Left, sim.FaultBudget{Name: f.Name, Times: w.Budget[i]})
	}
	enabled := c.sys.Enabled(&world, nil)
	for i, a := range enabled {
		m.Quiescent = m.Quiescent && !c.sys.Fair(&world, a)
		m.Choices = append(m.Choices, c.choice(&world, enabled, i, known))
	}
	if judge := c.bounded(c.judge); !m.Quiescent {
		m.Open = propertyNames(judge.Final(&world) &^ known)
	}
	return m, nil
}

// choice is what enabled action i would do, where some properties are violated already.
func (c *checker[W]) choice(world *W, enabled []sim.Action, i int, known properties.Set) Choice {
	a := enabled[i]
	var before, after W
	c.sys.Copy(&before, world)
	c.sys.Copy(&after, world)
	c.sys.Do(&after, a)
	step := &scheduler.Step[W, sim.Action]{Pick: i, Name: c.sys.Name(world, a), Action: a, Before: &before, After: &after, Enabled: enabled}
	_, _, kind, calm := c.sys.Info(a)
	choice := Choice{Line: c.line(step), Kind: kind, Calm: calm, Fair: c.sys.Fair(world, a), Quiescent: true}
	for _, next := range c.sys.Enabled(&after, nil) {
		choice.Quiescent = choice.Quiescent && !c.sys.Fair(&after, next)
	}
	judge := c.bounded(c.judge)
	violated := judge.Step(&before, a, &after)
	if choice.Quiescent {
		violated |= judge.Final(&after)
	}
	choice.Violated = propertyNames(violated &^ known)
	return choice
}

// propertyNames are the names of the properties in a set, in their order.
func propertyNames(set properties.Set) []string {
	list, names := []string{}, properties.Names()
	for ; set != 0; set &= set - 1 {
		list = append(list, names[bits.TrailingZeros64(set)])
	}
	return list
}

// Ahead finds out what lies ahead of where a schedule leads to. Runs that exceed a limit
// of the simulated world count as bad ends.
func (c *checker[W]) Ahead(ctx context.Context, s scheduler.Schedule, options scheduler.OutlookOptions) (*scheduler.Ahead, error) {
	judge := &sternJudge[W]{boundedJudge: c.bounded(c.judge)}
	return scheduler.AheadOf(ctx, c.sys, judge, s.Initial, s.Names, options)
}
