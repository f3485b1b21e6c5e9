package scheduler

// swarm is swarm testing (Groce et al.: Swarm Testing, ISSTA 2012): per run a
// random half of the fault kinds is switched off, because faults that are all
// possible at once hide what each of them does. What is left is chosen by
// another strategy.
type swarm[W any, A comparable] struct {
	sys     System[W, A]
	inner   Strategy[W, A]
	random  Random
	off     []bool // by fault kind
	allowed []A
	indices []int // of the allowed actions among the enabled ones
	choice  Choice[W, A]
}

// NewSwarm wraps a strategy.
func NewSwarm[W any, A comparable](sys System[W, A], inner Strategy[W, A]) Strategy[W, A] {
	return &swarm[W, A]{sys: sys, inner: inner, off: make([]bool, sys.Faults())}
}

// NewSwarmUniform wraps the uniform walk.
func NewSwarmUniform[W any, A comparable](sys System[W, A]) Strategy[W, A] {
	return NewSwarm(sys, NewUniform(sys))
}

func (s *swarm[W, A]) Name() string {
	if name := s.inner.Name(); name != "uniform" {
		return "swarm-" + name
	}
	return "swarm"
}

func (s *swarm[W, A]) Begin(seed, run uint64) int {
	s.random.Seed(^seed, run)
	for i := range s.off {
		s.off[i] = s.random.IntN(2) == 0
	}
	return s.inner.Begin(seed, run)
}

func (s *swarm[W, A]) Pick(c *Choice[W, A]) int {
	s.allowed, s.indices = s.allowed[:0], s.indices[:0]
	for i, a := range c.Enabled {
		if kind := s.sys.Fault(a); kind >= 0 && s.off[kind] && !s.sys.Fair(c.World, a) {
			continue
		}
		s.allowed, s.indices = append(s.allowed, a), append(s.indices, i)
	}
	if len(s.allowed) == 0 {
		return Stop
	}
	s.choice = Choice[W, A]{World: c.World, Enabled: s.allowed, Quiescent: c.Quiescent, Step: c.Step}
	pick := s.inner.Pick(&s.choice)
	if pick == Stop {
		return Stop
	}
	return s.indices[pick]
}
