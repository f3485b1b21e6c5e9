package scheduler

// urw is the uniform random walk over interleavings (Zhao et al.: Selectively
// Uniform Concurrency Testing, ASPLOS 2025): an actor is chosen with a
// probability proportional to what it still has to do, so that an actor with
// few actions does not always come first. What actors have to do is estimated.
type urw[W any, A comparable] struct {
	draw
	sys      System[W, A]
	estimate *estimate
	left     [256]int // sixteenths of an action, by actor
	weights  []int    // scratch: per enabled action, summed up
}

// NewURW makes the weighted walk.
func NewURW[W any, A comparable](sys System[W, A]) Strategy[W, A] {
	return newURW(sys, newEstimate(sys))
}

func newURW[W any, A comparable](sys System[W, A], e *estimate) Strategy[W, A] {
	return &urw[W, A]{draw: draw{initials: sys.Initials()}, sys: sys, estimate: e}
}

func (u *urw[W, A]) Name() string { return "urw" }

func (u *urw[W, A]) Begin(seed, run uint64) int {
	u.left = u.estimate.of
	return u.begin(seed, run)
}

func (u *urw[W, A]) Pick(c *Choice[W, A]) int {
	if c.Quiescent && u.stops(len(c.Enabled)) {
		return Stop
	}
	// Half an action at least, so that nothing is impossible. The weight of an
	// actor is shared by its enabled actions.
	const least = trials / 2
	var share [256]int
	for _, a := range c.Enabled {
		actor, _, _, _ := u.sys.Info(a)
		share[actor]++
	}
	u.weights = u.weights[:0]
	sum := 0
	for _, a := range c.Enabled {
		actor, _, _, _ := u.sys.Info(a)
		sum += max(u.left[actor], least) * scale / share[actor]
		u.weights = append(u.weights, sum)
	}
	at, pick := u.random.IntN(sum), 0
	for u.weights[pick] <= at {
		pick++
	}
	actor, _, _, _ := u.sys.Info(c.Enabled[pick])
	u.left[actor] -= trials
	return pick
}

// scale keeps the shares of an actor's weight from being rounded to nothing.
const scale = 1 << 8
