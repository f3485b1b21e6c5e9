package scheduler

import "context"

// Ahead is what lies ahead of one world, whatever led there.
type Ahead struct {
	Here Likely
	Next []Likely // after each enabled action, in the order of Enabled
	// Exact: all that lies ahead was searched. Otherwise chances come from samples, and
	// Good, Bad and Ends are what was met.
	Exact bool
	// Decided: whether there is hope was decided by a search of all fair continuations.
	// That there is some is certain anyway, for one was found that ends well.
	Decided bool
	// Good and Bad are the nearest ends of each sort, nil where none was met. Each is a
	// shortest way where it is Shortest.
	Good, Bad *Way
	// Ends has a way to each sort of end, the nearest of each first found.
	Ends   []Way
	States uint64 // that were searched
	Runs   uint64 // that were sampled
}

// Likely is what to expect of a world.
type Likely struct {
	Bad     Chance // of a bad end, as [Prospect] says
	Runs    uint64 // the size of the sample that it was estimated from, or 0
	BadRuns uint64 // those of them that did not end well
	Hope    bool   // some fair continuation ends well
}

// Way is how to get from a world to an end.
type Way struct {
	Names    []string
	Violated Set  // what its last step, or the end, violates; 0 of a good end
	Outcome  Code // of the last world
	Shortest bool // no way is shorter: of Good and Bad to an end so good or bad, of Ends to one of its sort
}

// AheadOf finds out what lies ahead of the world that the named steps lead to from
// initial world i: from the graph of all that follows where that fits the options, else
// from samples, and by a search that looks no further than the nearest ends. What the
// steps themselves violate does not count. The error is that of [Replay], or that of the
// context.
func AheadOf[W any, A comparable](ctx context.Context, sys System[W, A], judge Judge[W, A], i int, names []string, options OutlookOptions) (*Ahead, error) {
	f := newForecast(ctx, sys, judge, options)
	world := make([]W, 1)
	if err := f.arrive(i, names, &world[0]); err != nil {
		return nil, err
	}
	a := &Ahead{}
	if g := f.future(sys, world); g != nil {
		a.Exact, a.Decided = true, true
		a.Here, a.Next = g.expect(0)
		l := &lookout[W, A]{future: g, judge: judge}
		l.look()
		a.Good, a.Bad, a.Ends = l.met.good, l.met.bad, l.met.ends
	} else if ctx.Err() == nil {
		sampleAhead(f, a, &world[0])
		nearestAhead(f, a, world)
	}
	a.States, a.Runs = f.States, f.Runs
	return a, ctx.Err()
}

// arrive makes w the world that named steps lead to.
func (f *forecast[W, A]) arrive(i int, names []string, w *W) error {
	if i >= 0 && i < f.sys.Initials() {
		f.sys.Initial(i, w)
	}
	_, err := Replay(f.sys, f.judge, i, names, func(s *Step[W, A]) { *w = *s.After })
	return err
}

// likely is what to expect of a node.
func (f *future[W, A]) likely(n uint32) Likely {
	return Likely{Bad: Certain - f.good[n], Hope: f.hope[n]}
}

// expect is what to expect of a root, and after each action that is enabled there.
func (f *future[W, A]) expect(root int) (here Likely, next []Likely) {
	n := f.roots[root]
	for step := f.first[n]; step < f.first[n+1]; step++ {
		after := Likely{Bad: Certain}
		if !f.bad[step] {
			after = f.likely(f.to[step])
		}
		next = append(next, after)
	}
	return f.likely(n), next
}

// sampleAhead estimates what to expect of a world, and after each action that is enabled
// there, and notes which ends the runs have met.
func sampleAhead[W any, A comparable](f *forecast[W, A], a *Ahead, world *W) {
	fair := f.future(calmOnly[W, A]{f.sys}, []W{*world})
	a.Decided = fair != nil
	met := &gathering[W, A]{sys: f.sys}
	expect := func(w *W, first []string) Likely {
		l := Likely{Runs: f.Samples}
		for run := range f.Samples {
			if f.walks.over(run) {
				break
			}
			if !f.walks.once(w, run) {
				l.BadRuns++
			}
			met.note(f.walks, first)
		}
		l.Bad = Certain * Chance(l.BadRuns) / Chance(l.Runs)
		return l
	}
	enabled := f.sys.Enabled(world, nil)
	for _, action := range enabled {
		var after W
		f.sys.Copy(&after, world)
		f.sys.Do(&after, action)
		if f.judge.Step(world, action, &after) != 0 {
			a.Next = append(a.Next, Likely{Bad: Certain})
			continue
		}
		next := expect(&after, []string{f.sys.Name(world, action)})
		next.Hope = f.strict.hope(&after)
		a.Next = append(a.Next, next)
	}
	a.Here = expect(world, nil)
	if a.Decided {
		a.Here.Hope = fair.hope[fair.roots[0]]
	} else {
		a.Here.Hope = f.strict.hope(world)
	}
	a.Good, a.Bad, a.Ends = met.good, met.bad, met.ends
}

// nearestAhead looks for shorter ways than samples have found: level by level, as far as
// the options let it.
func nearestAhead[W any, A comparable](f *forecast[W, A], a *Ahead, world []W) {
	harmless := avoiding[W, A]{f.sys, f.judge}
	if way := f.nearest(f.sys, f.judge, world); way != nil {
		a.Bad = way
	}
	if way := f.nearest(harmless, contented[W, A]{f.judge}, world); way != nil {
		way.Violated = 0
		a.Good = way
	}
}

// nearest is a shortest way to what a judge objects to, or nil if none was found.
func (f *forecast[W, A]) nearest(sys System[W, A], judge Judge[W, A], world []W) *Way {
	options := SearchOptions{MaxStates: f.MaxStates, MaxMemory: f.MaxMemory, Workers: 1}
	if f.Progress != nil {
		options.Progress = func(p Progress) { f.Progress(f.States+p.States, f.Runs) }
	}
	r := Search[W, A](f.ctx, rooted[W, A]{sys, world}, judge, options)
	f.States += r.States
	if r.Verdict != Violated || r.Findings[0].Property == Liveness || !r.Findings[0].Told() {
		return nil
	}
	found := &r.Findings[0]
	way := &Way{Names: found.Schedule.Names, Violated: 1 << found.Property, Shortest: true}
	if end, err := Replay[W, A](rooted[W, A]{f.sys, world}, f.judge, 0, way.Names, nil); err == nil {
		way.Violated, way.Outcome = end.Violated, end.Outcome
	}
	return way
}

// contented is a judge who objects to what ends well, so that a search looks for it.
type contented[W any, A comparable] struct{ Judge[W, A] }

func (c contented[W, A]) Step(*W, A, *W) Set { return 0 }

func (c contented[W, A]) Final(w *W) Set {
	if c.Judge.Final(w) != 0 {
		return 0
	}
	return 1
}

// avoiding is a system in which nothing is done that violates anything.
type avoiding[W any, A comparable] struct {
	System[W, A]
	judge Judge[W, A]
}

func (v avoiding[W, A]) Enabled(w *W, buf []A) []A {
	begin := len(buf)
	buf = v.System.Enabled(w, buf)
	kept := buf[:begin]
	var after W
	for _, a := range buf[begin:] {
		v.Copy(&after, w)
		v.Do(&after, a)
		if v.judge.Step(w, a, &after) == 0 {
			kept = append(kept, a)
		}
	}
	return kept
}
