package scheduler

import (
	"context"
	"math"
	"math/big"
	"math/bits"
)

// Schedules is how many schedules a system has: ways from an initial world to a
// quiescent one. A way that goes on behind a quiescent world, because a fault or
// a press is possible there, counts once for each quiescent world on it.
type Schedules struct {
	Number *big.Int // nil if Cyclic, or if Reason is not empty
	Cyclic bool     // some world leads back to itself, so that there is no last number
	States uint64   // all worlds, unless Cyclic or Reason says why not
	Reason string   // why the schedules were not counted
}

// Count counts the schedules of a system with at most maxStates worlds, 0 for no
// bound. It goes depth first through all worlds and gives each the number of
// ways from it to a quiescent world, which is the sum over its steps: what a
// search never enumerates is counted all the same. It takes about 80 bytes a
// world, and explores on its own, so that its number of worlds can be compared
// with that of a [Search].
func Count[W any, A comparable](ctx context.Context, sys System[W, A], maxStates uint64) Schedules {
	c := &counter[W, A]{sys: sys, index: map[fingerprint]uint32{}, limit: math.MaxUint32}
	if maxStates > 0 {
		c.limit = min(c.limit, maxStates)
	}
	var sum ways
	for i := range sys.Initials() {
		sys.Initial(i, &c.next)
		n, known := c.index[printOf(sys.Key(&c.next))]
		if !known {
			n = c.enter(&c.next)
		}
		for steps := 0; len(c.way) > 0 && c.result.Reason == "" && !c.result.Cyclic; steps++ {
			if steps%1024 == 0 && ctx.Err() != nil {
				c.result.Reason = endOf(ctx)
			}
			c.step()
		}
		if c.result.Reason != "" || c.result.Cyclic {
			return c.result
		}
		c.add(&sum, n)
	}
	if c.result.States = uint64(len(c.ways)); c.result.Reason == "" {
		c.result.Number = sum.number()
	}
	return c.result
}

type counter[W any, A comparable] struct {
	sys     System[W, A]
	index   map[fingerprint]uint32
	limit   uint64 // of worlds
	ways    []ways // by world; of one on the way the sum so far
	onWay   []bool // by world
	way     []waypoint[W]
	actions []A // that are still to be taken, of the worlds on the way in turn
	next    W
	result  Schedules
}

// waypoint is a world on the way from an initial one to where the counter is.
type waypoint[W any] struct {
	world   W
	n       uint32
	actions int // where its actions begin
}

// enter puts a new world at the end of the way and returns its index.
func (c *counter[W, A]) enter(w *W) uint32 {
	n := uint32(len(c.ways))
	c.index[printOf(c.sys.Key(w))] = n
	begin := len(c.actions)
	c.actions = c.sys.Enabled(w, c.actions)
	own := ways{}
	if !anyFair(c.sys, w, c.actions[begin:]) {
		own[0] = 1
	}
	c.ways, c.onWay = append(c.ways, own), append(c.onWay, true)
	c.way = append(c.way, waypoint[W]{n: n, actions: begin})
	c.sys.Copy(&c.way[len(c.way)-1].world, w)
	if uint64(len(c.ways)) > c.limit {
		c.result.Reason = "the bound on states is reached"
	}
	return n
}

// step takes one of the actions that are left of the last world on the way, or
// leaves that world if none is, and adds its ways to those of the world before.
func (c *counter[W, A]) step() {
	top := &c.way[len(c.way)-1]
	if len(c.actions) == top.actions {
		c.onWay[top.n] = false
		c.way = c.way[:len(c.way)-1]
		if len(c.way) > 0 {
			c.add(&c.ways[c.way[len(c.way)-1].n], top.n)
		}
		return
	}
	a := c.actions[len(c.actions)-1]
	c.actions = c.actions[:len(c.actions)-1]
	c.sys.Copy(&c.next, &top.world)
	c.sys.Do(&c.next, a)
	n, known := c.index[printOf(c.sys.Key(&c.next))]
	switch {
	case !known:
		c.enter(&c.next)
	case c.onWay[n]:
		c.result.Cyclic = true
	default:
		c.add(&c.ways[top.n], n)
	}
}

// add adds the ways from world n to a sum.
func (c *counter[W, A]) add(sum *ways, n uint32) {
	if !sum.add(&c.ways[n]) {
		c.result.Reason = "there are 2^256 schedules or more"
	}
}

// ways is a number of ways, least word first: as wide as any count that a
// search can reach, without a pointer for each world.
type ways [4]uint64

// add reports whether the sum still fits.
func (w *ways) add(more *ways) bool {
	carry := uint64(0)
	for i := range w {
		w[i], carry = bits.Add64(w[i], more[i], carry)
	}
	return carry == 0
}

func (w *ways) number() *big.Int {
	n := new(big.Int)
	for i := len(w) - 1; i >= 0; i-- {
		n.Lsh(n, 64)
		n.Or(n, new(big.Int).SetUint64(w[i]))
	}
	return n
}
