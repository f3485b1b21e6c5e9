package scheduler

import (
	"context"
	"hash/fnv"
	"slices"
)

// Shrink makes a failing schedule smaller: the result still violates a property
// of the set, from the same initial world, and no step can be taken out of it.
// A step goes together with what it caused, because what is no longer enabled
// is skipped; after the last one the run settles calmly, so that steps which
// nobody chose need not be kept. Of schedules of one length the one with fewer
// changes of actor is smaller, then the calmer one, then the one with smaller
// picks. It returns nil if the schedule does not violate the set. If the context ends,
// or the system is [Slow] and as many schedules were tried as it allows, the result is the
// smallest schedule so far.
func Shrink[W any, A comparable](ctx context.Context, sys System[W, A], judge Judge[W, A], i int, names []string, set Set) (*Result, error) {
	p, err := newPlayer(sys, judge, i, nil)
	if err != nil {
		return nil, err
	}
	return shrink(ctx, p, i, names, set), nil
}

// shrink is [Shrink] on the stage of a player.
func shrink[W any, A comparable](ctx context.Context, p *player[W, A], i int, names []string, set Set) *Result {
	s := &shrinker[W, A]{ctx: ctx, player: p, initial: i, set: set, tried: map[uint64]bool{}}
	if slow, ok := p.sys.(Slow); ok {
		s.most = slow.MostTries()
	}
	if !s.try(names) {
		return nil
	}
	for again := true; again && !s.over(); {
		again = s.deleteBlocks() || s.settleEarlier() || s.moveEarlier()
	}
	return s.result()
}

// Slow is what a system offers in addition if its runs take long. A bound on what is tried, and
// not on time, has the same come of the same on every machine.
type Slow interface {
	// MostTries is how many schedules are tried to make one smaller.
	MostTries() int
}

// Shortest looks for a proven shortest and calmest schedule, from any initial
// world, that violates a property of the set, to put it in the place of a
// shrunk one. It returns nil if the search did not find one within the options.
func Shortest[W any, A comparable](ctx context.Context, sys System[W, A], judge Judge[W, A], set Set, options SearchOptions) *Finding {
	options.KeepGoing, options.Outcomes = false, false
	r := Search(ctx, sys, only[W, A]{judge, set}, options)
	if r.Verdict != Violated || r.Findings[0].Property == Liveness || !r.Findings[0].Told() {
		return nil
	}
	return &r.Findings[0]
}

// only is a judge who overlooks all but some properties.
type only[W any, A comparable] struct {
	Judge[W, A]
	set Set
}

func (o only[W, A]) Step(before *W, a A, after *W) Set {
	return o.Judge.Step(before, a, after) & o.set
}

func (o only[W, A]) Final(w *W) Set { return o.Judge.Final(w) & o.set }

// shrinker keeps the smallest schedule so far and tries others against it.
type shrinker[W any, A comparable] struct {
	ctx     context.Context
	player  *player[W, A]
	initial int
	set     Set
	names   []string
	picks   []int
	size    size
	tried   map[uint64]bool // schedules, by their hash
	most    int             // of them; 0 for as many as it takes
}

// size orders schedules.
type size struct {
	length int
	cost   cost
}

// over reports whether nothing more is to be tried.
func (s *shrinker[W, A]) over() bool {
	return s.ctx.Err() != nil || s.most > 0 && len(s.tried) >= s.most
}

// try follows the names and keeps what was really done, up to the violation, if
// that is smaller. What was not smaller than a larger one is not tried again.
func (s *shrinker[W, A]) try(names []string) bool {
	h := fnv.New64a()
	for _, name := range names {
		_, _ = h.Write(append([]byte(name), 0))
	}
	if s.tried[h.Sum64()] {
		return false
	}
	s.tried[h.Sum64()] = true
	p := s.player
	if s.picks != nil { // a longer one is no smaller, whatever becomes of it
		p.most = len(s.picks)
	}
	p.start(s.initial)
	if !p.follow(names, s.set) {
		return false
	}
	picks := p.result.Schedule.Picks
	size := s.measure(picks)
	if s.picks != nil && !smaller(size, picks, s.size, s.picks) {
		return false
	}
	s.names, s.picks, s.size = slices.Clone(p.names), slices.Clone(picks), size
	if s.picks == nil {
		s.picks = []int{} // an initial world may already be wrong
	}
	return true
}

// measure replays picks to learn their cost.
func (s *shrinker[W, A]) measure(picks []int) size {
	p := s.player
	m := size{length: len(picks)}
	picks = slices.Clone(picks)
	p.begin(s.initial)
	last := noActor
	for _, pick := range picks {
		p.look()
		if pick == Heal {
			p.sys.Heal(&p.world)
			m.cost.calm++
			continue
		}
		actor, _, _, calm := p.sys.Info(p.enabled[pick])
		if last != noActor && last != int(actor) {
			m.cost.switches++
		}
		last = int(actor)
		m.cost.calm += uint32(calm)
		p.sys.Do(&p.world, p.enabled[pick])
	}
	p.result.Schedule.Picks = append(p.result.Schedule.Picks[:0], picks...)
	return m
}

func smaller(a size, picks []int, b size, other []int) bool {
	if a.length != b.length {
		return a.length < b.length
	}
	if order := a.cost.compare(b.cost); order != 0 {
		return order < 0
	}
	return slices.Compare(picks, other) < 0
}

// settleEarlier ends the schedule as early as possible and lets the run settle
// from there.
func (s *shrinker[W, A]) settleEarlier() bool {
	for n := range len(s.names) {
		if s.over() {
			break
		}
		if s.try(s.names[:n]) {
			return true
		}
	}
	return false
}

// deleteBlocks takes out blocks of steps, large ones first (Zeller, Hildebrandt:
// Simplifying and Isolating Failure-Inducing Input, 2002).
func (s *shrinker[W, A]) deleteBlocks() bool {
	better := false
	for size := max(len(s.names)/2, 1); size > 0; size /= 2 {
		for at := 0; at < len(s.names) && !s.over(); {
			if s.try(without(s.names, at, size)) {
				better = true
			} else {
				at += size
			}
		}
	}
	return better
}

func without(names []string, at, size int) []string {
	return slices.Concat(names[:at], names[min(at+size, len(names)):])
}

// moveEarlier moves single steps ahead of others, far ones first.
func (s *shrinker[W, A]) moveEarlier() bool {
	better := false
	for from := 1; from < len(s.names); from++ {
		for to := range from {
			if s.over() {
				return better
			}
			moved := slices.Insert(without(s.names, from, 1), to, s.names[from])
			if s.try(moved) {
				better = true
				break
			}
		}
	}
	return better
}

// result replays the smallest schedule exactly.
func (s *shrinker[W, A]) result() *Result {
	r, err := Replay(s.player.sys, s.player.judge, s.initial, s.names, nil)
	if err != nil {
		panic("scheduler: a schedule that was just carried out cannot be replayed: " + err.Error())
	}
	return r
}
