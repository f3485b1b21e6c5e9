package scheduler

import (
	"context"
	"fmt"
	"slices"
)

// CheckSymmetry goes through all worlds of a system that is [Symmetric], at most
// maxStates of them (0 for no bound), and returns the first promise that is
// broken, told at a world by its key, or nil. It takes a Go map and twice the
// time of a plain search: it is for tests of small systems. A system with no
// mirrored world breaks no promise; mirrored is how many worlds are.
func CheckSymmetry[W any, A comparable](ctx context.Context, sys System[W, A], judge Judge[W, A], maxStates uint64) (mirrored uint64, err error) {
	symmetric, ok := sys.(Symmetric[W])
	if !ok {
		return 0, nil
	}
	c := &symmetryCheck[W, A]{stepCheck: stepCheck[W, A]{sys: sys, judge: judge, image: symmetric.Mirror}, symmetric: symmetric, from: map[string]int{}, actor: map[uint8]uint8{}}
	for i := range sys.Initials() {
		sys.Initial(i, &c.w)
		c.add(&c.w, i)
	}
	for i := 0; i < len(c.worlds) && (maxStates == 0 || uint64(i) < maxStates) && ctx.Err() == nil; i++ {
		sys.Copy(&c.w, &c.worlds[i])
		if symmetric.Mirrored(&c.w) {
			mirrored++
			if err := c.world(); err != nil {
				return mirrored, fmt.Errorf("world % x: %w", sys.Key(&c.w), err)
			}
		}
		initial := c.from[string(sys.Key(&c.w))]
		c.enabled = sys.Enabled(&c.w, c.enabled[:0])
		for _, a := range c.enabled {
			sys.Copy(&c.after, &c.w)
			sys.Do(&c.after, a)
			if symmetric.Mirrored(&c.after) != symmetric.Mirrored(&c.w) {
				return mirrored, fmt.Errorf("world % x: it is mirrored or not, and is not or is after %q", sys.Key(&c.w), sys.Name(&c.w, a))
			}
			c.add(&c.after, initial)
		}
	}
	if ctx.Err() == nil && maxStates == 0 {
		err = c.origins()
	}
	return mirrored, err
}

type symmetryCheck[W any, A comparable] struct {
	stepCheck[W, A]
	symmetric Symmetric[W]
	worlds    []W
	from      map[string]int  // the first initial world that leads to a world, by key
	actor     map[uint8]uint8 // the image of an actor

	w, mirror, back W
}

// stepCheck compares what can happen in a world and in an image of it.
type stepCheck[W any, A comparable] struct {
	sys   System[W, A]
	judge Judge[W, A]
	image func(dst, src *W)

	after, imaged W
	enabled       []A
	here, there   []symmetryTaken[A]
}

func (c *symmetryCheck[W, A]) add(w *W, initial int) {
	key := c.sys.Key(w)
	if _, known := c.from[string(key)]; known {
		return
	}
	c.from[string(key)] = initial
	c.worlds = append(c.worlds, *w)
}

// symmetryStep is all that must be equal for a step and its image.
type symmetryStep struct {
	after string // key; of a step the key of the image of its end
	fair  bool
	calm  uint8
	set   Set // violated
	cause uint32
}

// symmetryTaken is a step with what may differ between it and its image.
type symmetryTaken[A comparable] struct {
	symmetryStep
	action A
	actor  uint8
}

// world compares c.w with its image.
func (c *symmetryCheck[W, A]) world() error {
	key := string(c.sys.Key(&c.w))
	c.symmetric.Mirror(&c.mirror, &c.w)
	if !c.symmetric.Mirrored(&c.mirror) {
		return fmt.Errorf("its image is not mirrored")
	}
	if c.symmetric.Mirror(&c.back, &c.mirror); string(c.sys.Key(&c.back)) != key {
		return fmt.Errorf("the image of its image is % x", c.sys.Key(&c.back))
	}
	if err := c.compare(&c.w, &c.mirror); err != nil {
		return err
	}
	for i := range c.here {
		if err := c.actors(c.here, c.here[i], c.there[i]); err != nil {
			return err
		}
	}
	return nil
}

