package scheduler

import (
	"slices"
	"unsafe"
)

// tellStories finds for every finding and outcome the calmest of its shortest
// schedules. The search itself keeps no parents, so this is a second pass over
// the levels, by one worker and in a fixed order. A way is carried on to every
// world, the best one by changes of actor, then by calm; worlds reached by
// different last actors are carried on apart, since the next change of actor
// costs them differently. Ways are taken in the order of their picks, so that of
// equally good ones the first stays. Where all this takes too much memory, only
// one way to each world is carried on, and the schedule is a shortest one that
// need not be the calmest.
func (s *search[W, A]) tellStories() {
	t := &teller[W, A]{search: s, byActor: true}
	for i := range s.result.Findings {
		f := &s.result.Findings[i]
		if f.Property != Liveness {
			t.targets = append(t.targets, target{depth: f.depth, finding: f})
		}
	}
	for i := range s.result.Outcomes {
		o := &s.result.Outcomes[i]
		t.targets = append(t.targets, target{depth: o.depth, outcome: o})
	}
	if len(t.targets) == 0 {
		return
	}
	t.at = make([]uint32, s.table.number())
	s.budget.force(4 * uint64(len(t.at)))
	if !t.tell() {
		t.byActor = false
		clear(t.at)
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
	best    cost
	way     []uint16 // an initial world and picks; nil until one is found
	image   bool     // the image of that way is meant
}

// cost orders ways of one length: smaller is better.
type cost struct{ switches, calm uint32 }

func (c cost) compare(d cost) int {
	if c.switches != d.switches {
		return compare(c.switches, d.switches)
	}
	return compare(c.calm, d.calm)
}

// teller carries ways from level to level.
type teller[W any, A comparable] struct {
	search  *search[W, A]
	targets []target
	byActor bool

	depth       int // of here
	last        int // depth of the last target
	here, there []way[W]
	links       [][]link // of the ways, by level
	// at holds, by slot of the visited set, 1 + the index of the last way in
	// there that leads to that world, or 0; other ways follow by next.
	at      []uint32
	world   W
	image   W // of world, if that is final
	enabled []A
	spare   []A // enabled actions of world
}

// way is the best way so far to a world by a last actor.
type way[W any] struct {
	world W
	cost  cost
	slot  uint64 // of the world
	next  uint32 // as teller.at: another way to the same world
	last  int16
	dead  bool // a better one was found
}

// link is the last step of a way: the index of the way before on its level, and
// the pick, or the index of the initial world.
type link struct {
	before uint32
	pick   uint16
}

// noActor is the last actor of a way of no steps.
const noActor = -1

// tell goes through the levels up to the last target. It returns false if that
// takes too much memory.
func (t *teller[W, A]) tell() bool {
	s := t.search
	t.depth, t.last, t.there, t.links = -1, 0, t.there[:0], [][]link{nil}
	for i := range t.targets {
		t.last = max(t.last, t.targets[i].depth)
		t.targets[i].way = nil
	}
	for _, i := range s.initials {
		s.sys.Initial(i, &t.world)
		t.arrive(link{pick: uint16(i)}, noActor, cost{})
	}
	for t.depth = 0; t.depth < t.last; t.depth++ {
		t.here, t.there = t.there, t.here[:0]
		for i := range t.here {
			t.at[t.here[i].slot] = 0
		}
		t.links = append(t.links, nil)
		for i := range t.here {
			if !t.here[i].dead {
				t.expand(uint32(i))
			}
		}
		if t.byActor && t.tooMuch() {
			return false
		}
	}
	return true
}

// tooMuch compares what the ways take with what the search may use.
func (t *teller[W, A]) tooMuch() bool {
	s := t.search
	limit := uint64(1 << 30)
	if l := s.budget.limit.Load(); l != never {
		limit = l - min(l, s.budget.used.Load())
	}
	used := uint64(cap(t.here)+cap(t.there)) * uint64(unsafe.Sizeof(way[W]{}))
	for _, links := range t.links {
		used += uint64(cap(links)) * uint64(unsafe.Sizeof(link{}))
	}
	return used > limit
}

// expand takes a way one step further in every direction.
func (t *teller[W, A]) expand(i uint32) {
	s := t.search
	from := &t.here[i]
	wanted := t.wanted(t.depth + 1)
	t.enabled = s.sys.Enabled(&from.world, t.enabled[:0])
	for pick, a := range t.enabled {
		s.sys.Copy(&t.world, &from.world)
		s.sys.Do(&t.world, a)
		actor, _, _, calm := s.sys.Info(a)
		c := from.cost
		c.calm += uint32(calm)
		if from.last != noActor && from.last != int16(actor) {
			c.switches++
		}
		l := link{before: i, pick: uint16(pick)}
		if wanted {
			if set := s.judge.Step(&from.world, a, &t.world); set != 0 {
				t.meet(set, l, c)
			}
		}
		t.arrive(l, int16(actor), c)
	}
}

func (t *teller[W, A]) wanted(depth int) bool {
	return slices.ContainsFunc(t.targets, func(g target) bool { return g.depth == depth })
}

// arrive notes a way to t.world, one level further, if it is the best so far.
func (t *teller[W, A]) arrive(l link, last int16, c cost) {
	s := t.search
	if depth := t.depth + 1; t.wanted(depth) {
		t.judge(l, c)
		if depth == t.last {
			return
		}
	}
	key := s.sys.Key(&t.world)
	slot, known := s.table.locate(printOf(key), key, levelMark(t.depth+1))
	if known != isPeer {
		return // a shorter way leads there
	}
	for n := t.at[slot]; n != 0; n = t.there[n-1].next {
		if w := &t.there[n-1]; !w.dead && (w.last == last || !t.byActor) {
			if c.compare(w.cost) >= 0 {
				return
			}
			w.dead = true
		}
	}
	t.there = append(t.there, way[W]{cost: c, slot: slot, next: t.at[slot], last: last})
	s.sys.Copy(&t.there[len(t.there)-1].world, &t.world)
	t.at[slot] = uint32(len(t.there))
	links := &t.links[t.depth+1]
	*links = append(*links, l)
}

// judge offers the way to t.world to the targets that are met at its end.
func (t *teller[W, A]) judge(l link, c cost) {
	s := t.search
	t.spare = s.sys.Enabled(&t.world, t.spare[:0])
	if anyFair(s.sys, &t.world, t.spare) {
		return
	}
	t.meet(s.judge.Final(&t.world), l, c)
	t.end(&t.world, false, l, c)
	if s.mirrored(&t.world) {
		s.symmetric.Mirror(&t.image, &t.world)
		t.end(&t.image, true, l, c)
	}
}

// end offers a way that ends in a final world, or its image that does, to the
// outcome of that world.
func (t *teller[W, A]) end(world *W, image bool, l link, c cost) {
	code := t.search.judge.Outcome(world)
	for i := range t.targets {
		if g := &t.targets[i]; g.outcome != nil && g.depth == t.depth+1 && g.outcome.Code == code && t.offer(g, l, c) {
			g.image = image
		}
	}
}

// meet offers a way to t.world that violates a set of properties.
func (t *teller[W, A]) meet(set uint32, l link, c cost) {
	if set == 0 {
		return
	}
	cause := t.search.judge.Cause(&t.world)
	for i := range t.targets {
		g := &t.targets[i]
		if f := g.finding; f != nil && g.depth == t.depth+1 && set>>f.Property&1 != 0 && f.Cause == cause {
			t.offer(g, l, c)
		}
	}
}

// offer gives a way to a target, and reports whether it is the best so far.
func (t *teller[W, A]) offer(g *target, l link, c cost) bool {
	if g.way != nil && c.compare(g.best) >= 0 {
		return false
	}
	g.best, g.way = c, append(g.way[:0], l.pick)
	for level := t.depth; level >= 0; level-- {
		l = t.links[level][l.before]
		g.way = append(g.way, l.pick)
	}
	slices.Reverse(g.way)
	return true
}

// fill puts the best way into the finding or outcome.
func (t *teller[W, A]) fill(g *target) {
	if g.way == nil {
		panic("scheduler: the second pass of a search missed what the first has found")
	}
	s := Schedule{Initial: int(g.way[0]), Picks: make([]int, len(g.way)-1)}
	for i, pick := range g.way[1:] {
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
		g.finding.Schedule, g.finding.Calmest = named, t.byActor
		return
	}
	g.outcome.Witness = named
}
