package scheduler

// portfolio gives every run to one of several strategies, by the run's number.
type portfolio[W any, A comparable] struct {
	members []Strategy[W, A] // one per place of the round
	current Strategy[W, A]
}

// NewPortfolio makes the default mix, in twentieths: uniform 6, POS 4, PCT 3,
// URW 3, delay-bounded 2, swarm 1, latency 1. The order mixes them, so that few
// runs already see most of them.
func NewPortfolio[W any, A comparable](sys System[W, A]) Strategy[W, A] {
	e := newEstimate(sys)
	uniform, pos, urw := NewUniform(sys), NewPOS(sys), newURW(sys, e)
	return NewRoundRobin(
		uniform, pos, newPCT(sys, e, 1), urw, newDelay(sys, e, 1),
		uniform, pos, newPCT(sys, e, 2), urw, uniform,
		NewSwarmUniform(sys), pos, newPCT(sys, e, 3), uniform, newDelay(sys, e, 2),
		uniform, pos, urw, uniform, NewLatency(sys),
	)
}

// NewRoundRobin makes a portfolio of the given strategies; one may occur more
// than once.
func NewRoundRobin[W any, A comparable](members ...Strategy[W, A]) Strategy[W, A] {
	return &portfolio[W, A]{members: members, current: members[0]}
}

func (p *portfolio[W, A]) Name() string { return p.current.Name() }

func (p *portfolio[W, A]) Begin(seed, run uint64) int {
	p.current = p.members[run%uint64(len(p.members))]
	return p.current.Begin(seed, run)
}

func (p *portfolio[W, A]) Pick(c *Choice[W, A]) int { return p.current.Pick(c) }
