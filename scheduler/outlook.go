package scheduler

import (
	"context"
	"errors"
)

// Outlook is what lies ahead of each world of a run.
type Outlook struct {
	// Worlds are those of the run: the initial one, then one after each step.
	Worlds []Prospect
	// Pivot is the step with the greatest rise of the probability of a bad end.
	Pivot int
	// NoReturn is the first step after which no run ends well, faults aside; -1 if
	// already none does from the initial world on, and the number of steps if some
	// still does at the end.
	NoReturn int
	// Rescue is what could have been done instead of step NoReturn so that a run
	// can end well; of all such actions the one with the best prospect. Empty if
	// there is none.
	Rescue string
	// From is the first world whose prospect is exact. Those before it were
	// sampled, because too much lies ahead of them.
	From   int
	States uint64 // worlds that were looked at
}

// Prospect is what lies ahead of a world.
type Prospect struct {
	// Bad is the probability that a run violates a property, if each enabled action
	// is as likely as the others, and at a quiescent world to stop is one of them.
	Bad Chance
	// Hope says that some run from here ends well without a fault: it becomes
	// quiescent and violates nothing.
	Hope bool
}

// Chance is a probability in units of 2^-48: whole numbers are the same on every
// machine.
type Chance uint64

// Certain is the greatest chance.
const Certain Chance = 1 << 48

// In is the chance out of n, rounded.
func (c Chance) In(n uint64) uint64 { return (uint64(c)>>16*n + 1<<31) >> 32 }

// OutlookOptions bounds the work.
type OutlookOptions struct {
	MaxStates uint64 // worlds ahead that are few enough for an exact answer; 0 means a million
	Samples   uint64 // runs from each world with more ahead, below 65,536; 0 means ten thousand
	Seed      uint64
}

