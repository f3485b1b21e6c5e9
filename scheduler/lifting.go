package scheduler

import (
	"cmp"
	"context"
	"slices"
)

// Where whole worlds are too many to look for a story in, one is made of a run of what is
// left: that is lifted ([lifter]), and then made as short as it can be. What it violates it
// violates in the whole world; but there may be shorter ones.

// storyWorlds is how many whole worlds are searched, at most, for the stories to what was
// found in what is left of them. It bounds worlds, not time, so that every machine tells
// the same.
const storyWorlds = 1 << 23

// notLifted is why a story is not told that was found in what is left and leads to nothing
// alike in the whole world.
const notLifted = "a run goes wrong without what was dropped, and with it does not: either it has no room for that, " +
	"or to drop it was wrong, which would be a fault of this program"

// liftStories fills in the stories of r that have none, and says why where that fails too.
func liftStories[W any, A comparable](ctx context.Context, sys *remains[W, A], judge Judge[W, A], options SearchOptions, r *SearchResult) {
	wanted := &goals{untold(r.Findings), untold(r.Notes), nil}
	for i := range r.Outcomes {
		if !r.Outcomes[i].Told() {
			wanted.outcomes = append(wanted.outcomes, r.Outcomes[i])
		}
	}
	if ctx.Err() != nil || len(wanted.findings)+len(wanted.notes)+len(wanted.outcomes) == 0 {
		return
	}
	options.KeepGoing, options.AnyCycle = true, true
	left := explore(ctx, System[W, A](sys), judge, options, wanted)
	r.Memory = max(r.Memory, left.Memory)
	l := lifter[W, A]{ctx: ctx, sys: sys}
	for n, both := range [...]struct{ list, from []Finding }{{r.Findings, left.Findings}, {r.Notes, left.Notes}} {
		for i := range both.list {
			f := &both.list[i]
			at := slices.IndexFunc(both.from, f.isAlike)
			if f.Told() || at < 0 || !both.from[at].Told() {
				continue
			}
			f.Schedule = l.lift(both.from[at].Schedule, alike[W, A]{judge, f, n == 1})
			f.Shortened = len(f.Schedule.Picks) > f.depth
		}
	}
	for i := range r.Outcomes {
		o := &r.Outcomes[i]
		at := slices.IndexFunc(left.Outcomes, o.isAlike)
		if !o.Told() && at >= 0 && left.Outcomes[at].Told() {
			o.Witness = l.lift(left.Outcomes[at].Witness, endsIn[W, A]{judge, o.Code})
			o.Shortened = len(o.Witness.Picks) > o.depth
		}
	}
	switch {
	case l.failed:
		r.Untold = notLifted
	case left.Untold != "" || left.Reason != "":
		r.Untold = cmp.Or(left.Untold, left.Reason)
	case !slices.ContainsFunc(r.Findings, func(f Finding) bool { return !f.Told() }): // else a cycle
		r.Untold = ""
	}
}

// untold are the findings that have no story and can have one of what is left: a cycle has
// none there.
func untold(list []Finding) (of []Finding) {
	for _, f := range list {
		if !f.Told() && !isCycle(f) {
			of = append(of, f)
		}
	}
	return of
}

// alike is a judge who objects to nothing but what violates what a finding does, by the
// same cause.
type alike[W any, A comparable] struct {
	Judge[W, A]
	finding *Finding
	noted   bool
}

func (j alike[W, A]) only(set Set, w *W) Set {
	if set &= 1 << j.finding.Property; set == 0 || causeOf(j.Judge, w, j.noted) != j.finding.Cause {
		return 0
	}
	return set
}

func (j alike[W, A]) Step(before *W, a A, after *W) Set {
	return j.only(j.Judge.Step(before, a, after), after)
}

func (j alike[W, A]) Final(w *W) Set { return j.only(j.Judge.Final(w), w) }

// endsIn is a judge who objects to one way to end.
type endsIn[W any, A comparable] struct {
	Judge[W, A]
	code Code
}

func (endsIn[W, A]) Step(*W, A, *W) Set { return 0 }

func (j endsIn[W, A]) Final(w *W) Set {
	if j.Outcome(w) != j.code {
		return 0
	}
	return 1
}
