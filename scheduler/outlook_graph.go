package scheduler

import (
	"context"
	"slices"
)

// rooted is a system whose runs begin in given worlds.
type rooted[W any, A comparable] struct {
	System[W, A]
	roots []W
}

func (r rooted[W, A]) Initials() int       { return len(r.roots) }
func (r rooted[W, A]) Initial(i int, w *W) { r.Copy(w, &r.roots[i]) }

// fairly reports whether an action enabled in a world can be a step of a fair
// continuation: it is no fault, and nothing that a user may also leave.
func fairly[W any, A comparable](sys System[W, A], w *W, a A) bool {
	if sys.Fair(w, a) {
		return true
	}
	_, _, kind, _ := sys.Info(a)
	return sys.Fault(a) < 0 && kind != KindUser && kind != KindFault
}

// calmOnly is a system in which nothing else happens.
type calmOnly[W any, A comparable] struct{ System[W, A] }

func (c calmOnly[W, A]) Enabled(w *W, buf []A) []A {
	begin := len(buf)
	buf = c.System.Enabled(w, buf)
	kept := buf[:begin]
	for _, a := range buf[begin:] {
		if fairly(c.System, w, a) {
			kept = append(kept, a)
		}
	}
	return kept
}

// future is the graph of what lies ahead of the roots, and what comes of it.
type future[W any, A comparable] struct {
	*graph[W, A]
	roots []uint32
	bad   []bool   // by step: it violates a property
	calm  []bool   // by step: it can be one of a fair continuation
	end   []ending // by node
	good  []Chance // by node: of a good end
	hope  []bool   // by node: some fair run ends well
}

// ending is what it means to stop at a node.
type ending uint8

const (
	goesOn ending = iota // not quiescent
	endsWell
	endsBadly
)

// future builds the graph of what follows from the roots in the given system, or
// returns nil if that is too much.
func (f *forecast[W, A]) future(sys System[W, A], roots []W) *future[W, A] {
	options := SearchOptions{MaxStates: f.MaxStates, MaxMemory: f.MaxMemory, KeepGoing: true}
	if f.Progress != nil {
		options.Progress = func(p Progress) { f.Progress(f.States+p.States, f.Runs) }
	}
	r := rooted[W, A]{sys, roots}
	s := newSearch[W, A](f.ctx, r, indifferent[W, A]{}, options)
	defer s.table.close()
	s.run()
	f.States += s.result.States
	if s.result.Reason != "" {
		return nil
	}
	g, ok := newGraph(s)
	if !ok {
		return nil
	}
	ahead := &future[W, A]{
		graph: g, bad: make([]bool, len(g.to)), calm: make([]bool, len(g.to)), end: make([]ending, len(g.worlds)),
		good: make([]Chance, len(g.worlds)), hope: make([]bool, len(g.worlds)),
	}
	for i := range roots {
		ahead.roots = append(ahead.roots, g.node(&roots[i], 0))
	}
	ahead.judge(f.ctx, f.judge)
	ahead.solve(f.ctx)
	if f.ctx.Err() != nil {
		return nil
	}
	return ahead
}

// after is the node that an enabled action of a root leads to.
func (f *future[W, A]) after(root int, a A) uint32 {
	n := f.roots[root]
	i := slices.Index(f.sys.Enabled(&f.worlds[n], nil), a)
	return f.to[f.first[n]+uint32(i)]
}

// judge finds out what is wrong with each step and each quiescent world, unless the
// context ends.
func (f *future[W, A]) judge(ctx context.Context, judge Judge[W, A]) {
	var w W
	var enabled []A
	for n := range f.worlds {
		if n&0xfff == 0 && ctx.Err() != nil {
			return
		}
		world := &f.worlds[n]
		enabled = f.sys.Enabled(world, enabled[:0])
		for i, a := range enabled {
			f.sys.Copy(&w, world)
			f.sys.Do(&w, a)
			f.bad[f.first[n]+uint32(i)] = judge.Step(world, a, &w) != 0
			f.calm[f.first[n]+uint32(i)] = fairly(f.sys, world, a)
		}
		if !anyFair(f.sys, world, enabled) {
			f.end[n] = endsWell
			if judge.Final(world) != 0 {
				f.end[n] = endsBadly
			}
		}
	}
}

// solve finds the probability of a good end and the hope for one of every node, by
// going through them until nothing rises any more: backwards, so that what lies
// ahead is mostly known. Graphs without cycles take two passes.
func (f *future[W, A]) solve(ctx context.Context) {
	order := f.backwards()
	for changed := true; changed && ctx.Err() == nil; {
		changed = false
		for _, n := range order {
			p, h := f.look(n)
			changed = changed || p != f.good[n] || h != f.hope[n]
			f.good[n], f.hope[n] = p, h
		}
	}
}

// look is the chance of a good end of node n and the hope for one, given those of
// the others.
func (f *future[W, A]) look(n uint32) (p Chance, h bool) {
	if f.end[n] == endsBadly {
		return 0, false
	}
	choices := Chance(f.first[n+1] - f.first[n])
	if f.end[n] == endsWell {
		p, h, choices = Certain, true, choices+1
	}
	for step := f.first[n]; step < f.first[n+1]; step++ {
		if !f.bad[step] {
			to := f.to[step]
			p += f.good[to]
			h = h || f.hope[to] && f.calm[step]
		}
	}
	if choices > 0 {
		p /= choices
	}
	return p, h
}

// backwards lists the nodes such that, cycles aside, each comes after all that
// follow from it.
func (f *future[W, A]) backwards() []uint32 {
	order := make([]uint32, 0, len(f.worlds))
	met, next := make([]bool, len(f.worlds)), make([]uint32, len(f.worlds))
	var path []uint32
	for root := range uint32(len(f.worlds)) {
		if met[root] {
			continue
		}
		met[root], next[root] = true, f.first[root]
		for path = append(path[:0], root); len(path) > 0; {
			n := path[len(path)-1]
			if next[n] == f.first[n+1] {
				order, path = append(order, n), path[:len(path)-1]
				continue
			}
			if to := f.to[next[n]]; !met[to] {
				met[to], next[to] = true, f.first[to]
				path = append(path, to)
			}
			next[n]++
		}
	}
	return order
}
