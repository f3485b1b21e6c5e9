package scheduler

import (
	"math"
	"slices"
)

// tellStories finds for every finding and outcome the calmest of its shortest
// schedules. The search itself keeps no parents, so this is a second pass over
// the levels, by one worker. To every world ways are carried on that are the best by
// changes of actor, then by calm, then by the order of their picks: one for each last
// actor, since the next change of actor costs them differently. Where all this takes
// too much memory, only one way to each world is carried on, and the schedule is a
// shortest one that need not be the calmest. If the context ends meanwhile, what was
// not reached has no story.
func (s *search[W, A]) tellStories() {
	t := &storyteller[W, A]{search: s, packer: s.store.packer(), byActor: true}
	for i := range s.result.Findings {
		f := &s.result.Findings[i]
		if f.Property != Liveness {
			t.targets = append(t.targets, target{depth: f.depth, finding: f})
		}
	}
	for i := range s.result.Notes {
		f := &s.result.Notes[i]
		t.targets = append(t.targets, target{depth: f.depth, finding: f})
	}
	for i := range s.result.Outcomes {
		o := &s.result.Outcomes[i]
		t.targets = append(t.targets, target{depth: o.depth, outcome: o})
	}
	if len(t.targets) == 0 {
		return
	}
	defer t.release()
	t.begin()
	if !t.tell() && !t.cut {
		t.startOver()
		t.tell()
	}
	for i := range t.targets {
		t.fill(&t.targets[i])
	}
}

// target is something that a story is wanted for.
type target struct {
	depth   int
	finding *Finding // this or
	outcome *Outcome // that
	best    way
	path    []uint16 // an initial world and picks; nil until one is found
	image   bool     // the image of that path is meant
}

// storyteller makes the second pass: it carries ways from level to level.
type storyteller[W any, A comparable] struct {
	packer[W]
	search  *search[W, A]
	targets []target
	byActor bool

	depth       int // of here
	last        int // depth of the last target
	here, there waysLevel[W]
	links       [][]link // by level, of the ways in the order of their ranks
	// at holds, by slot of the visited set, 1 + the number of a world, or 0. The first
	// world of there has the number base.
	at      []uint32
	base    uint32
	after   W
	image   W // of after, if that is final
	enabled []A
	spare   []A // enabled actions of after

	held uint64 // bytes that the budget has given
	left int    // worlds that may still be expanded once the context has ended
	cut  bool   // they were
}

// tell goes through the levels up to the last target. It returns false if that
// takes too much memory, or is cut short.
func (t *storyteller[W, A]) tell() bool {
	s := t.search
	t.depth, t.last, t.links = -1, 0, nil
	for i := range t.targets {
		t.last = max(t.last, t.targets[i].depth)
		t.targets[i].path = nil
	}
	for _, i := range s.initials {
		s.sys.Initial(i, &t.after)
		t.arrive(&way{pick: uint16(i), last: noActor}, t.judge(0))
	}
	for t.depth = 0; t.depth < t.last; t.depth++ {
		t.advance()
		t.show()
		number := uint32(0)
		for n, c := range t.here.chunks {
			if !t.mayGoOn(c.n) {
				t.abandon(t.here.chunks[n:])
				return false
			}
			for i := range c.n {
				t.expand(t.load(c, i), number)
				number++
			}
			s.store.give(c)
		}
	}
	return true
}

// show tells the progress.
func (t *storyteller[W, A]) show() {
	if s := t.search; s.options.Progress != nil {
		s.options.Progress(Progress{
			States: s.result.States, Transitions: s.result.Transitions,
			Depth: t.last, Memory: s.budget.used.Load(), Stories: t.depth + 1,
		})
	}
}

// advance makes the level that was built the one to expand.
func (t *storyteller[W, A]) advance() {
	if c := t.end(); c != nil {
		t.there.add(c)
	}
	t.base += uint32(len(t.there.heads))
	t.here, t.there = t.there, t.here
	t.there.frontier = frontier[W]{chunks: t.there.chunks[:0]}
	t.there.heads, t.there.ways, t.there.next = t.there.heads[:0], t.there.ways[:0], t.there.next[:0]
	before := 1
	if n := len(t.links); n > 0 {
		before = len(t.links[n-1])
	}
	t.links = append(t.links, t.here.rank(before))
}

// expand takes the ways to a world of the level one step further in every direction.
func (t *storyteller[W, A]) expand(world *W, number uint32) {
	s := t.search
	wanted := t.wanted(t.depth + 1)
	t.enabled = s.sys.Enabled(world, t.enabled[:0])
	for pick, a := range t.enabled {
		s.sys.Copy(&t.after, world)
		s.sys.Do(&t.after, a)
		var what assessment
		if wanted {
			what = t.judge(s.judge.Step(world, a, &t.after))
		}
		actor, _, _, calm := s.sys.Info(a)
		best := way{cost: cost{switches: math.MaxUint32}}
		for n := t.here.heads[number]; n != 0; n = t.here.next[n-1] {
			w := t.here.ways[n-1]
			if w.last != noActor && w.last != int16(actor) {
				w.switches++
			}
			w.calm += uint32(calm)
			w.before, w.pick, w.last = t.here.ranks[n-1], uint16(pick), int16(actor)
			if w.less(&best) {
				best = w
			}
		}
		t.arrive(&best, what)
	}
}

