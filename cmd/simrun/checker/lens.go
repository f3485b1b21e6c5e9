package checker

import (
	"context"
	"fmt"

	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// Lens makes an exhaustive search look at a part of the runs, or tell their ends
// apart by more than their outcomes. Every field may be nil.
type Lens struct {
	// Hides leaves an enabled action out, and so the runs in which it happens.
	Hides func(*sim.System, *sim.World, sim.Action) bool
	// Counts reports whether a run has got to what is looked at. Before that
	// nothing is judged, and a run that never gets there has no outcome.
	Counts func(*sim.System, *sim.World) bool
	// Mark is put to the outcome of a world.
	Mark func(*sim.System, *sim.World) uint8
	// See is shown every step, by several goroutines at once.
	See func(sys *sim.System, before *sim.World, a sim.Action, after *sim.World)
}

// An outcome takes four bits for each call at each device, at the end of its code; the mark
// lies at the beginning.
const markShift = 56

// Unseen is the mark of the ends that do not count. No other mark has its bits.
const Unseen = 0xff

// MarkOf is the mark of an outcome that a lens has made.
func MarkOf(code scheduler.Code) uint8 { return uint8(code[0] >> markShift) }

// Unmarked is such an outcome as [Checker.OutcomeText] takes it.
func Unmarked(code scheduler.Code) scheduler.Code {
	if code != noOutcome {
		code[0] &= 1<<markShift - 1
	}
	return code
}

// Search is [Checker.Search] through the lens. No reduction may be asked for: what
// is hidden need not have an image.
func (l *Lens) Search(ctx context.Context, from Checker, options scheduler.SearchOptions) (*Searched, error) {
	c, ok := from.(*checker[sim.World])
	if !ok || options.Reduction != scheduler.ReduceNone {
		return nil, fmt.Errorf("scenario %s: only a search without a clock and without a reduction can look at a part of the runs",
			from.Scenario().Name)
	}
	seen := *c
	if l.Hides != nil {
		seen.sys = hiding{c.sys, c.inner, l}
	}
	return seen.search(ctx, judgingThrough{c.noting(), c.inner, l}, options), nil
}

// hiding is a system without the actions that a lens hides. It has none of the
// further methods by which a search leaves something out.
type hiding struct {
	scheduler.System[sim.World, sim.Action]
	inner *sim.System
	lens  *Lens
}

func (h hiding) Enabled(w *sim.World, buf []sim.Action) []sim.Action {
	first := len(buf)
	buf = h.System.Enabled(w, buf)
	kept := buf[:first]
	for _, a := range buf[first:] {
		if !h.lens.Hides(h.inner, w, a) {
			kept = append(kept, a)
		}
	}
	return kept
}

// judgingThrough is a judge who looks through a lens.
type judgingThrough struct {
	scheduler.Judge[sim.World, sim.Action]
	inner *sim.System
	lens  *Lens
}

func (j judgingThrough) counts(w *sim.World) bool {
	return j.lens.Counts == nil || j.lens.Counts(j.inner, w)
}

func (j judgingThrough) Step(before *sim.World, a sim.Action, after *sim.World) scheduler.Set {
	if j.lens.See != nil {
		j.lens.See(j.inner, before, a, after)
	}
	set := j.Judge.Step(before, a, after)
	if !j.counts(after) {
		return set & withinLimits
	}
	return set
}

func (j judgingThrough) Final(w *sim.World) scheduler.Set {
	if !j.counts(w) {
		return 0
	}
	return j.Judge.Final(w)
}

func (j judgingThrough) Outcome(w *sim.World) scheduler.Code {
	code := j.Judge.Outcome(w)
	switch {
	case !j.counts(w):
		code[0] |= Unseen << markShift
	case j.lens.Mark != nil:
		code[0] |= uint64(j.lens.Mark(j.inner, w)) << markShift
	}
	return code
}
