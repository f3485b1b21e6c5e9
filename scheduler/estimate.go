package scheduler

// estimate is what some strategies must know beforehand of the runs that they
// choose: how long one is and how much each actor does in it. It comes from a
// few trial runs with a fixed seed, never from earlier runs, so that a run
// depends on its seed and number alone.
type estimate struct {
	length int      // actions in an average run, at least 1
	of     [256]int // sixteenths of an action, by actor
}

const trials = 16

// Rehearsed is what a system offers in addition if there is another one of the same worlds and
// actions that goes on much alike and costs less: trial runs are made of that.
type Rehearsed[W any, A comparable] interface {
	Rehearsal() System[W, A]
}

func newEstimate[W any, A comparable](sys System[W, A]) *estimate {
	if r, ok := sys.(Rehearsed[W, A]); ok {
		sys = r.Rehearsal()
	}
	e := &estimate{}
	r := NewRunner(sys, nobody[W, A]{}, Limits{})
	r.Observe(func(_ *W, a A, _ *W) {
		actor, _, _, _ := sys.Info(a)
		e.of[actor]++
		e.length++
	})
	walk := NewUniform(sys)
	for run := range uint64(trials) {
		r.Run(walk, 0, run)
	}
	e.length = max(e.length/trials, 1)
	return e
}

// nobody is the judge who finds nothing wrong.
type nobody[W any, A comparable] struct{}

func (nobody[W, A]) Step(*W, A, *W) Set { return 0 }
func (nobody[W, A]) Final(*W) Set       { return 0 }
func (nobody[W, A]) Cause(*W) uint32    { return 0 }
func (nobody[W, A]) Outcome(*W) Code    { return Code{} }
