package scheduler

// Timed is what a system offers in addition where its actions have a time. It
// may offer one action several times over, as happening at different moments.
type Timed[A comparable] interface {
	// At is the virtual time, in milliseconds, at which a would happen.
	At(a A) uint32
	// Same reports whether a and b are one action but for the time.
	Same(a, b A) bool
}

// latency gives every pending action a delay as networks and people have them,
// most short and few long, and lets the earliest happen. In a system without
// times it keeps a clock of its own. Of what need not happen, most never does.
type latency[W any, A comparable] struct {
	draw
	sys   System[W, A]
	timed Timed[A] // nil in a system without times
	due   pending[A]
	clock uint64 // milliseconds
}

// NewLatency makes the strategy of realistic delays.
func NewLatency[W any, A comparable](sys System[W, A]) Strategy[W, A] {
	l := &latency[W, A]{draw: draw{initials: sys.Initials()}, sys: sys}
	l.timed, _ = sys.(Timed[A])
	l.due.same = sameBut[A](sys)
	return l
}

// sameBut is what makes two actions of sys one but for the time, or nil.
func sameBut[A comparable](sys any) func(a, b A) bool {
	if timed, ok := sys.(Timed[A]); ok {
		return timed.Same
	}
	return nil
}

// delays are the points of a long-tailed distribution, in 256ths of the longest
// delay: half of all are below a twentieth of it.
var delays = [16]uint64{1, 2, 2, 3, 4, 5, 6, 8, 11, 15, 21, 32, 52, 90, 160, 256}

// longest is the longest delay by kind of action, in milliseconds: somebody
// thinks, a message travels, a timer runs, something breaks.
var longest = [...]uint64{KindUser: 20000, KindMessage: 2500, KindTimer: 90000, KindFault: 10000}

const never = ^uint64(0)

func (l *latency[W, A]) Name() string { return "latency" }

func (l *latency[W, A]) Begin(seed, run uint64) int {
	l.due.reset()
	l.clock = 1
	return l.begin(seed, run)
}

func (l *latency[W, A]) Pick(c *Choice[W, A]) int {
	due := l.due.update(c.Enabled)
	best := -1
	for i, a := range c.Enabled {
		if l.timed != nil && l.twin(c.Enabled[:i], due, a, i) {
			continue
		}
		if due[i] == 0 || due[i] == never && l.sys.Fair(c.World, a) {
			due[i] = l.drawDue(c, i)
		}
		if due[i] != never && (best < 0 || due[i] < due[best]) {
			best = i
		}
	}
	if best < 0 {
		if c.Quiescent {
			return Stop
		}
		panic("scheduler: a world that is not quiescent has no fair action")
	}
	at := due[best]
	l.clock = max(l.clock, at)
	l.due.forget(best)
	if l.timed != nil {
		return l.nearest(c.Enabled, best, at)
	}
	return best
}

// twin copies the time of an earlier action that is the same as action i.
func (l *latency[W, A]) twin(earlier []A, due []uint64, a A, i int) bool {
	for j, b := range earlier {
		if l.timed.Same(a, b) {
			due[i] = due[j]
			return true
		}
	}
	return false
}

// drawDue draws when action i, which is new, happens.
func (l *latency[W, A]) drawDue(c *Choice[W, A], i int) uint64 {
	a := c.Enabled[i]
	if !l.sys.Fair(c.World, a) && l.random.IntN(4) != 0 {
		return never
	}
	// A point of the table, and a point between it and the one before.
	k := l.random.IntN(len(delays))
	low := uint64(0)
	if k > 0 {
		low = delays[k-1]
	}
	part := low<<8 + (delays[k]-low)*uint64(l.random.IntN(256)) // in 1<<16ths
	if l.timed == nil {
		_, _, kind, _ := l.sys.Info(a)
		return l.clock + longest[kind]*part>>16
	}
	first := l.timed.At(a)
	last := first
	for _, b := range c.Enabled[i:] {
		if l.timed.Same(a, b) {
			first, last = min(first, l.timed.At(b)), max(last, l.timed.At(b))
		}
	}
	return 1 + uint64(first) + uint64(last-first)*part>>16
}

// nearest is, among the moments offered for action i, the one nearest to due.
func (l *latency[W, A]) nearest(enabled []A, i int, due uint64) int {
	best, distance := i, never
	for j, b := range enabled[i:] {
		if !l.timed.Same(enabled[i], b) {
			continue
		}
		at := uint64(l.timed.At(b)) + 1
		if d := max(at, due) - min(at, due); d < distance {
			best, distance = i+j, d
		}
	}
	return best
}
