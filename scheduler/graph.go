package scheduler

import (
	"context"
	"math"
	"unsafe"
)

// graph is the graph of all reachable worlds. Node n has the steps first[n] to
// first[n+1].
type graph[W any, A comparable] struct {
	ctx    context.Context
	sys    System[W, A]
	table  *table
	stands func(*W) uint64 // how many worlds a node stands for
	at     []uint32        // 1 + the node, by slot of the visited set
	worlds []W
	parent []uint32 // by which the node was found; itself if initial
	first  []uint32
	to     []uint32
	fair   []bool // by step
	group  []uint32
	inner  []uint32 // number of nodes by group
}

// newGraph explores all worlds of a complete search once more, breadth first.
// It returns false if that takes too much memory, or is interrupted.
func newGraph[W any, A comparable](s *search[W, A]) (*graph[W, A], bool) {
	g := &graph[W, A]{ctx: s.ctx, sys: s.sys, table: s.table, stands: s.stands}
	// Per node and per step, with what components and lasso need.
	each := uint64(unsafe.Sizeof(*new(W))) + 72
	if !s.budget.take(s.result.States*each + s.result.Transitions*5 + 4*s.table.number()) {
		return nil, false
	}
	g.at = make([]uint32, s.table.number())
	g.worlds = make([]W, 0, s.result.States)
	g.to, g.fair = make([]uint32, 0, s.result.Transitions), make([]bool, 0, s.result.Transitions)
	var w W
	for _, i := range s.initials {
		g.sys.Initial(i, &w)
		n := g.node(&w, 0)
		g.parent[n] = n
	}
	var enabled []A
	charged := s.result.Transitions // which are not all, where steps that commute were spared
	for n := 0; n < len(g.worlds); n++ {
		if steps := uint64(len(g.to)); steps > charged {
			if !s.budget.take((steps - charged) * 5) {
				return nil, false
			}
			charged = steps
		}
		if uint64(len(g.to)) > math.MaxUint32-1<<16 || n&0xfff == 0 && s.ctx.Err() != nil {
			return nil, false
		}
		g.first = append(g.first, uint32(len(g.to)))
		enabled = g.sys.Enabled(&g.worlds[n], enabled[:0])
		for _, a := range enabled {
			g.sys.Copy(&w, &g.worlds[n])
			g.sys.Do(&w, a)
			g.to = append(g.to, g.node(&w, uint32(n)))
			g.fair = append(g.fair, g.sys.Fair(&g.worlds[n], a))
		}
	}
	g.first = append(g.first, uint32(len(g.to)))
	return g, true
}

// node is the node of a world, which becomes one if it is met for the first
// time.
func (g *graph[W, A]) node(w *W, parent uint32) uint32 {
	key := g.sys.Key(w)
	slot, known := g.table.locate(printOf(key), key, 0)
	if known == isNew {
		panic("scheduler: a complete search has missed a world")
	}
	if g.at[slot] == 0 {
		g.worlds, g.parent = append(g.worlds, *w), append(g.parent, parent)
		g.at[slot] = uint32(len(g.worlds))
	}
	return g.at[slot] - 1
}

// components finds the strongly connected components of the fair steps
// (Tarjan: Depth-First Search and Linear Graph Algorithms, 1972), without
// recursion, because paths may be long.
func (g *graph[W, A]) components() {
	const unseen = math.MaxUint32
	size := len(g.worlds)
	order, low := make([]uint32, size), make([]uint32, size)
	next := make([]uint32, size) // step to look at next
	onStack := make([]bool, size)
	g.group = make([]uint32, size)
	for n := range order {
		order[n] = unseen
	}
	var stack, path []uint32
	count := uint32(0)
	for root := range uint32(size) {
		if order[root] != unseen {
			continue
		}
		path = append(path[:0], root)
		for len(path) > 0 {
			n := path[len(path)-1]
			if order[n] == unseen {
				order[n], low[n], next[n] = count, count, g.first[n]
				count++
				stack, onStack[n] = append(stack, n), true
			}
			if next[n] < g.first[n+1] {
				step := next[n]
				next[n]++
				if m := g.to[step]; !g.fair[step] {
					continue
				} else if order[m] == unseen {
					path = append(path, m)
				} else if onStack[m] {
					low[n] = min(low[n], order[m])
				}
				continue
			}
			path = path[:len(path)-1]
			if len(path) > 0 {
				up := path[len(path)-1]
				low[up] = min(low[up], low[n])
			}
			if low[n] == order[n] {
				group := uint32(len(g.inner))
				g.inner = append(g.inner, 0)
				for done := false; !done; {
					m := stack[len(stack)-1]
					stack, onStack[m] = stack[:len(stack)-1], false
					g.group[m] = group
					g.inner[group]++
					done = m == n
				}
			}
		}
	}
}

// inside reports whether a step is fair and stays in its component.
func (g *graph[W, A]) inside(n, step uint32) bool {
	return g.fair[step] && g.group[g.to[step]] == g.group[n]
}
