package scheduler

import "slices"

// lasso returns the cycle with the shortest stem in which a fair run can stay
// for ever.
func (g *graph[W, A]) lasso() (Finding, bool) {
	members := g.members()
	finding, found := Finding{Property: Liveness}, false
	for n := range uint32(len(g.worlds)) {
		nodes := members[g.group[n]]
		if g.ctx.Err() != nil {
			break
		}
		if len(nodes) == 0 || nodes[0] != n || !g.turns(nodes) || !g.isFair(nodes) {
			continue
		}
		finding.Count += uint64(len(nodes)) * g.stands(&g.worlds[n])
		if !found {
			// Nodes are numbered breadth first: the first is the nearest.
			found = true
			finding.Schedule, finding.Loop = g.stem(n), g.loop(n)
			finding.depth = len(finding.Schedule.Picks)
		}
	}
	return finding, found
}

// members lists the nodes of every component in ascending order.
func (g *graph[W, A]) members() [][]uint32 {
	all := make([]uint32, 0, len(g.worlds))
	members := make([][]uint32, len(g.inner))
	for i, size := range g.inner {
		members[i] = all[len(all) : len(all) : len(all)+int(size)]
		all = all[:len(all)+int(size)]
	}
	for n, group := range g.group {
		members[group] = append(members[group], uint32(n))
	}
	return members
}

// turns reports whether a component has a step inside at all.
func (g *graph[W, A]) turns(nodes []uint32) bool {
	if len(nodes) > 1 {
		return true
	}
	n := nodes[0]
	for step := g.first[n]; step < g.first[n+1]; step++ {
		if g.inside(n, step) {
			return true
		}
	}
	return false
}

// isFair reports whether a run that stays in the component can be fair: what is
// fair and enabled in all its nodes is taken in one of them.
func (g *graph[W, A]) isFair(nodes []uint32) bool {
	for _, a := range g.duties(nodes[0]) {
		if !slices.ContainsFunc(nodes, func(n uint32) bool { return g.acquits(n, a) >= 0 }) {
			return false
		}
	}
	return true
}

// duties are the fair actions enabled at node n.
func (g *graph[W, A]) duties(n uint32) []A {
	var duties []A
	for i, a := range g.enabled(n) {
		if g.fair[g.first[n]+uint32(i)] {
			duties = append(duties, a)
		}
	}
	return duties
}

func (g *graph[W, A]) enabled(n uint32) []A { return g.sys.Enabled(&g.worlds[n], nil) }

// acquits tells how node n frees a cycle through it of the duty to take a: 0
// because a is not enabled there, 1+i because step i takes it and stays inside,
// and -1 if it does not.
func (g *graph[W, A]) acquits(n uint32, a A) int {
	i := slices.Index(g.enabled(n), a)
	switch {
	case i < 0 || !g.fair[g.first[n]+uint32(i)]:
		return 0
	case g.inside(n, g.first[n]+uint32(i)):
		return 1 + i
	}
	return -1
}

// stem is the way to node n by which it was found, a shortest one.
func (g *graph[W, A]) stem(n uint32) Schedule {
	var picks []int
	for ; g.parent[n] != n; n = g.parent[n] {
		up := g.parent[n]
		picks = append(picks, slices.Index(g.to[g.first[up]:g.first[up+1]], n))
	}
	slices.Reverse(picks)
	s := Schedule{Picks: picks}
	var w W
	for g.sys.Initial(0, &w); string(g.sys.Key(&w)) != string(g.sys.Key(&g.worlds[n])); g.sys.Initial(s.Initial, &w) {
		s.Initial++
	}
	named, err := Names(g.sys, s)
	if err != nil {
		panic("scheduler: a world of the graph cannot be reached again: " + err.Error())
	}
	return named
}

// loop is a way from node n back to it, inside its component, that does every
// duty which it would otherwise neglect.
func (g *graph[W, A]) loop(n uint32) Schedule {
	l := looping[W, A]{g: g, at: n}
	for _, a := range g.duties(n) {
		if !l.done(a) {
			l.walk(func(m uint32) bool { return g.acquits(m, a) >= 0 })
			if i := g.acquits(l.at, a); i > 0 {
				l.step(i - 1)
			}
		}
	}
	if len(l.schedule.Picks) == 0 {
		for i := range g.to[g.first[n]:g.first[n+1]] {
			if g.inside(n, g.first[n]+uint32(i)) {
				l.step(i)
				break
			}
		}
	}
	l.walk(func(m uint32) bool { return m == n })
	return l.schedule
}

// looping is a loop under construction.
type looping[W any, A comparable] struct {
	g        *graph[W, A]
	at       uint32
	visited  []uint32
	taken    []A
	schedule Schedule
}

// done reports whether the loop so far takes a or passes a node without it.
func (l *looping[W, A]) done(a A) bool {
	return slices.Contains(l.taken, a) || slices.ContainsFunc(l.visited, func(n uint32) bool { return l.g.acquits(n, a) == 0 })
}

func (l *looping[W, A]) step(i int) {
	g := l.g
	a := g.enabled(l.at)[i]
	l.visited, l.taken = append(l.visited, l.at), append(l.taken, a)
	l.schedule.Picks = append(l.schedule.Picks, i)
	l.schedule.Names = append(l.schedule.Names, g.sys.Name(&g.worlds[l.at], a))
	l.at = g.to[g.first[l.at]+uint32(i)]
}

// walk goes a shortest way inside the component to a node that is the goal.
func (l *looping[W, A]) walk(goal func(uint32) bool) {
	g := l.g
	type visit struct {
		node     uint32
		from, by int
	}
	queue := []visit{{node: l.at, from: -1}}
	seen := map[uint32]bool{l.at: true}
	for q := 0; q < len(queue); q++ {
		n := queue[q].node
		if goal(n) {
			var steps []int
			for i := q; queue[i].from >= 0; i = queue[i].from {
				steps = append(steps, queue[i].by)
			}
			for _, i := range slices.Backward(steps) {
				l.step(i)
			}
			return
		}
		for i := range int(g.first[n+1] - g.first[n]) {
			step := g.first[n] + uint32(i)
			if m := g.to[step]; g.inside(n, step) && !seen[m] {
				seen[m] = true
				queue = append(queue, visit{node: m, from: q, by: i})
			}
		}
	}
	panic("scheduler: a component of the graph is not connected")
}
