package scheduler

import "slices"

// mostEnds is how many sorts of ends are told apart; nobody reads more.
const mostEnds = 24

// gatherer keeps one way to each sort of end, and the shortest good and bad ones. Two
// ends are of one sort if they violate the same, and, where each world is at rest, have
// the same outcome.
type gatherer struct {
	good, bad *Way
	ends      []Way
}

// sort is the place of a sort of end among those known, or -1.
func (g *gatherer) sort(violated Set, outcome Code) int {
	return slices.IndexFunc(g.ends, func(w Way) bool { return w.Violated == violated && w.Outcome == outcome })
}

// shorter reports whether a way of so many steps would be kept for its sort.
func (g *gatherer) shorter(violated Set, outcome Code, steps int) bool {
	i := g.sort(violated, outcome)
	return i < 0 && len(g.ends) < mostEnds || i >= 0 && steps < len(g.ends[i].Names)
}

// keep keeps a way, if it is the shortest to its sort of end so far.
func (g *gatherer) keep(w Way) {
	i := g.sort(w.Violated, w.Outcome)
	switch {
	case i < 0 && len(g.ends) < mostEnds:
		g.ends = append(g.ends, w)
	case i >= 0 && len(w.Names) < len(g.ends[i].Names):
		g.ends[i] = w
	}
	side := &g.good
	if w.Violated != 0 {
		side = &g.bad
	}
	if *side == nil || len(w.Names) < len((*side).Names) {
		*side = &w
	}
}

// lookout goes through a graph of what lies ahead of its first root, breadth first and
// never beyond what violates something, so that the first end met of each sort is the
// nearest.
type lookout[W any, A comparable] struct {
	*future[W, A]
	met   gatherer
	judge Judge[W, A]
	from  []uint32 // by node: 1 + the node before it, or 0
	by    []uint32 // by node: the step that led to it
}

func (l *lookout[W, A]) look() {
	l.from, l.by = make([]uint32, len(l.worlds)), make([]uint32, len(l.worlds))
	root := l.roots[0]
	l.from[root] = root + 1
	for queue := []uint32{root}; len(queue) > 0; queue = queue[1:] {
		n := queue[0]
		world := &l.worlds[n]
		if l.end[n] != goesOn {
			l.arrived(n, l.judge.Final(world), l.judge.Outcome(world), nil)
		}
		if l.end[n] == endsBadly {
			continue
		}
		for step := l.first[n]; step < l.first[n+1]; step++ {
			to := l.to[step]
			switch {
			case l.bad[step]:
				l.broken(n, step)
			case l.from[to] == 0:
				l.from[to], l.by[to] = n+1, step
				queue = append(queue, to)
			}
		}
	}
	for i := range l.met.ends {
		l.met.ends[i].Shortest = true
	}
	for _, side := range []*Way{l.met.good, l.met.bad} {
		if side != nil {
			side.Shortest = true
		}
	}
}

// broken notes the end of a run by a step that violates something.
func (l *lookout[W, A]) broken(n, step uint32) {
	world := &l.worlds[n]
	a := l.sys.Enabled(world, nil)[step-l.first[n]]
	var after W
	l.sys.Copy(&after, world)
	l.sys.Do(&after, a)
	l.arrived(n, l.judge.Step(world, a, &after), Code{}, &a)
}

// arrived notes an end at a node, or by one more action from there.
func (l *lookout[W, A]) arrived(n uint32, violated Set, outcome Code, last *A) {
	if l.met.sort(violated, outcome) >= 0 || len(l.met.ends) == mostEnds {
		return // a nearer one is known
	}
	var names []string
	for at := n; at != l.roots[0]; at = l.from[at] - 1 {
		before := l.from[at] - 1
		world := &l.worlds[before]
		names = append(names, l.sys.Name(world, l.sys.Enabled(world, nil)[l.by[at]-l.first[before]]))
	}
	slices.Reverse(names)
	if last != nil {
		names = append(names, l.sys.Name(&l.worlds[n], *last))
	}
	l.met.keep(Way{Names: names, Violated: violated, Outcome: outcome})
}

// gathering notes the ends that sampled runs meet.
type gathering[W any, A comparable] struct {
	gatherer
	sys System[W, A]
}

// note notes the end of the run that a sampler has just made, after the steps that led to
// where it began.
func (g *gathering[W, A]) note(s *sampler[W, A], first []string) {
	result := &s.runner.result
	violated, outcome := result.Violated, result.Outcome
	if result.Verdict == Undecided {
		return // it came to no end
	}
	if violated != 0 && !result.Quiescent {
		outcome = Code{}
	}
	steps := len(first) + len(result.Schedule.Picks)
	nearer := func(w *Way) bool { return w == nil || steps < len(w.Names) }
	if !g.shorter(violated, outcome, steps) && (violated != 0 || !nearer(g.good)) && (violated == 0 || !nearer(g.bad)) {
		return
	}
	named, err := Names[W, A](rooted[W, A]{s.rooted.System, slices.Clone(s.rooted.roots)}, result.Schedule.Clone())
	if err != nil {
		panic("scheduler: a run that was just made cannot be made again: " + err.Error())
	}
	g.keep(Way{Names: slices.Concat(first, named.Names), Violated: violated, Outcome: outcome})
}