// compare returns in what a world and an image of it differ, or nil.
func (c *stepCheck[W, A]) compare(w, image *W) error {
	if c.judge.Cause(w) != c.judge.Cause(image) {
		return fmt.Errorf("cause %d, its image has cause %d", c.judge.Cause(w), c.judge.Cause(image))
	}
	c.here, c.there = c.steps(c.here[:0], w, true), c.steps(c.there[:0], image, false)
	here, there := c.here, c.there
	for i := range max(len(here), len(there)) {
		switch {
		case i >= len(there):
			return fmt.Errorf("%q has no image", c.sys.Name(w, here[i].action))
		case i >= len(here):
			return fmt.Errorf("nothing has the image %q", c.sys.Name(image, there[i].action))
		case here[i].symmetryStep != there[i].symmetryStep:
			return fmt.Errorf("%q differs from %q in its image", c.sys.Name(w, here[i].action), c.sys.Name(image, there[i].action))
		}
	}
	if !slices.ContainsFunc(here, func(s symmetryTaken[A]) bool { return s.fair }) {
		if set, other := c.judge.Final(w), c.judge.Final(image); set != other {
			return fmt.Errorf("it violates %b finally, its image %b", set, other)
		}
	}
	return nil
}

// actors learns by which actor the image of step a, which is b, is taken. Steps
// that lead to one world cannot be told apart, so that they teach nothing.
func (c *symmetryCheck[W, A]) actors(all []symmetryTaken[A], a, b symmetryTaken[A]) error {
	same := 0
	for _, s := range all {
		if s.after == a.after {
			same++
		}
	}
	if same > 1 {
		return nil
	}
	if image, known := c.actor[a.actor]; known && image != b.actor {
		return fmt.Errorf("the image of %q is taken by actor %d, once it was %d", c.sys.Name(&c.w, a.action), b.actor, image)
	}
	c.actor[a.actor] = b.actor
	return nil
}

// steps adds to a list what can happen in w, in an order that does not depend on the order
// in which the system lists it.
func (c *stepCheck[W, A]) steps(list []symmetryTaken[A], w *W, imaged bool) []symmetryTaken[A] {
	c.enabled = c.sys.Enabled(w, c.enabled[:0])
	for _, a := range c.enabled {
		c.sys.Copy(&c.after, w)
		c.sys.Do(&c.after, a)
		s := symmetryTaken[A]{action: a}
		s.fair = c.sys.Fair(w, a)
		s.actor, _, _, s.calm = c.sys.Info(a)
		s.set, s.cause = c.judge.Step(w, a, &c.after), c.judge.Cause(&c.after)
		if s.after = string(c.sys.Key(&c.after)); imaged {
			c.image(&c.imaged, &c.after)
			s.after = string(c.sys.Key(&c.imaged))
		}
		list = append(list, s)
	}
	slices.SortStableFunc(list, func(a, b symmetryTaken[A]) int {
		switch {
		case a.after != b.after:
			if a.after < b.after {
				return -1
			}
			return 1
		case a.calm != b.calm:
			return int(a.calm) - int(b.calm)
		default:
			return int(a.set) - int(b.set)
		}
	})
	return list
}

// origins looks whether each mirrored world and its image come from different
// initial worlds.
func (c *symmetryCheck[W, A]) origins() error {
	for i := range c.worlds {
		w := &c.worlds[i]
		if !c.symmetric.Mirrored(w) {
			continue
		}
		c.symmetric.Mirror(&c.mirror, w)
		here := c.from[string(c.sys.Key(w))]
		there, known := c.from[string(c.sys.Key(&c.mirror))]
		if !known || here == there {
			return fmt.Errorf("world % x: its image comes from no other initial world", c.sys.Key(w))
		}
	}
	return nil
}
