package scheduler

import (
	"slices"
	"unsafe"
)

// cost orders ways of one length: smaller is better.
type cost struct{ switches, calm uint32 }

func (c cost) compare(d cost) int {
	if c.switches != d.switches {
		return compare(c.switches, d.switches)
	}
	return compare(c.calm, d.calm)
}

// way is the best way so far to a world by a last actor.
type way struct {
	cost
	// The last step: the rank, on its level, of the way before, and the pick. Of a way
	// of no steps that is the initial world.
	before uint32
	pick   uint16
	last   int16 // the last actor
}

// noActor is the last actor of a way of no steps.
const noActor = -1

// less orders ways of one length: the lesser is the better. Equally good ones are in
// the order of their picks.
func (w *way) less(v *way) bool {
	if c := w.compare(v.cost); c != 0 {
		return c < 0
	}
	return w.before < v.before || w.before == v.before && w.pick < v.pick
}

// waysLevel is a level with the ways to its worlds.
type waysLevel[W any] struct {
	frontier[W]
	heads []uint32 // 1 + the first way, of each world
	ways  []way
	next  []uint32 // 1 + the next way to the same world, of each way
	ranks []uint32 // of each way, in the order of the picks of all its steps
}

// link is the last step of a way: the rank of the way before on its level, and
// the pick, or the index of the initial world.
type link struct {
	before uint32
	pick   uint16
}

// rank ranks the ways, of which the ways before have ranks below a bound, and returns
// their last steps in that order.
func (r *waysLevel[W]) rank(bound int) []link {
	n := len(r.ways)
	byPick, most := make([]uint32, n), uint16(0)
	for i := range r.ways {
		byPick[i] = uint32(i)
		most = max(most, r.ways[i].pick)
	}
	byPick = sorted(byPick, int(most)+1, func(i uint32) uint32 { return uint32(r.ways[i].pick) })
	r.ranks = slices.Grow(r.ranks[:0], n)[:n]
	links := make([]link, n)
	for rank, i := range sorted(byPick, bound, func(i uint32) uint32 { return r.ways[i].before }) {
		r.ranks[i] = uint32(rank)
		links[rank] = link{r.ways[i].before, r.ways[i].pick}
	}
	return links
}

// sorted is a list in the order of keys below a bound; what has the same key keeps
// its order.
func sorted(list []uint32, bound int, key func(uint32) uint32) []uint32 {
	place := make([]uint32, bound+1)
	for _, i := range list {
		place[key(i)+1]++
	}
	for k := range bound {
		place[k+1] += place[k]
	}
	out := make([]uint32, len(list))
	for _, i := range list {
		k := key(i)
		out[place[k]] = i
		place[k]++
	}
	return out
}

// bytes is what the ways take, with what is needed to rank them, and as much again
// for what slices leave behind when they grow.
func (r *waysLevel[W]) bytes() uint64 {
	const number = 4
	each := uint64(unsafe.Sizeof(way{})) + 4*number
	return 2 * (uint64(cap(r.ways))*each + uint64(cap(r.heads))*number)
}
