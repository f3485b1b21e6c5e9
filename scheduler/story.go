package scheduler

import (
	"slices"
	"sync"
	"sync/atomic"
)

// tellStories finds for every finding and outcome the calmest of its shortest
// schedules. The search itself keeps no parents, so this is a second pass over
// the levels. To every world ways are carried on that are the best by
// changes of actor, then by calm, then by the order of their picks: one for each last
// actor, since the next change of actor costs them differently. Where all this takes
// too much memory, only one way to each world is carried on, and the schedule is a
// shortest one that need not be the calmest. If the context ends meanwhile, what was
// not reached has no story.
func (s *search[W, A]) tellStories() {
	t := newStoryteller(s)
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
	t.left = lastWorlds
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
	search  *search[W, A]
	targets []target
	byActor bool
	workers []*teller[W, A]
	shares  []*share[W]
	ranker  ranker

	depth  int          // of the level that is being expanded
	last   int          // depth of the last target
	wanted bool         // the level that is being built is that of a target
	level  []piece[W]   // what is to be expanded
	links  [][]link     // by level, of the ways in the order of their ranks
	taken  atomic.Int64 // pieces of the level that workers have taken

	mu   sync.Mutex // guards what follows, and the best ways of the targets
	held uint64     // bytes that the budget has given
	left int        // worlds that may still be expanded once the context has ended
	cut  bool       // they were
	full bool       // the ways take too much memory
}

// share is those ways whose worlds fall into some parts of the visited set, so that
// several workers find ways at the same time. What all shares hold does not depend on how
// many there are.
type share[W any] struct {
	mu sync.Mutex
	packer[W]
	here, there waysLevel[W]
	seating     seating       // of the worlds of there
	holds       atomic.Uint64 // bytes, when it was last unlocked
}

// piece is a chunk of a level, of a share; its worlds are numbered from the first.
type piece[W any] struct {
	share *share[W]
	chunk *chunk[W]
	first int
}

// sharesEach is how many shares there are for each of several workers: enough that they
// seldom want the same one.
const sharesEach = 8

func newStoryteller[W any, A comparable](s *search[W, A]) *storyteller[W, A] {
	t := &storyteller[W, A]{search: s, byActor: true}
	workers, shares := max(s.options.Workers, 1), 1
	if workers > 1 {
		shares = min(sharesEach*workers, parts)
	}
	for range workers {
		t.workers = append(t.workers, newTeller(t, shares))
	}
	for range shares {
		t.shares = append(t.shares, &share[W]{packer: s.store.packer()})
	}
	return t
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
	t.wanted = t.wants(0)
	for _, h := range t.shares {
		h.seating.begin()
	}
	w := t.workers[0]
	for _, i := range s.initials {
		s.sys.Initial(i, w.slot())
		w.arrive(&way{pick: uint16(i), last: noActor}, w.judge(0))
	}
	w.flush()
	for t.depth = 0; t.depth < t.last; t.depth++ {
		t.advance()
		t.show()
		t.each()
		if t.full || t.cut {
			t.abandon()
			return false
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
	t.level = t.level[:0]
	for _, h := range t.shares {
		if c := h.end(); c != nil {
			h.there.add(c)
		}
		h.seating.begin()
		h.here, h.there = h.there, h.here
		h.there.clear()
		first := 0
		for _, c := range h.here.chunks {
			t.level = append(t.level, piece[W]{h, c, first})
			first += c.n
		}
	}
	before := 1
	if n := len(t.links); n > 0 {
		before = len(t.links[n-1])
	}
	t.links = append(t.links, rank(&t.ranker, t.shares, before))
	t.wanted = t.wants(t.depth + 1)
}

// each lets the workers go through the pieces of the level.
func (t *storyteller[W, A]) each() {
	t.taken.Store(0)
	work := func(w *teller[W, A]) {
		for {
			i := int(t.taken.Add(1)) - 1
			if i >= len(t.level) {
				break
			}
			p := &t.level[i]
			if !t.mayGoOn(p.chunk.n) {
				break
			}
			for n := range p.chunk.n {
				w.expand(w.load(p.chunk, n), &p.share.here, p.first+n)
			}
			t.search.store.give(p.chunk)
			p.chunk = nil
		}
		w.flush()
	}
	var group sync.WaitGroup
	for _, w := range t.workers[1:min(len(t.workers), max(len(t.level), 1))] {
		group.Go(func() { work(w) })
	}
	work(t.workers[0])
	group.Wait()
}

func (t *storyteller[W, A]) wants(depth int) bool {
	return slices.ContainsFunc(t.targets, func(g target) bool { return g.depth == depth })
}

// offer offers the way to a world, one level further, to the targets that are met there.
func (t *storyteller[W, A]) offer(w *way, world *W, what assessment) {
	if what.set == 0 && !what.final {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	for i := range t.targets {
		g := &t.targets[i]
		switch {
		case g.depth != t.depth+1, g.path != nil && !w.less(&g.best):
		case g.finding != nil:
			if what.set>>g.finding.Property&1 != 0 && g.finding.Cause == t.search.cause(g.finding.Property, world) {
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
