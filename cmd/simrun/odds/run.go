package odds

import (
	"fmt"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/sim"
)

// run is a run under way: a timed world in which it is settled when each
// pending action will happen.
type run struct {
	sim.TimedWorld
	due     [len(sim.Clock{}.Pending)]uint32 // in the order of the pending actions
	bad     int                              // 1 + the gravest property violated so far, or 0
	words   string                           // what users see of it
	pressed uint8                            // bit u: user u has pressed, and knew of no call of the other's
	active  bool                             // both ends are, or were, active on the same call
}

// fate is what a run has come to after a step.
type fate uint8

// The fates.
const (
	goesOn  fate = iota
	isQuiet      // nothing more happens
	isPlain      // the calls cannot cross any more
)

// begin begins a run: user first presses at the begin of the gap, and the other at
// its end. The clock is set such that the later press is at the end of the interval,
// so that runs that differ in the earlier time of both presses only are the same.
func (o *Odds) begin(r *run, initial, first int, gapMS uint32) {
	*r = run{}
	o.sys.Initial(initial, &r.TimedWorld)
	for i := range r.NPending {
		r.due[i] = o.WithinMS
		if a := r.Pending[i]; a.Op == sim.OpPlace && o.sys.UserOf(int(a.Device)) == first {
			r.due[i] -= gapMS
		}
	}
}

// next is the time of what happens next, and the pending actions that happen then, of
// which each is equally likely to be the first.
func (r *run) next(buf []int) []int {
	buf = buf[:0]
	for i := range int(r.NPending) {
		switch {
		case len(buf) == 0 || r.due[i] < r.due[buf[0]]:
			buf = append(buf[:0], i)
		case r.due[i] == r.due[buf[0]]:
			buf = append(buf, i)
		}
	}
	return buf
}

// step lets pending action i happen. It appends to buf the actions that are pending
// since, and whose times are to be drawn.
func (o *Odds) step(r *run, before *sim.TimedWorld, i int, buf []int) (fresh []int, f fate, err error) {
	fresh = buf[:0]
	*before = r.TimedWorld
	was := r.due
	done := r.Pending[i]
	a := o.sys.Moment(&r.TimedWorld, done, r.due[i])
	if a.Op == sim.OpPlace { // a user who knew would have ended the run
		r.pressed |= 1 << o.sys.UserOf(int(a.Device))
	}
	o.sys.Do(&r.TimedWorld, a)
	if r.Causes&sim.Overflow != 0 {
		return nil, 0, fmt.Errorf("scenario %s: a run exceeds a limit of the simulated world, and so means nothing; let it have fewer calls or "+
			"bystander events, or messages that take less time", o.Scenario.Name)
	}
	r.due = [len(r.due)]uint32{}
pending:
	for k, p := range r.Pending[:r.NPending] {
		for j, q := range before.Pending[:before.NPending] {
			if j != i && o.sys.Same(p, q) {
				r.due[k] = was[j]
				continue pending
			}
		}
		if kind := o.sys.Latency(&r.World, p); kind == sim.NoLatency || kind == sim.GatherLatency { // of which no table is asked
			r.due[k], _ = o.sys.Window(&r.TimedWorld, p)
			continue
		}
		fresh = append(fresh, k)
	}
	o.note(r, o.judge.Step(before, a, &r.TimedWorld), before, a)
	for u := range o.sys.Users() {
		if r.pressed>>u&1 == 0 && o.mayKnow(&r.World, u) {
			return fresh, isPlain, nil
		}
	}
	if r.NPending > 0 {
		return fresh, goesOn, nil
	}
	o.note(r, o.judge.Final(&r.TimedWorld), nil, a)
	return fresh, isQuiet, nil
}

// note remembers the gravest of the properties that a step, or the last world if
// before is nil, violates.
func (o *Odds) note(r *run, set properties.Set, before *sim.TimedWorld, a sim.Action) {
	for p := 0; set>>p != 0 && (r.bad == 0 || p+1 < r.bad); p++ {
		if set>>p&1 != 0 {
			why, _ := o.judge.Explain(p, before, a, &r.TimedWorld)
			r.bad, r.words = p+1, why.Words
			return
		}
	}
}

// becomesActive reports whether both ends are active on the same call now and were
// not before, and remembers it.
func (o *Odds) becomesActive(r *run) bool {
	if r.active {
		return false
	}
	for c := range o.sys.Calls() {
		users := 0 // set of those of whom a device is active on the call
		for d := range o.sys.Devices() {
			if r.Box[d].Device.Call[c].State == model.Active {
				users |= 1 << o.sys.UserOf(d)
			}
		}
		if users == 1<<o.sys.Users()-1 {
			r.active = true
			return true
		}
	}
	return false
}

// crossed reports whether both users pressed, each without knowing of the other's
// call.
func (r *run) crossed() bool { return r.pressed == 1<<2-1 }

// way is in which way the run went wrong, and false if in none.
func (r *run) way() (Bad, bool) {
	if r.bad == 0 {
		return Bad{}, false
	}
	return Bad{properties.Names()[r.bad-1], r.words}, true
}

// table is the table from which the time of a pending action is drawn. A press that
// was not possible for a while comes as late as any other.
func (o *Odds) table(r *run, i int) Delays {
	kind := o.sys.Latency(&r.World, r.Pending[i])
	if kind == sim.PressLatency {
		kind = sim.ReactLatency
	}
	return o.Latencies[kind]
}
