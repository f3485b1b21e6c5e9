package scheduler

// uniform picks any enabled action, each as likely as the others. It is the
// baseline that every other strategy has to beat somewhere.
type uniform[W any, A comparable] struct{ draw }

// NewUniform makes the uniform walk over enabled actions.
func NewUniform[W any, A comparable](sys System[W, A]) Strategy[W, A] {
	return &uniform[W, A]{draw{initials: sys.Initials()}}
}

func (u *uniform[W, A]) Begin(seed, run uint64) int { return u.begin(seed, run) }

func (u *uniform[W, A]) Name() string { return "uniform" }

func (u *uniform[W, A]) Pick(c *Choice[W, A]) int {
	if !c.Quiescent {
		return u.random.IntN(len(c.Enabled))
	}
	// Index 0 is to stop, then come the actions.
	return u.random.IntN(len(c.Enabled)+1) - 1
}
