package scheduler

import "fmt"

// pct is probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi,
// Nagarakatte: A Randomized Scheduler with Probabilistic Guarantees of Finding
// Bugs, ASPLOS 2010): actors have random priorities, the first of them acts, and
// at depth-1 random steps the one that acts is put last. After twice the length
// of an average run it turns into the uniform walk, or an actor that repeats
// itself would starve the others for ever.
type pct[W any, A comparable] struct {
	draw
	sys       System[W, A]
	estimate  *estimate
	depth     int
	name      string
	priority  [256]uint64 // by actor; the greatest acts
	changes   []int       // steps at which the actor is put last
	lowest    uint64      // priority of the next actor that is put last
	instances []int       // scratch: what the chosen actor may do
}

// NewPCT makes the strategy for bugs of the given depth, at least 1.
func NewPCT[W any, A comparable](sys System[W, A], depth int) Strategy[W, A] {
	return newPCT(sys, newEstimate(sys), depth)
}

func newPCT[W any, A comparable](sys System[W, A], e *estimate, depth int) Strategy[W, A] {
	return &pct[W, A]{
		draw: draw{initials: sys.Initials()}, sys: sys, estimate: e, depth: depth,
		name: fmt.Sprintf("pct-%d", depth), changes: make([]int, depth-1),
	}
}

func newPCTOf[W any, A comparable](depth int) func(System[W, A]) Strategy[W, A] {
	return func(sys System[W, A]) Strategy[W, A] { return NewPCT(sys, depth) }
}

func (p *pct[W, A]) Name() string { return p.name }

func (p *pct[W, A]) Begin(seed, run uint64) int {
	initial := p.begin(seed, run)
	p.lowest = uint64(p.depth)
	for i := range p.changes {
		p.changes[i] = p.random.IntN(p.estimate.length)
	}
	for i := range p.priority {
		p.priority[i] = 0
	}
	return initial
}

func (p *pct[W, A]) Pick(c *Choice[W, A]) int {
	if c.Quiescent && p.stops(len(c.Enabled)) {
		return Stop
	}
	if c.Step >= 2*p.estimate.length {
		return p.random.IntN(len(c.Enabled))
	}
	best, first := uint64(0), uint8(0)
	p.instances = p.instances[:0]
	for i, a := range c.Enabled {
		actor, _, _, _ := p.sys.Info(a)
		if p.priority[actor] == 0 {
			// Above every priority that a change point gives.
			p.priority[actor] = p.random.Uint64() | 1<<63
		}
		switch {
		case p.priority[actor] > best:
			best, first = p.priority[actor], actor
			p.instances = append(p.instances[:0], i)
		case actor == first:
			p.instances = append(p.instances, i)
		}
	}
	for _, step := range p.changes {
		if step == c.Step {
			p.lowest--
			p.priority[first] = p.lowest + 1
		}
	}
	return p.instances[p.random.IntN(len(p.instances))]
}