func (t *storyteller[W, A]) wanted(depth int) bool {
	return slices.ContainsFunc(t.targets, func(g target) bool { return g.depth == depth })
}

// arrive notes the best way from a world to t.after, one level further.
func (t *storyteller[W, A]) arrive(w *way, what assessment) {
	s := t.search
	t.offer(w, what)
	if t.depth+1 == t.last {
		return
	}
	key := s.sys.Key(&t.after)
	slot, known := s.table.locate(printOf(key), key, levelMark(t.depth+1))
	if known != isPeer {
		return // a shorter way leads there
	}
	r := &t.there
	if t.at[slot] <= t.base {
		filled, _ := t.keep(&t.after)
		if filled != nil {
			r.add(filled)
		}
		r.heads = append(r.heads, 0)
		t.at[slot] = t.base + uint32(len(r.heads))
	}
	head := &r.heads[t.at[slot]-t.base-1]
	for n := *head; n != 0; n = r.next[n-1] {
		if v := &r.ways[n-1]; v.last == w.last || !t.byActor {
			if w.less(v) {
				*v = *w
			}
			return
		}
	}
	r.ways, r.next = append(r.ways, *w), append(r.next, *head)
	*head = uint32(len(r.ways))
}

// assessment is what there is to say of a step and the world that it leads to.
type assessment struct {
	set   Set // what is violated
	final bool
	codes [2]Code // of the final world and, if there is one, of its image
	image bool
}

// judge judges t.after, to which a step leads that violates a set of properties, if it
// is a target's level.
func (t *storyteller[W, A]) judge(set Set) assessment {
	s, what := t.search, assessment{set: set}
	if !t.wanted(t.depth + 1) {
		return what
	}
	t.spare = s.sys.Enabled(&t.after, t.spare[:0])
	if anyFair(s.sys, &t.after, t.spare) {
		return what
	}
	what.set |= s.judge.Final(&t.after)
	what.final, what.image = true, s.mirrored(&t.after)
	what.codes[0] = s.judge.Outcome(&t.after)
	if what.image {
		s.symmetric.Mirror(&t.image, &t.after)
		what.codes[1] = s.judge.Outcome(&t.image)
	}
	return what
}

// offer offers the way to t.after to the targets that are met there.
func (t *storyteller[W, A]) offer(w *way, what assessment) {
	if what.set == 0 && !what.final {
		return
	}
	for i := range t.targets {
		g := &t.targets[i]
		switch {
		case g.depth != t.depth+1, g.path != nil && !w.less(&g.best):
		case g.finding != nil:
			if what.set>>g.finding.Property&1 != 0 && g.finding.Cause == t.search.cause(g.finding.Property, &t.after) {
				t.choose(g, w, false)
			}
		case what.final && g.outcome.Code == what.codes[0]:
			t.choose(g, w, false)
		case what.image && g.outcome.Code == what.codes[1]:
			t.choose(g, w, true)
		}
	}
}

// choose makes a way that of a target, or its image if that is meant.
func (t *storyteller[W, A]) choose(g *target, w *way, image bool) {
	g.best, g.image, g.path = *w, image, append(g.path[:0], w.pick)
	before := w.before
	for level := t.depth; level >= 0; level-- {
		l := t.links[level][before]
		g.path = append(g.path, l.pick)
		before = l.before
	}
	slices.Reverse(g.path)
}

// fill puts the best way into the finding or outcome.
func (t *storyteller[W, A]) fill(g *target) {
	if g.path == nil && t.cut {
		s := t.search
		s.result.Untold = s.cutBy()
		return
	}
	if g.path == nil {
		panic("scheduler: the second pass of a search missed what the first has found")
	}
	s := Schedule{Initial: int(g.path[0]), Picks: make([]int, len(g.path)-1)}
	for i, pick := range g.path[1:] {
		s.Picks[i] = int(pick)
	}
	if g.image {
		s = t.search.image(s)
	}
	named, err := Names(t.search.sys, s)
	if err != nil {
		panic("scheduler: a world that was searched cannot be reached again: " + err.Error())
	}
	if g.finding != nil {
		// The level that was cut short may have had a calmer one.
		g.finding.Schedule, g.finding.Calmest = named, t.byActor && (!t.cut || g.depth <= t.depth)
		return
	}
	g.outcome.Witness = named
}
