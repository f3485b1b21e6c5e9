package scheduler

import "math"

// graph is the graph of all reachable worlds. Node n has the steps first[n] to
// first[n+1].
type graph[W any, A comparable] struct {
	sys    System[W, A]
	limit  uint64
	index  map[string]uint32 // by key
	worlds []W
	parent []uint32 // by which the node was found; itself if initial
	first  []uint32
	to     []uint32
	fair   []bool // by step
	group  []uint32
	inner  []uint32 // number of nodes by group
}

// build explores all worlds, breadth first. It returns false if that takes too
// much memory.
func (g *graph[W, A]) build() bool {
	var w W
	for i := range g.sys.Initials() {
		g.sys.Initial(i, &w)
		if n, isNew := g.node(&w); isNew {
			g.parent[n] = n
		}
	}
	var enabled []A
	for n := 0; n < len(g.worlds); n++ {
		g.first = append(g.first, uint32(len(g.to)))
		enabled = g.sys.Enabled(&g.worlds[n], enabled[:0])
		for _, a := range enabled {
			fair := g.sys.Fair(&g.worlds[n], a)
			g.sys.Copy(&w, &g.worlds[n])
			g.sys.Do(&w, a)
			m, isNew := g.node(&w)
			if isNew {
				g.parent[m] = uint32(n)
			}
			g.to, g.fair = append(g.to, m), append(g.fair, fair)
		}
		if g.bytes(&w) > g.limit || len(g.to) > math.MaxInt32 {
			return false
		}
	}
	g.first = append(g.first, uint32(len(g.to)))
	return true
}

func (g *graph[W, A]) bytes(w *W) uint64 {
	key := uint64(len(g.sys.Key(w)))
	return uint64(len(g.worlds))*(2*key+80) + uint64(len(g.to))*5
}

func (g *graph[W, A]) node(w *W) (n uint32, isNew bool) {
	if n, ok := g.index[string(g.sys.Key(w))]; ok {
		return n, false
	}
	n = uint32(len(g.worlds))
	g.index[string(g.sys.Key(w))] = n
	g.worlds = append(g.worlds, *w)
	g.parent = append(g.parent, 0)
	return n, true
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
