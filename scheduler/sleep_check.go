package scheduler

import (
	"context"
	"fmt"
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
	var w, after W
	for i := range sys.Initials() {
		sys.Initial(i, &w)
		add(&w)
	}
	for i := 0; i < len(worlds) && (maxStates == 0 || uint64(i) < maxStates) && ctx.Err() == nil; i++ {
		enabled, slots := sys.Enabled(&worlds[i], nil), map[int]bool{}
		for _, a := range enabled {
			slot := commuting.Slot(a)
			if slot >= 64 || slot >= 0 && slots[slot] {
				return pairs, fmt.Errorf("world % x: %q has slot %d, which is out of range or taken", sys.Key(&worlds[i]), sys.Name(&worlds[i], a), slot)
			}
			slots[slot] = true
			for _, b := range enabled {
				if other := commuting.Slot(b); a == b || other < 0 || commuting.Commutes(&worlds[i], a)>>other&1 == 0 {
					continue
				}
				pairs++
				if err := c.pair(&worlds[i], a, b); err != nil {
					return pairs, fmt.Errorf("world % x: %q and %q do not commute: %w", sys.Key(&worlds[i]), sys.Name(&worlds[i], a), sys.Name(&worlds[i], b), err)
				}
			}
			sys.Copy(&after, &worlds[i])
			sys.Do(&after, a)
			add(&after)
		}
	}
	return pairs, ctx.Err()
}

type commutingCheck[W any, A comparable] struct {
	sys      System[W, A]
	judge    Judge[W, A]
	measured Measured[W]
}

// judgement is all that must be the same of a step wherever it is taken.
type judgement struct {
	fair  bool
	set   uint32
	cause uint32
	fall  uint64 // of the measure
}

// pair compares both orders of two actions.
func (c *commutingCheck[W, A]) pair(w *W, a, b A) error {
	var afterA, afterB, afterAB, afterBA W
	firstA, firstB := c.step(w, a, &afterA), c.step(w, b, &afterB)
	for _, still := range []struct {
		world *W
		a     A
	}{{&afterA, b}, {&afterB, a}} {
		found := false
		for _, e := range c.sys.Enabled(still.world, nil) {
			found = found || e == still.a
		}
		if !found {
			return fmt.Errorf("one disables the other")
		}
	}
	thenB, thenA := c.step(&afterA, b, &afterAB), c.step(&afterB, a, &afterBA)
	switch {
	case string(c.sys.Key(&afterAB)) != string(c.sys.Key(&afterBA)):
		return fmt.Errorf("the one order leads to % x, the other to % x", c.sys.Key(&afterAB), c.sys.Key(&afterBA))
	case firstA != thenA:
		return fmt.Errorf("the first is judged as %+v, after the second as %+v", firstA, thenA)
	case firstB != thenB:
		return fmt.Errorf("the second is judged as %+v, after the first as %+v", firstB, thenB)
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
