package scheduler

// calm picks the calmest fair action, but none waits for ever: one that has
// been enabled and passed over patience times is next. It stops at the first
// quiescent world. Every run is drained by it.
type calm[W any, A comparable] struct {
	sys      System[W, A]
	initials int
	waits    pending[A]
}

// patience is how often a fair action may be passed over. It is longer than a
// calm run, so that it only shows where something repeats itself.
const patience = 200

// NewCalm makes the calm strategy. Run number n starts from initial world n
// modulo their number and is otherwise the same whatever the seed.
func NewCalm[W any, A comparable](sys System[W, A]) Strategy[W, A] {
	return &calm[W, A]{sys: sys, initials: sys.Initials()}
}

func (c *calm[W, A]) Begin(_, run uint64) int {
	c.waits.reset()
	return int(run % uint64(max(c.initials, 1)))
}

func (c *calm[W, A]) Name() string { return "calm" }

func (c *calm[W, A]) Pick(choice *Choice[W, A]) int {
	if choice.Quiescent {
		return Stop
	}
	if choice.Step < patience {
		return c.calmest(choice)
	}
	waited := c.waits.update(choice.Enabled)
	for i := range waited {
		if waited[i]++; waited[i] > patience && c.sys.Fair(choice.World, choice.Enabled[i]) {
			c.waits.forget(i)
			return i
		}
	}
	pick := c.calmest(choice)
	c.waits.forget(pick)
	return pick
}

func (c *calm[W, A]) calmest(choice *Choice[W, A]) int {
	for i, a := range choice.Enabled {
		if c.sys.Fair(choice.World, a) {
			return i
		}
	}
	return Stop
}
