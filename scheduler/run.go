package scheduler

// Limits bounds one run, in actions.
type Limits struct {
	Explore int // actions that the strategy chooses; 0 means DefaultExplore
	Drain   int // actions of each drain; 0 means DefaultDrain
}

// The bounds of a run unless Limits says otherwise. They are far above what a
// run of a system that settles needs.
const (
	DefaultExplore = 2000
	DefaultDrain   = 2000
)

// Runner carries out runs, one after the other, of one system. It keeps its
// worlds and buffers, so that an action costs no allocation. It is not for
// concurrent use: every worker has its own.
type Runner[W any, A comparable] struct {
	stage[W, A]
	limits Limits
	choice Choice[W, A]
	calm   *calm[W, A]
}

// NewRunner makes a Runner. The judge must not be nil.
func NewRunner[W any, A comparable](sys System[W, A], judge Judge[W, A], limits Limits) *Runner[W, A] {
	if limits.Explore == 0 {
		limits.Explore = DefaultExplore
	}
	if limits.Drain == 0 {
		limits.Drain = DefaultDrain
	}
	return &Runner[W, A]{
		stage:  stage[W, A]{sys: sys, judge: judge},
		limits: limits,
		calm:   &calm[W, A]{sys: sys},
	}
}

// Run carries out run number run of strategy s under seed: s explores until it
// stops or its limit is met, then what is fair happens, calmest first, until
// nothing fair is left, then the faults are healed, and what that sets free
// happens too. The run ends early where a property is violated. One that does
// not become quiescent within its limits is Undecided.
//
// The result belongs to the Runner and is valid until the next run; its
// schedule has no names (see Names).
func (r *Runner[W, A]) Run(s Strategy[W, A], seed, run uint64) *Result {
	r.begin(s.Begin(seed, run))
	r.result.Strategy = s.Name()
	if r.explore(s, r.limits.Explore) {
		r.settle()
	}
	return r.end()
}

// settle drains, heals and drains again what healing has set free.
func (r *Runner[W, A]) settle() {
	if len(r.enabled) > 0 {
		r.calm.Begin(0, 0)
		if !r.explore(r.calm, r.limits.Drain) {
			return
		}
	}
	if r.quiescent && r.sys.Faults() == 0 {
		return // there is nothing to heal
	}
	r.sys.Copy(&r.before, &r.world)
	r.sys.Heal(&r.world)
	if r.look(); r.quiescent && r.wasQuiescent {
		// Healing has set nothing free: the run ended where it was.
		r.sys.Copy(&r.world, &r.before)
		return
	}
	r.healed()
	r.explore(r.calm, r.limits.Drain)
}

// explore lets s choose until it stops or has chosen limit actions. It returns
// false if a property is violated.
func (r *Runner[W, A]) explore(s Strategy[W, A], limit int) bool {
	for n := 0; ; n++ {
		r.look()
		if r.judgeFinal() != 0 {
			return false
		}
		if len(r.enabled) == 0 || n == limit {
			return true
		}
		r.choice.World, r.choice.Enabled, r.choice.Quiescent, r.choice.Step = &r.world, r.enabled, r.quiescent, n
		pick := s.Pick(&r.choice)
		if pick == Stop {
			return true
		}
		if r.take(pick) != 0 {
			return false
		}
	}
}

// Note says which bits of the judge's sets say nothing against a run: they are in the
// result's Noted.
func (r *Runner[W, A]) Note(bits Set) { r.notes = bits }

// World is the last world of the last run.
func (r *Runner[W, A]) World() *W { return &r.world }

// Observe sets what is called after every action with the worlds before and
// after it, for example to count coverage; nil ends that.
func (r *Runner[W, A]) Observe(see func(before *W, a A, after *W)) { r.observe = see }
