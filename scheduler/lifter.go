package scheduler

import (
	"bytes"
	"context"
)

// lifter carries out in whole worlds what was done in what is left of them. By what
// [Dropping] promises, what can happen in what is left can happen in the whole world too,
// at once or after something that is unseen and fair: the delivery of what was dropped.
type lifter[W any, A comparable] struct {
	ctx    context.Context
	sys    *remains[W, A]
	failed bool // some run led to nothing that its judge objects to
}

// shorten makes a lifted run shorter. Nothing heals in it: a search knows no healing.
func (l *lifter[W, A]) shorten(judge Judge[W, A], i int, names []string) *Result {
	p, err := newPlayer(l.sys.System, judge, i, nil)
	if err != nil {
		return nil
	}
	p.unhealed = true
	return shrink(l.ctx, p, i, names, 1<<64-1)
}

// ascent is one run that is being lifted.
type ascent[W any, A comparable] struct {
	*lifter[W, A]
	judge        Judge[W, A]
	world, after W // the whole world
	here, next   W // what is left of it, before and after the step that is lifted
	enabled      []A
	names        []string
	found        bool // the judge has objected
}

// lift makes of a schedule of what is left one of whole worlds, of which the judge objects
// to the last step, or to where it ends, and shortens it. It has no picks if there is none.
func (l *lifter[W, A]) lift(s Schedule, judge Judge[W, A]) Schedule {
	run := &ascent[W, A]{lifter: l, judge: judge}
	names, ok := run.lift(s)
	if ok {
		if small := l.shorten(judge, s.Initial, names); small != nil {
			return small.Schedule
		}
	}
	l.failed = true
	return Schedule{}
}

// lift returns the names of the steps, and whether the judge objects to where they lead.
func (r *ascent[W, A]) lift(s Schedule) (names []string, ok bool) {
	r.sys.System.Initial(s.Initial, &r.world)
	r.sys.Initial(s.Initial, &r.here)
	for _, pick := range s.Picks {
		a := r.sys.Enabled(&r.here, nil)[pick]
		r.sys.Copy(&r.next, &r.here)
		r.sys.Do(&r.next, a)
		if !r.follow(a) {
			return nil, false
		}
		r.sys.Copy(&r.here, &r.next)
		if r.found {
			return r.names, true
		}
	}
	for n := 0; n < DefaultDrain && !r.found && r.unseen(nil); n++ { // until it is quiescent
	}
	return r.names, r.found || r.judge.Final(&r.world) != 0
}

// follow takes the step of the whole world that leads to what is left next, after what is
// unseen and in its way. Of several it takes the action of the same name.
func (r *ascent[W, A]) follow(wanted A) bool {
	for range DefaultDrain {
		r.enabled = r.sys.Enabled(&r.world, r.enabled[:0])
		at := -1
		for i, a := range r.enabled {
			if (at < 0 || a == wanted) && r.leads(a, &r.next) {
				at = i
			}
		}
		if at >= 0 {
			r.take(r.enabled[at])
			return true
		}
		if !r.unseen(&wanted) {
			return false
		}
	}
	return false
}

// unseen takes a step that is fair and changes nothing of what is left, one of the actor
// that is to do something if there is one: what stands before that in a queue. It returns
// false if there is none.
func (r *ascent[W, A]) unseen(wanted *A) bool {
	r.enabled = r.sys.Enabled(&r.world, r.enabled[:0])
	at := -1
	for i, a := range r.enabled {
		if r.sys.Fair(&r.world, a) && (at < 0 || wanted != nil && r.sameActor(a, *wanted)) && r.leads(a, &r.here) {
			if at = i; wanted == nil || r.sameActor(a, *wanted) {
				break
			}
		}
	}
	if at >= 0 {
		r.take(r.enabled[at])
	}
	return at >= 0
}

func (r *ascent[W, A]) sameActor(a, b A) bool {
	actor, _, _, _ := r.sys.Info(a)
	other, _, _, _ := r.sys.Info(b)
	return actor == other
}

// leads reports whether an action leads from the whole world to one of which so much is
// left.
func (r *ascent[W, A]) leads(a A, left *W) bool {
	r.sys.Copy(&r.after, &r.world)
	r.sys.Do(&r.after, a) // and drops
	return bytes.Equal(r.sys.Key(&r.after), r.sys.Key(left))
}

func (r *ascent[W, A]) take(a A) {
	r.names = append(r.names, r.sys.Name(&r.world, a))
	r.sys.Copy(&r.after, &r.world)
	r.sys.System.Do(&r.after, a)
	r.found = r.found || r.judge.Step(&r.world, a, &r.after) != 0
	r.sys.Copy(&r.world, &r.after)
}
