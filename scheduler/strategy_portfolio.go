package scheduler

// portfolio gives every run to one of several strategies, by the run's number.
type portfolio[W any, A comparable] struct {
	members []Strategy[W, A] // one per place of the round
	current Strategy[W, A]
}

// PortfolioRound is after how many runs the default mix begins anew.
const PortfolioRound = 20

// NewPortfolio makes the default mix, in twentieths: uniform 7, PCT with two
// changes 5, latency 4, and POS, URW, delay-bounded and swarm 1 each. The first
// three are, rounded, the mix that kills the mutants with the fewest runs
// (docs/MUTANTS.md); the others are there for mistakes that no mutant is like. The
// order mixes them, so that few runs already see most of them.
func NewPortfolio[W any, A comparable](sys System[W, A]) Strategy[W, A] {
	e := newEstimate(sys)
	uniform, pct, latency := NewUniform(sys), newPCT(sys, e, 3), NewLatency(sys)
	return NewRoundRobin(
		uniform, pct, latency, NewPOS(sys), uniform,
		newURW(sys, e), pct, uniform, latency, uniform,
		pct, NewSwarmUniform(sys), uniform, latency, pct,
		uniform, newDelay(sys, e, 2), pct, uniform, latency,
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
