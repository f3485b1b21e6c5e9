package scheduler

import (
	"context"
	"fmt"
)

// CheckAlike goes through all worlds of a system that is [Alike], at most most of them (0
// for no bound), and returns the first promise that is broken, told at a world by its key,
// or nil. It takes a Go map and, for each image, twice the time of a plain search: it is for
// tests of small systems. Images is how many the worlds have that have most of them.
func CheckAlike[W any, A comparable](ctx context.Context, sys System[W, A], judge Judge[W, A], most uint64) (images uint64, err error) {
	alike, ok := sys.(Alike[W])
	if !ok || alike.Images() == 1 {
		return 1, nil
	}
	c := &alikeCheck[W, A]{stepCheck: stepCheck[W, A]{sys: sys, judge: judge}, alike: alike}
	c.dropping, _ = sys.(Dropping[W])
	c.measured, _ = sys.(Measured[W])
	var w, after W
	var worlds []W
	known := map[string]bool{}
	add := func(w *W) {
		if key := string(sys.Key(w)); !known[key] {
			known[key] = true
			worlds = append(worlds, *w)
		}
	}
	for i := range sys.Initials() {
		sys.Initial(i, &w)
		add(&w)
	}
	for i := 0; i < len(worlds) && (most == 0 || uint64(i) < most) && ctx.Err() == nil; i++ {
		sys.Copy(&w, &worlds[i])
		orbit, err := c.world(&w)
		if err != nil {
			return images, fmt.Errorf("world % x: %w", sys.Key(&w), err)
		}
		images = max(images, orbit)
		for _, a := range sys.Enabled(&w, nil) {
			sys.Copy(&after, &w)
			sys.Do(&after, a)
			add(&after)
		}
	}
	return images, nil
}

type alikeCheck[W any, A comparable] struct {
	stepCheck[W, A]
	alike    Alike[W]
	dropping Dropping[W] // nil if the system is not
	measured Measured[W] // nil if the system is not
}

// world compares a world with all of its images, and returns how many there are.
func (c *alikeCheck[W, A]) world(w *W) (orbit uint64, err error) {
	all := c.orbit(w)
	if n := c.alike.Orbit(w); n != uint64(len(all)) {
		return 0, fmt.Errorf("it has %d images, and is said to have %d", len(all), n)
	}
	var first W
	c.sys.Copy(&first, w)
	c.alike.Arrange(&first)
	if key := string(c.sys.Key(&first)); !all[key] {
		return 0, fmt.Errorf("it is arranged as % x, which is no image of it", key)
	}
	for i := range c.alike.Images() {
		var image W
		c.alike.Image(&image, w, i)
		if err := c.images(w, &image, i, &first, all); err != nil {
			return 0, fmt.Errorf("image %d: %w", i, err)
		}
	}
	return uint64(len(all)), nil
}

// orbit is the set of the keys of all images of a world.
func (c *alikeCheck[W, A]) orbit(w *W) map[string]bool {
	all := map[string]bool{}
	for i := range c.alike.Images() {
		var image W
		c.alike.Image(&image, w, i)
		all[string(c.sys.Key(&image))] = true
	}
	return all
}

// images compares a world with one of its images, of which all are given, and that which
// they are arranged as.
func (c *alikeCheck[W, A]) images(w, image *W, i int, first *W, all map[string]bool) error {
	for j := range c.alike.Images() {
		var other W
		if c.alike.Image(&other, image, j); !all[string(c.sys.Key(&other))] {
			return fmt.Errorf("its image %d is none of the world", j)
		}
	}
	var arranged, left, other W
	c.sys.Copy(&arranged, image)
	if c.alike.Arrange(&arranged); string(c.sys.Key(&arranged)) != string(c.sys.Key(first)) {
		return fmt.Errorf("it is arranged otherwise than the world")
	}
	if c.measured != nil && c.measured.Measure(image) != c.measured.Measure(w) {
		return fmt.Errorf("it measures %d, the world %d", c.measured.Measure(image), c.measured.Measure(w))
	}
	if c.dropping != nil {
		c.sys.Copy(&arranged, w)
		c.dropping.Drop(&arranged)
		c.alike.Image(&left, &arranged, i)
		c.sys.Copy(&other, image)
		if c.dropping.Drop(&other); string(c.sys.Key(&other)) != string(c.sys.Key(&left)) {
			return fmt.Errorf("of it something else is left than of the world")
		}
	}
	c.image = func(dst, src *W) { c.alike.Image(dst, src, i) }
	return c.compare(w, image)
}
