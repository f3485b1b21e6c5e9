package sim

import (
	"fmt"
	"strings"
)

// UnrealisableError says that a schedule has no times: within the latencies and
// lifetimes of its scenario, some step comes too late. A device must have been
// suspended, or a network slower.
type UnrealisableError struct {
	Step int    // the step, from 0, before which something is overdue
	Name string // of the step
	// Overdue are latest times that the steps cannot keep together: the first is
	// what is overdue by that step, and if any of them were later, so much would not
	// be in the way.
	Overdue []Overdue
}

// Overdue is the latest time of an action that is under way.
type Overdue struct {
	Action   string
	WithinMS uint32 // in what time it is due
	Since    int    // after which step that time begins, from 0; -1 for the start
}

// since is the text of where the time begins.
func (o *Overdue) since() string {
	if o.Since < 0 {
		return "the start"
	}
	return fmt.Sprintf("step %d", o.Since+1)
}

func (e *UnrealisableError) Error() string {
	first := &e.Overdue[0]
	return fmt.Sprintf("no times realise this schedule: by step %d (%s), %q is overdue, which must happen within %d ms after %s; "+
		"a device must have been suspended, or the network slower than the scenario's latencies",
		e.Step+1, e.Name, first.Action, first.WithinMS, first.since())
}

// Needs is what would have to be slower for the schedule to have times.
func (e *UnrealisableError) Needs() string {
	var list []string
	for i := range e.Overdue {
		o := &e.Overdue[i]
		list = append(list, fmt.Sprintf("%q to take longer than the %d ms after %s", o.Action, o.WithinMS, o.since()))
	}
	return strings.Join(list, ", or ")
}

// explain says which latest times make a conflict, and which is the first step
// that would lie beyond the first of them.
func (p *plan) explain(conflict []int, names []string) error {
	e := &UnrealisableError{}
	for n, k := range conflict {
		b := p.bounds[k]
		if b.due == "" {
			continue
		}
		e.Overdue = append(e.Overdue, Overdue{Action: b.due, WithinMS: uint32(-b.gap), Since: int(b.to) - 1})
		if len(e.Overdue) > 1 {
			continue
		}
		step := b.from
		for m := 1; m < len(conflict); m++ {
			// What only follows a step that is too late says less than that.
			before := p.bounds[conflict[(n+m)%len(conflict)]]
			if before.to != step || before.from != step-1 || before.gap != 0 {
				break
			}
			step = before.from
		}
		e.Step, e.Name = int(step)-1, names[step-1]
	}
	if e.Overdue == nil {
		panic("sim: constraints conflict although nothing has a latest time")
	}
	return e
}
