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

// wayTo is a way in the list of those to one world.
type wayTo struct {
	way
	next uint32 // 1 + the next of them
}

// waysLevel is a level with the ways to its worlds.
type waysLevel[W any] struct {
	frontier[W]
	heads []uint32 // 1 + the first way, of each world
	ways  []wayTo
	ranks []uint32 // of each way, in the order of the picks of all its steps
}

// link is the last step of a way: the rank of the way before on its level, and
// the pick, or the index of the initial world.
type link struct {
	before uint32
	pick   uint16
}

// clear forgets the ways, and keeps their memory.
func (r *waysLevel[W]) clear() {
	r.frontier = frontier[W]{chunks: r.chunks[:0]}
	r.heads, r.ways = r.heads[:0], r.ways[:0]
}

// ranker ranks the ways of a level; its memory is used again for the next one.
type ranker struct {
	steps              []link
	list, other, place []uint32
	ranks              []uint32
}

// rank ranks the ways of a level in all its shares, of which the ways before have ranks
// below a bound, and returns their last steps in that order.
func rank[W any](r *ranker, shares []*share[W], bound int) []link {
	n := 0
	for _, h := range shares {
		n += len(h.here.ways)
	}
	r.steps = slices.Grow(r.steps[:0], n)
	most := uint16(0)
	for _, h := range shares {
		for i := range h.here.ways {
			w := &h.here.ways[i]
			r.steps = append(r.steps, link{w.before, w.pick})
			most = max(most, w.pick)
		}
	}
	r.list, r.other, r.ranks = sized(r.list, n), sized(r.other, n), sized(r.ranks, n)
	for i := range r.list {
		r.list[i] = uint32(i)
	}
	r.sort(int(most)+1, func(i uint32) uint32 { return uint32(r.steps[i].pick) })
	r.sort(bound, func(i uint32) uint32 { return r.steps[i].before })
	links := make([]link, n)
	for rank, i := range r.list {
		r.ranks[i], links[rank] = uint32(rank), r.steps[i]
	}
	left := r.ranks
	for _, h := range shares {
		n := len(h.here.ways)
		h.here.ranks, left = left[:n:n], left[n:]
	}
	return links
}

// sort puts the list in the order of keys below a bound; what has the same key keeps its
// order.
func (r *ranker) sort(bound int, key func(uint32) uint32) {
	r.place = sized(r.place, bound+1)
	clear(r.place)
	for _, i := range r.list {
		r.place[key(i)+1]++
	}
	for k := range bound {
		r.place[k+1] += r.place[k]
	}
	for _, i := range r.list {
		k := key(i)
		r.other[r.place[k]] = i
		r.place[k]++
	}
	r.list, r.other = r.other, r.list
}

// sized is a slice of some length, in the memory of an old one if it fits.
func sized[T any](old []T, n int) []T { return slices.Grow(old[:0], n)[:n] }

// bytes is what the ways take, with what is needed to rank them, and with what slices
// leave behind when they grow: those of ways by half of what they have, others by more.
func (r *waysLevel[W]) bytes() uint64 {
	const number, left, ranking = 4, 2, 5 * 4
	way := uint64(unsafe.Sizeof(wayTo{}))
	return uint64(cap(r.ways))*(way+way/2+ranking) + left*number*uint64(cap(r.heads))
}
