package scheduler

import (
	"bytes"
	"context"
	"fmt"
	"slices"
)

// CheckCommuting goes through all worlds of a system that is [Commuting], at most
// maxStates of them (0 for no bound), and returns the first promise that is broken,
// told at a world by its key, or nil; pairs is how many pairs of steps it looked
// at. It takes a Go map and several times the time of a plain search: it is for
// tests of small systems.
func CheckCommuting[W any, A comparable](ctx context.Context, sys System[W, A], judge Judge[W, A], maxStates uint64) (pairs uint64, err error) {
	commuting, ok := sys.(Commuting[W, A])
	if !ok {
		return 0, nil
	}
	c := &commutingCheck[W, A]{sys: sys, judge: judge}
	c.measured, _ = sys.(Measured[W])
	known := map[string]bool{}
	var worlds []W
	add := func(w *W) {
		if key := string(sys.Key(w)); !known[key] {
			known[key] = true
			worlds = append(worlds, *w)
		}
	}
	var w W
	for i := range sys.Initials() {
		sys.Initial(i, &w)
		add(&w)
	}
	for i := 0; i < len(worlds) && (maxStates == 0 || uint64(i) < maxStates) && ctx.Err() == nil; i++ {
		w = worlds[i]
		steps, err := c.firsts(&w, commuting)
		if err != nil {
			return pairs, fmt.Errorf("world % x: %w", sys.Key(&w), err)
		}
		for a := range steps {
			for b := range steps {
				first, second := &steps[a], &steps[b]
				if a == b || second.slot < 0 || first.commutes>>second.slot&1 == 0 {
					continue
				}
				pairs++
				if b < a && first.slot >= 0 && second.commutes>>first.slot&1 != 0 {
					continue // the same two orders were compared before
				}
				if err := c.pair(first, second); err != nil {
					return pairs, fmt.Errorf("world % x: %q and %q do not commute: %w", sys.Key(&w), sys.Name(&w, first.action), sys.Name(&w, second.action), err)
				}
			}
			add(&steps[a].after)
		}
	}
	return pairs, ctx.Err()
}

type commutingCheck[W any, A comparable] struct {
	sys      System[W, A]
	judge    Judge[W, A]
	measured Measured[W]
	enabled  []A
	steps    []firstStep[W, A] // used anew for each world
}

// firstStep is one step out of a world, and what is enabled then.
type firstStep[W any, A comparable] struct {
	action   A
	slot     int
	commutes uint64
	after    W
	then     []A
	judged   judgement
}

// firsts takes each step out of a world once.
func (c *commutingCheck[W, A]) firsts(w *W, commuting Commuting[W, A]) ([]firstStep[W, A], error) {
	c.enabled = c.sys.Enabled(w, c.enabled[:0])
	var taken uint64
	for i, a := range c.enabled {
		if i == len(c.steps) {
			c.steps = append(c.steps, firstStep[W, A]{})
		}
		s := &c.steps[i]
		s.action, s.slot, s.commutes = a, commuting.Slot(a), commuting.Commutes(w, a)
		if s.slot >= 64 || s.slot >= 0 && taken>>s.slot&1 != 0 {
			return nil, fmt.Errorf("%q has slot %d, which is out of range or taken", c.sys.Name(w, a), s.slot)
		}
		if s.slot >= 0 {
			taken |= 1 << s.slot
		}
		s.judged = c.step(w, a, &s.after)
		s.then = c.sys.Enabled(&s.after, s.then[:0])
	}
	return c.steps[:len(c.enabled)], nil
}

// judgement is all that must be the same of a step wherever it is taken.
type judgement struct {
	fair  bool
	set   Set
	cause uint32
	fall  uint64 // of the measure
}

// pair compares both orders of two actions.
func (c *commutingCheck[W, A]) pair(a, b *firstStep[W, A]) error {
	if !slices.Contains(a.then, b.action) || !slices.Contains(b.then, a.action) {
		return fmt.Errorf("one disables the other")
	}
	var afterAB, afterBA W
	thenB, thenA := c.step(&a.after, b.action, &afterAB), c.step(&b.after, a.action, &afterBA)
	switch {
	case !bytes.Equal(c.sys.Key(&afterAB), c.sys.Key(&afterBA)):
		return fmt.Errorf("the one order leads to % x, the other to % x", c.sys.Key(&afterAB), c.sys.Key(&afterBA))
	case a.judged != thenA:
		return fmt.Errorf("the first is judged as %+v, after the second as %+v", a.judged, thenA)
	case b.judged != thenB:
		return fmt.Errorf("the second is judged as %+v, after the first as %+v", b.judged, thenB)
	}
	return nil
}

// step takes a step and judges it.
func (c *commutingCheck[W, A]) step(w *W, a A, after *W) judgement {
	c.sys.Copy(after, w)
	c.sys.Do(after, a)
	j := judgement{fair: c.sys.Fair(w, a), set: c.judge.Step(w, a, after)}
	if j.set != 0 {
		j.cause = c.judge.Cause(after)
	}
	if c.measured != nil {
		j.fall = c.measured.Measure(w) - c.measured.Measure(after)
	}
	return j
}
