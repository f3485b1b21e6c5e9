package scheduler

import (
	"context"
	"slices"
)

// Dropping is what a system offers in addition if worlds hold what makes no difference
// any more, such as messages that their receiver will ignore. Without it there are fewer
// worlds, which are told apart by less. What a system promises, and [CheckDropping] looks
// at, is for each world w and what is left of it:
//
//   - what is left has nothing to drop;
//   - whatever can happen in w is either unseen, so that as much is left as before, and
//     violates nothing that was not violated on the way to w; or something can happen in
//     what is left that leaves the same, is equally fair and judged alike. That can miss
//     for what spends a fault: it may be spent on what was dropped, if that excuses and
//     changes nothing else;
//   - whatever can happen in what is left can happen in w too, at once or after something
//     that is unseen and fair;
//   - if one of both is quiescent, so is the other, or something unseen and fair can happen
//     in it; if both are, they are judged alike, and have one outcome.
//
// Every violation and every outcome of w is then one of what is left, and the other way
// round (both are stutter bisimilar); but in fewer steps.
type Dropping[W any] interface {
	// Drop takes out of w what makes no difference any more, and reports whether there
	// was any.
	Drop(w *W) bool
}

// remains is a system whose worlds are dropped from as soon as they are made.
type remains[W any, A comparable] struct {
	System[W, A]
	dropping Dropping[W]
}

func (r *remains[W, A]) Initial(i int, w *W) {
	r.System.Initial(i, w)
	r.dropping.Drop(w)
}

func (r *remains[W, A]) Do(w *W, a A) {
	r.System.Do(w, a)
	r.dropping.Drop(w)
}

// whole is the system whose worlds are dropped from, or the system itself.
func whole[W any, A comparable](sys System[W, A]) System[W, A] {
	if r, ok := sys.(*remains[W, A]); ok {
		return r.System
	}
	return sys
}

// offers is what a system offers in addition, if it does.
func offers[T any, W any, A comparable](sys System[W, A]) (offer T, ok bool) {
	offer, ok = whole(sys).(T)
	return offer, ok
}

// searchRemains searches what is left of all worlds. A story can be replayed, and has its
// length, in whole worlds alone: those are searched too, until all that was found has one.
// What has none when they have become too many is told by a story that is lifted into them.
func searchRemains[W any, A comparable](ctx context.Context, sys System[W, A], judge Judge[W, A], dropping Dropping[W], options SearchOptions) *SearchResult {
	silent, left := options, &remains[W, A]{sys, dropping}
	silent.Silent = true
	r := explore(ctx, System[W, A](left), judge, silent, nil)
	r.Dropped = true
	if options.Silent || len(r.Findings)+len(r.Notes)+len(r.Outcomes) == 0 {
		return r
	}
	whole := options
	for _, bound := range []uint64{storyWorlds, options.StoryStates} {
		if bound > 0 && (whole.MaxStates == 0 || whole.MaxStates > bound) {
			whole.MaxStates = bound
		}
	}
	// What is told of the level of the first violation is told of all that there is on it;
	// and the story of a cycle follows from all worlds.
	all := !options.KeepGoing && len(r.Findings) > 0 || slices.ContainsFunc(r.Findings, isCycle)
	if all {
		told := explore(ctx, sys, judge, whole, nil)
		if told.Verdict == Violated && told.Reason == "" {
			told.Memory = max(told.Memory, r.Memory)
			return told
		}
		r.tell(told)
	} else {
		whole.KeepGoing, whole.AnyCycle = true, true // of cycles all is known
		r.tell(explore(ctx, sys, judge, whole, &goals{r.Findings, r.Notes, r.Outcomes}))
	}
	if r.Untold != notWhole {
		liftStories(ctx, left, judge, options, r)
	}
	return r
}

func isCycle(f Finding) bool { return f.Property == Liveness }

// notWhole is why a story is not told that no whole world shows: what is dropped takes
// room in them, of which a system may have too little. Else CheckDropping knows more.
const notWhole = "without what was dropped it happens, and with that no run has room for it"

// tell takes over the stories of a search of whole worlds. Where that was cut short, what
// has none is longer than what was gone through.
func (r *SearchResult) tell(told *SearchResult) {
	r.Memory = max(r.Memory, told.Memory)
	r.Untold = told.Untold
	least := told.Depth + 1
	missed := func() {
		if r.Untold == "" {
			r.Untold = told.Reason
		}
		if r.Untold == "" {
			r.Untold = notWhole
		}
	}
	takeOver := func(list, from []Finding) {
		for i := range list {
			f := &list[i]
			if at := slices.IndexFunc(from, f.isAlike); at >= 0 {
				f.Schedule, f.Calmest, f.depth = from[at].Schedule, from[at].Calmest, from[at].depth
			} else {
				f.Schedule, f.Loop, f.depth = Schedule{}, Schedule{}, max(f.depth, least)
				missed()
			}
		}
		slices.SortFunc(list, shorter)
	}
	takeOver(r.Findings, told.Findings)
	takeOver(r.Notes, told.Notes)
	for i := range r.Outcomes {
		o := &r.Outcomes[i]
		if at := slices.IndexFunc(told.Outcomes, o.isAlike); at >= 0 {
			o.Witness, o.depth = told.Outcomes[at].Witness, told.Outcomes[at].depth
		} else {
			o.depth = max(o.depth, least)
			missed()
		}
	}
}

// goals are what a search is to find, and may end with.
type goals struct {
	findings, notes []Finding
	outcomes        []Outcome
}

// met reports whether all of it was found.
func (g *goals) met(findings, notes []Finding, outcomes []Outcome) bool {
	for i := range g.findings {
		if !slices.ContainsFunc(findings, g.findings[i].isAlike) {
			return false
		}
	}
	for i := range g.notes {
		if !slices.ContainsFunc(notes, g.notes[i].isAlike) {
			return false
		}
	}
	for i := range g.outcomes {
		if !slices.ContainsFunc(outcomes, g.outcomes[i].isAlike) {
			return false
		}
	}
	return true
}

func (o *Outcome) isAlike(p Outcome) bool { return o.Code == p.Code }

// merged is what all workers have found so far.
func (s *search[W, A]) merged() (findings, notes []Finding, outcomes []Outcome) {
	for _, w := range s.workers {
		findings, notes = append(findings, w.findings...), append(notes, w.notes...)
	}
	return findings, notes, s.result.Outcomes
}
