package scheduler

// pos is partial order sampling (Yuan, Yang, Gu: Partial Order Aware
// Concurrency Sampling, CAV 2018): every pending action has a random priority,
// the greatest happens, and the priorities of those that touch the same objects
// are drawn anew, so that one unlucky order does not carry on.
type pos[W any, A comparable] struct {
	draw
	sys        System[W, A]
	priorities pending[A]
	touched    uint64 // objects of the last action
}

// NewPOS makes partial order sampling.
func NewPOS[W any, A comparable](sys System[W, A]) Strategy[W, A] {
	p := &pos[W, A]{draw: draw{initials: sys.Initials()}, sys: sys}
	p.priorities.same = sameBut[A](sys)
	return p
}

func (p *pos[W, A]) Name() string { return "pos" }

func (p *pos[W, A]) Begin(seed, run uint64) int {
	p.priorities.reset()
	p.touched = 0
	return p.begin(seed, run)
}

func (p *pos[W, A]) Pick(c *Choice[W, A]) int {
	if c.Quiescent && p.stops(len(c.Enabled)) {
		return Stop
	}
	priorities := p.priorities.update(c.Enabled)
	best := 0
	for i, a := range c.Enabled {
		_, objects, _, _ := p.sys.Info(a)
		if priorities[i] == 0 || objects&p.touched != 0 {
			priorities[i] = p.random.Uint64() | 1
		}
		if priorities[i] > priorities[best] {
			best = i
		}
	}
	_, p.touched, _, _ = p.sys.Info(c.Enabled[best])
	return best
}
