package checker

import (
	"context"
	"slices"
	"strings"

	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// Outlook is a story that goes wrong with the steps on which its end depended.
type Outlook struct {
	*scheduler.Outlook
	Trace *Trace
	// Pivot and NoReturn are the steps that [scheduler.Outlook] names; nil where
	// there is none, because the story was lost from its beginning.
	Pivot, NoReturn *Decision
	// Rescue is what could have been done instead of NoReturn, with the world after
	// it; nil where there is none. Without a name it is to do nothing.
	Rescue *Decision
	// Lost says that after NoReturn no run ends well, not even one with faults or with
	// what users may leave. It is known only where chances are exact.
	Lost bool
	// Limits says which limits of the simulated world some runs ahead exceed, or is
	// empty. Such runs count as bad ends.
	Limits string
}

// Decision is a step on which an end depended.
type Decision struct {
	Step          int // from 0
	Line          Line
	Before, After scheduler.Chance // of a bad end
	Sides         []Side           // of each device
}

// Side is what one end believed before a step and after it.
type Side struct {
	User          string
	Before, After Belief
}

// Belief is what one end takes for true.
type Belief struct {
	Calls string // the states of its calls: "accepting(b) ended(a)", or "idle"
	Sees  string // what its user sees: "connecting…", or "nothing"
}

func (c *checker[W]) Outlook(ctx context.Context, s scheduler.Schedule, options scheduler.OutlookOptions) (*Outlook, error) {
	trace, err := c.Replay(s)
	if err != nil {
		return nil, err
	}
	judge := &sternJudge[W]{boundedJudge: c.bounded(c.judge)}
	found, err := scheduler.OutlookOf(ctx, c.sys, judge, s.Initial, s.Names, options)
	if err != nil {
		return nil, err
	}
	o := &Outlook{Outlook: found, Trace: trace, Limits: c.limitText(judge.notes.full.Load())}
	if n := found.Pivot; n >= 0 {
		o.Pivot = c.decision(s, n, found.Worlds[n].Bad, found.Worlds[n+1].Bad)
	}
	if n := found.NoReturn; n >= 0 {
		before, after := found.Worlds[n].Bad, found.Worlds[n+1].Bad
		o.NoReturn = c.decision(s, n, before, after)
		o.Lost = n+1 >= found.From && after == scheduler.Certain
		if r := found.Rescue; r != nil {
			other := scheduler.Schedule{Initial: s.Initial, Names: slices.Clone(s.Names[:n])}
			if r.Name != "" {
				other.Names = append(other.Names, r.Name)
			}
			o.Rescue = c.decision(other, n, before, r.Bad)
		}
	} else {
		o.Lost = found.From == 0 && found.Worlds[0].Bad == scheduler.Certain
	}
	return o, nil
}

// decision tells step n of a schedule, or, if the schedule ends before it, that
// nothing was done.
func (c *checker[W]) decision(s scheduler.Schedule, n int, before, after scheduler.Chance) *Decision {
	d := &Decision{Step: n, Before: before, After: after}
	var w W
	c.sys.Initial(s.Initial, &w)
	c.believe(d, &w)
	names := s.Names[:min(n+1, len(s.Names))]
	_, err := scheduler.Replay(c.sys, c.judge, s.Initial, names, func(step *scheduler.Step[W, sim.Action]) {
		if step.Index == n {
			d.Line = c.line(step)
		} else {
			c.believe(d, step.After)
		}
		for i := range d.Sides {
			d.Sides[i].After = c.belief(c.world(step.After), i)
		}
	})
	if err != nil {
		panic("checker: what was just replayed cannot be replayed: " + err.Error())
	}
	return d
}

// believe notes what both ends believe in a world, before and after alike.
func (c *checker[W]) believe(d *Decision, w *W) {
	d.Sides = d.Sides[:0]
	for i := range c.inner.Devices() {
		b := c.belief(c.world(w), i)
		d.Sides = append(d.Sides, Side{c.inner.DeviceName(i), b, b})
	}
}

func (c *checker[W]) belief(w *sim.World, d int) Belief {
	var calls []string
	for _, c := range c.calls(w, d) {
		calls = append(calls, c.Word()+"("+c.Call+")")
	}
	if calls == nil {
		calls = []string{"idle"}
	}
	return Belief{strings.Join(calls, " "), c.inner.Screen(w, d).String()}
}

// sternJudge is a judge to whom a run that exceeds a limit of the simulated
// world has not ended well: what follows from it cannot be hoped for.
type sternJudge[W any] struct{ *boundedJudge[W] }

func (j *sternJudge[W]) Step(before *W, a sim.Action, after *W) scheduler.Set {
	if set := j.boundedJudge.Step(before, a, after); set != 0 || !j.checker.exceeds(after) {
		return set
	}
	return withinLimits
}
