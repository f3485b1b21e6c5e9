package scheduler

import "fmt"

// delay is delay-bounded scheduling (Emmi, Qadeer, Rakamarić: Delay-Bounded
// Scheduling, POPL 2011): the calmest action happens, except at a few random
// steps. There the calmest is either held back until nothing else is left, or
// some other action, fair or not, is taken out of turn.
type delay[W any, A comparable] struct {
	draw
	sys      System[W, A]
	estimate *estimate
	name     string
	at       []int // steps at which the run deviates
	held     pending[A]
}

// NewDelay makes the strategy with the given number of deviations.
func NewDelay[W any, A comparable](sys System[W, A], deviations int) Strategy[W, A] {
	return newDelay(sys, newEstimate(sys), deviations)
}

func newDelay[W any, A comparable](sys System[W, A], e *estimate, deviations int) Strategy[W, A] {
	d := &delay[W, A]{
		draw: draw{initials: sys.Initials()}, sys: sys, estimate: e,
		name: fmt.Sprintf("delay-%d", deviations), at: make([]int, deviations),
	}
	d.held.same = sameBut[A](sys)
	return d
}

func newDelayOf[W any, A comparable](deviations int) func(System[W, A]) Strategy[W, A] {
	return func(sys System[W, A]) Strategy[W, A] { return NewDelay(sys, deviations) }
}

func (d *delay[W, A]) Name() string { return d.name }

func (d *delay[W, A]) Begin(seed, run uint64) int {
	d.held.reset()
	initial := d.begin(seed, run)
	for i := range d.at {
		d.at[i] = d.random.IntN(d.estimate.length)
	}
	return initial
}

func (d *delay[W, A]) Pick(c *Choice[W, A]) int {
	pick := d.pick(c, d.held.update(c.Enabled))
	if pick != Stop {
		d.held.forget(pick)
	}
	return pick
}

func (d *delay[W, A]) pick(c *Choice[W, A], held []uint64) int {
	deviate := false
	for _, step := range d.at {
		deviate = deviate || step == c.Step
	}
	if deviate && (c.Quiescent || d.random.IntN(2) == 0) {
		return d.random.IntN(len(c.Enabled))
	}
	if c.Quiescent {
		return Stop
	}
	first := d.calmest(c, held)
	if deviate {
		for i, a := range c.Enabled {
			if d.held.equal(a, c.Enabled[first]) {
				held[i] = 1
			}
		}
		return d.calmest(c, held)
	}
	return first
}

// calmest is the first fair action that is not held, or the first fair one.
func (d *delay[W, A]) calmest(c *Choice[W, A], held []uint64) int {
	first := -1
	for i, a := range c.Enabled {
		if !d.sys.Fair(c.World, a) {
			continue
		}
		if held[i] == 0 {
			return i
		}
		if first < 0 {
			first = i
		}
	}
	return first
}
