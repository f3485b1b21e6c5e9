package scheduler

// Strategy chooses what happens in a run. It is a small machine that one
// Runner uses, not for concurrent use. Everything that it chooses is a function
// of the system, seed and run number alone: what earlier runs did must not
// matter, or a run could not be had back.
type Strategy[W any, A comparable] interface {
	// Begin starts run number run under seed and returns the index of the
	// initial world.
	Begin(seed, run uint64) int
	// Pick returns an index into c.Enabled, which is not empty, or Stop. What
	// is enabled but not fair may be left out for ever; what is fair should
	// come in the end.
	Pick(c *Choice[W, A]) int
	// Name is the name of the strategy that chooses in the current run; a
	// wrapper that does not choose itself names the one that does.
	Name() string
}

// Choice is what a strategy chooses from.
type Choice[W any, A comparable] struct {
	World     *W
	Enabled   []A  // calmest first, never empty
	Quiescent bool // nothing enabled is fair: the run may stop here
	Step      int  // actions chosen so far
}

// Entry describes one strategy.
type Entry[W any, A comparable] struct {
	Name    string
	Account string // one line on what it is good at
	New     func(sys System[W, A]) Strategy[W, A]
}

// Strategies lists all strategies that choose by themselves, in the order in
// which a reader meets them. NewReplay, which repeats recorded picks, is not
// one of them.
func Strategies[W any, A comparable]() []Entry[W, A] {
	return []Entry[W, A]{
		{"portfolio", "a mix of the others, run by run; the default, since no single one wins", NewPortfolio[W, A]},
		{"calm", "a fast and fair network without surprises: always the calmest action", NewCalm[W, A]},
		{"uniform", "any enabled action, each as likely: the baseline, with good coverage", NewUniform[W, A]},
		{"latency", "delays as networks have them, most short, few long", NewLatency[W, A]},
		{"pct-1", "random priorities of actors: one actor is starved while others run", newPCTOf[W, A](1)},
		{"pct-2", "the same with one change of priorities at a random step", newPCTOf[W, A](2)},
		{"pct-3", "the same with two changes", newPCTOf[W, A](3)},
		{"pos", "random priorities of actions, drawn anew in a conflict: best coverage", NewPOS[W, A]},
		{"urw", "actors weighted by what they still have to do: ordinary overlaps", NewURW[W, A]},
		{"delay-0", "the calmest action and no deviation: one run per initial world", newDelayOf[W, A](0)},
		{"delay-1", "the calmest action but for one deviation: stories that are easy to tell", newDelayOf[W, A](1)},
		{"delay-2", "the same with two deviations", newDelayOf[W, A](2)},
		{"delay-3", "the same with three deviations", newDelayOf[W, A](3)},
		{"swarm", "the uniform walk with a random half of the fault kinds switched off", NewSwarmUniform[W, A]},
		{"picks", "bytes as picks, each modulo the number of choices: what fuzzing engines drive", NewRandomPicks[W, A]},
	}
}

// draw is what most strategies share: a generator, and the choice of the
// initial world from it.
type draw struct {
	random   Random
	initials int
}

func (d *draw) begin(seed, run uint64) int {
	d.random.Seed(seed, run)
	return d.random.IntN(d.initials)
}

// stops decides at a quiescent world with n enabled actions whether to stop
// there, as likely as any one of the actions.
func (d *draw) stops(n int) bool { return d.random.IntN(n+1) == n }
