package scheduler

import (
	"bytes"
	"context"
	"fmt"
	"slices"
)

// CheckDropping goes through all worlds of a system that is [Dropping], at most maxStates
// of them (0 for no bound), and returns the first promise that is broken, told at a world
// by its key, or nil; dropped is in how many worlds there was something to drop. It takes
// a Go map and several times the time of a plain search: it is for tests of small systems.
func CheckDropping[W any, A comparable](ctx context.Context, sys System[W, A], judge Judge[W, A], maxStates uint64) (dropped uint64, err error) {
	dropping, ok := sys.(Dropping[W])
	if !ok {
		return 0, nil
	}
	c := &droppingCheck[W, A]{sys: sys, judge: judge, dropping: dropping}
	c.symmetric, _ = sys.(Symmetric[W])
	known := map[string]bool{}
	var worlds []W
	var wrongs []Set // what is violated on the way to each of them
	add := func(w *W, wrong Set) {
		if key := string(sys.Key(w)); !known[key] {
			known[key] = true
			worlds, wrongs = append(worlds, *w), append(wrongs, wrong)
		}
	}
	for i := range sys.Initials() {
		sys.Initial(i, &c.w)
		add(&c.w, 0)
	}
	for i := 0; i < len(worlds) && (maxStates == 0 || uint64(i) < maxStates) && ctx.Err() == nil; i++ {
		c.w, c.wrong = worlds[i], wrongs[i]
		some, err := c.world()
		if err != nil {
			return dropped, fmt.Errorf("world % x: %w", sys.Key(&c.w), err)
		}
		if some {
			dropped++
		}
		for _, a := range sys.Enabled(&c.w, nil) {
			sys.Copy(&c.after, &c.w)
			sys.Do(&c.after, a)
			add(&c.after, c.wrong|judge.Step(&c.w, a, &c.after))
		}
	}
	return dropped, ctx.Err()
}

type droppingCheck[W any, A comparable] struct {
	sys       System[W, A]
	judge     Judge[W, A]
	dropping  Dropping[W]
	symmetric Symmetric[W] // nil if the system is not

	w, left, after, image W   // the world, what is left of it, and scratch
	wrong                 Set // what is violated on the way to the world
}

// leading is a step, by what is left of the world that it leads to and what is said of it.
type leading struct {
	left  string
	set   Set
	cause uint32
	fair  bool
}

// world compares a world with what is left of it, and reports whether that is less.
func (c *droppingCheck[W, A]) world() (dropped bool, err error) {
	c.sys.Copy(&c.left, &c.w)
	dropped = c.dropping.Drop(&c.left)
	left := string(c.sys.Key(&c.left))
	if same := left == string(c.sys.Key(&c.w)); same == dropped {
		return dropped, fmt.Errorf("it changes: %t, but Drop says %t", !same, dropped)
	}
	if err := c.mirrored(); err != nil || !dropped {
		return dropped, err
	}
	if c.sys.Copy(&c.after, &c.left); c.dropping.Drop(&c.after) {
		return true, fmt.Errorf("what is left has something to drop")
	}
	ofWhole, actions := c.steps(&c.w)
	ofLeft, leftActions := c.steps(&c.left)
	unseen := false // something can happen that is unseen, and fair
	for i, step := range ofWhole {
		switch {
		case step.left == left && step.set&^c.wrong == 0:
			unseen = unseen || step.fair
		case !slices.Contains(ofLeft, step) && c.sys.Fault(actions[i]) < 0:
			return true, fmt.Errorf("%q can happen, and nothing like it in what is left", c.sys.Name(&c.w, actions[i]))
		}
	}
	for i, step := range ofLeft {
		if !unseen && !slices.Contains(ofWhole, step) {
			return true, fmt.Errorf("%q can happen in what is left, and nothing like it in the world", c.sys.Name(&c.left, leftActions[i]))
		}
	}
	return true, c.ends(unseen, actions, leftActions)
}

// steps are the steps out of a world, and their actions.
func (c *droppingCheck[W, A]) steps(w *W) (list []leading, actions []A) {
	actions = c.sys.Enabled(w, nil)
	for _, a := range actions {
		c.sys.Copy(&c.after, w)
		c.sys.Do(&c.after, a)
		if w == &c.left { // there a search sees no more
			c.dropping.Drop(&c.after)
		}
		step := leading{set: c.judge.Step(w, a, &c.after), fair: c.sys.Fair(w, a)}
		if step.set != 0 {
			step.cause = c.judge.Cause(&c.after)
		}
		c.dropping.Drop(&c.after)
		step.left = string(c.sys.Key(&c.after))
		list = append(list, step)
	}
	return list, actions
}

// ends compares the two as ends of runs.
func (c *droppingCheck[W, A]) ends(unseen bool, actions, leftActions []A) error {
	ended, leftEnded := !anyFair(c.sys, &c.w, actions), !anyFair(c.sys, &c.left, leftActions)
	switch {
	case ended && !leftEnded:
		return fmt.Errorf("it is quiescent, and what is left is not")
	case !leftEnded, !ended && unseen:
		return nil
	case !ended:
		return fmt.Errorf("what is left is quiescent, and it never is")
	}
	set, left := c.judge.Final(&c.w), c.judge.Final(&c.left)
	if set != left || set != 0 && c.judge.Cause(&c.w) != c.judge.Cause(&c.left) || c.judge.Outcome(&c.w) != c.judge.Outcome(&c.left) {
		return fmt.Errorf("it ends otherwise than what is left, with %#x, not %#x", set, left)
	}
	return nil
}

// mirrored looks whether what is left of the image is the image of what is left.
func (c *droppingCheck[W, A]) mirrored() error {
	if c.symmetric == nil || !c.symmetric.Mirrored(&c.w) {
		return nil
	}
	c.symmetric.Mirror(&c.after, &c.w)
	c.dropping.Drop(&c.after)
	if c.symmetric.Mirror(&c.image, &c.left); !bytes.Equal(c.sys.Key(&c.image), c.sys.Key(&c.after)) {
		return fmt.Errorf("what is left of its image is not the image of what is left")
	}
	return nil
}
