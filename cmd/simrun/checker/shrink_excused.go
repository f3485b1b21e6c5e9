package checker

import (
	"context"
	"slices"

	"github.com/glarelab/glare/scheduler"
)

// ShrinkExcused makes a run smaller that is excused from a property: the result ends as it
// should, is excused from the same because the same was destroyed, and no step or block
// of steps can be taken out of it. What is no longer enabled without them is skipped, and
// the run settles calmly, so that steps which nobody chose need not be kept. It is nil
// if the run is not excused; if the context ends, it is the smallest so far.
func ShrinkExcused(ctx context.Context, compiled Checker, s scheduler.Schedule, property string) (*Trace, error) {
	best, err := compiled.Replay(s)
	if err != nil {
		return nil, err
	}
	why := best.excuse(property)
	if why == nil {
		return nil, nil
	}
	if t := followExcused(compiled, s, why); t != nil && len(t.Lines) < len(best.Lines) {
		best = t
	}
	for size := len(best.Lines) / 2; size > 0; {
		shorter := false
		for from := 0; from < len(best.Lines) && ctx.Err() == nil; {
			names := best.Names()
			without := slices.Delete(names, from, min(from+size, len(names)))
			t := followExcused(compiled, scheduler.Schedule{Initial: s.Initial, Names: without}, why)
			if t == nil || len(t.Lines) >= len(best.Lines) {
				from += size
				continue
			}
			best, shorter = t, true // and what stands here now is tried next
		}
		if !shorter || size > 1 {
			size /= 2
		}
	}
	return best, nil
}

// followExcused follows a schedule to a run that is excused as another is, or nil.
func followExcused(compiled Checker, s scheduler.Schedule, why *Excuse) *Trace {
	t, err := compiled.Follow(s)
	if err != nil || !t.excusedLike(why) {
		return nil
	}
	return t
}

// excuse is why the run was excused from a property, or nil if it was not.
func (t *Trace) excuse(property string) *Excuse {
	i := slices.IndexFunc(t.Excuses, func(e Excuse) bool { return e.Property == property })
	if i < 0 || !t.Excused() {
		return nil
	}
	return &t.Excuses[i]
}

// excusedLike reports whether the run is excused from what another was, because the same
// was destroyed.
func (t *Trace) excusedLike(why *Excuse) bool {
	e := t.excuse(why.Property)
	return e != nil && slices.Equal(e.Because, why.Because)
}

// ExcusedAlike reports whether both runs are excused from a property because the same was
// destroyed.
func (t *Trace) ExcusedAlike(other *Trace, property string) bool {
	why := other.excuse(property)
	return why != nil && t.excusedLike(why)
}