// OutlookOf finds out what lies ahead of each world of the run of named steps from
// initial world i: from the graph of all that follows where that fits, else from
// samples. The error is that of [Replay], of a run that violates nothing, or of the
// context.
func OutlookOf[W any, A comparable](ctx context.Context, sys System[W, A], judge Judge[W, A], i int, names []string, options OutlookOptions) (*Outlook, error) {
	if options.MaxStates == 0 {
		options.MaxStates = 1_000_000
	}
	if options.Samples == 0 {
		options.Samples = 10_000
	}
	var r rooted[W, A]
	r.System = sys
	r.roots = make([]W, 1, len(names)+1)
	sys.Initial(i, &r.roots[0])
	result, err := Replay(sys, judge, i, names, func(s *Step[W, A]) { r.roots = append(r.roots, *s.After) })
	if err != nil {
		return nil, err
	}
	if result.Verdict != Violated {
		return nil, errors.New("the run violates nothing: there is nothing to explain")
	}
	// What violates is the end of the run.
	r.roots = r.roots[:result.At+1]
	o := &Outlook{Worlds: make([]Prospect, len(r.roots))}
	o.Worlds[result.At] = Prospect{Bad: Certain}
	all := r.roots[:result.At]
	for ; o.From < len(all); o.From = o.From + max((len(all)-o.From)/4, 1) {
		r.roots = all[o.From:]
		if g := ahead(ctx, r, judge, options.MaxStates); g != nil {
			g.prospects(o.Worlds[o.From:result.At])
			o.States = uint64(len(g.worlds))
			break
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	for n := range o.From {
		o.Worlds[n] = sample(sys, judge, &all[n], options)
	}
	o.turn()
	if o.NoReturn >= 0 && o.NoReturn < len(all) {
		o.Rescue = rescue(ctx, sys, judge, &all[o.NoReturn], options)
	}
	return o, ctx.Err()
}

// turn finds the steps at which the run turned.
func (o *Outlook) turn() {
	rise := int64(0)
	o.NoReturn = -1
	for n := range len(o.Worlds) - 1 {
		if r := int64(o.Worlds[n+1].Bad) - int64(o.Worlds[n].Bad); r > rise {
			rise, o.Pivot = r, n
		}
		if o.Worlds[n].Hope {
			o.NoReturn = n
		}
	}
}

// rooted is a system whose runs begin in given worlds.
type rooted[W any, A comparable] struct {
	System[W, A]
	roots []W
}

func (r rooted[W, A]) Initials() int       { return len(r.roots) }
func (r rooted[W, A]) Initial(i int, w *W) { r.Copy(w, &r.roots[i]) }

// future is the graph of what lies ahead of the roots, with what is wrong in it.
type future[W any, A comparable] struct {
	*graph[W, A]
	roots []uint32
	bad   []bool   // by step: it violates a property
	harm  []bool   // by step: it is a fault
	end   []ending // by node
}

// ending is what it means to stop at a node.
type ending uint8

const (
	goesOn ending = iota // not quiescent
	endsWell
	endsBadly
)

// ahead builds the graph of what follows from the roots, or returns nil if that
// is too much.
func ahead[W any, A comparable](ctx context.Context, r rooted[W, A], judge Judge[W, A], maxStates uint64) *future[W, A] {
	s := newSearch[W, A](ctx, r, indifferent[W, A]{}, SearchOptions{MaxStates: maxStates, KeepGoing: true})
	defer s.table.close()
	if s.run(); s.result.Reason != "" {
		return nil
	}
	g, ok := newGraph(s)
	if !ok {
		return nil
	}
	f := &future[W, A]{graph: g, bad: make([]bool, len(g.to)), harm: make([]bool, len(g.to)), end: make([]ending, len(g.worlds))}
	for i := range r.roots {
		f.roots = append(f.roots, g.node(&r.roots[i], 0))
	}
	f.judge(judge)
	return f
}

// judge finds out what is wrong with each step and each quiescent world.
func (f *future[W, A]) judge(judge Judge[W, A]) {
	var w W
	var enabled []A
	for n := range f.worlds {
		world := &f.worlds[n]
		enabled = f.sys.Enabled(world, enabled[:0])
		for i, a := range enabled {
			f.sys.Copy(&w, world)
			f.sys.Do(&w, a)
			f.bad[f.first[n]+uint32(i)] = judge.Step(world, a, &w) != 0
			f.harm[f.first[n]+uint32(i)] = f.sys.Fault(a) >= 0
		}
		if !anyFair(f.sys, world, enabled) {
			f.end[n] = endsWell
			if judge.Final(world) != 0 {
				f.end[n] = endsBadly
			}
		}
	}
}

// prospects fills in what lies ahead of each root.
func (f *future[W, A]) prospects(of []Prospect) {
	bad, hope := f.solve()
	for i, n := range f.roots {
		of[i] = Prospect{bad[n], hope[n]}
	}
}

// solve finds the probability of a bad end and the hope for a good one of every
// node, by going through them until nothing rises any more: backwards, so that
// what lies ahead is mostly known. Graphs without cycles take two passes.
func (f *future[W, A]) solve() (bad []Chance, hope []bool) {
	bad, hope = make([]Chance, len(f.worlds)), make([]bool, len(f.worlds))
	order := f.backwards()
	for changed := true; changed; {
		changed = false
		for _, n := range order {
			p, h := f.look(n, bad, hope)
			changed = changed || p != bad[n] || h != hope[n]
			bad[n], hope[n] = p, h
		}
	}
	return bad, hope
}

// look is the prospect of node n, given that of the others.
func (f *future[W, A]) look(n uint32, bad []Chance, hope []bool) (p Chance, h bool) {
	if f.end[n] == endsBadly {
		return Certain, false
	}
	choices := Chance(f.first[n+1] - f.first[n])
	if f.end[n] == endsWell {
		choices, h = choices+1, true
	}
	for step := f.first[n]; step < f.first[n+1]; step++ {
		switch to := f.to[step]; {
		case f.bad[step]:
			p += Certain
		default:
			p += bad[to]
			h = h || hope[to] && !f.harm[step]
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

// rescue is the name of the best action in a world that leaves hope, or "".
func rescue[W any, A comparable](ctx context.Context, sys System[W, A], judge Judge[W, A], world *W, options OutlookOptions) string {
	name, least := "", Certain+1
	for _, a := range sys.Enabled(world, nil) {
		if sys.Fault(a) >= 0 {
			continue
		}
		var after W
		sys.Copy(&after, world)
		sys.Do(&after, a)
		if judge.Step(world, a, &after) != 0 {
			continue
		}
		p := sample(sys, judge, &after, options)
		if g := ahead(ctx, rooted[W, A]{sys, []W{after}}, judge, options.MaxStates); g != nil {
			of := make([]Prospect, 1)
			g.prospects(of)
			p = of[0]
		}
		if p.Hope && p.Bad < least {
			name, least = sys.Name(world, a), p.Bad
		}
	}
	return name
}

// sample estimates what lies ahead of a world from runs.
func sample[W any, A comparable](sys System[W, A], judge Judge[W, A], world *W, options OutlookOptions) Prospect {
	from := rooted[W, A]{sys, []W{*world}}
	runner := NewRunner[W, A](from, judge, Limits{})
	uniform := NewUniform[W, A](from)
	bad, faults := uint64(0), false
	runner.Observe(func(_ *W, a A, _ *W) { faults = faults || sys.Fault(a) >= 0 })
	p := Prospect{}
	for run := range options.Samples {
		faults = false
		switch runner.Run(uniform, options.Seed, run).Verdict {
		case Violated:
			bad++
		case OK:
			p.Hope = p.Hope || !faults
		}
	}
	p.Bad = Certain * Chance(bad) / Chance(options.Samples)
	return p
}
