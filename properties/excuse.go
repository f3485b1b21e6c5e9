package properties

import "github.com/glarelab/glare/sim"

// ExcusedFrom is where, in what a [NotingJudge] returns, the properties begin that it
// has excused: bit ExcusedFrom+i stands for property i.
const ExcusedFrom = 16

// Excused are all those bits.
const Excused = Set(1<<32 - 1<<ExcusedFrom)

// NotingJudge is a [Judge] that also notes which properties it would have found
// violated if destroying what a call needs were no excuse. It is immutable.
type NotingJudge struct {
	*Judge
	strict *Judge
}

// NewNotingJudge makes a judge of all properties that notes what it excuses.
func NewNotingJudge(sys *sim.System) *NotingJudge {
	return &NotingJudge{NewJudge(sys), NewStrictJudge(sys)}
}

// Step is the set of properties that a step violates, and of those that it is
// excused from.
func (j *NotingJudge) Step(before *sim.World, a sim.Action, after *sim.World) Set {
	set := j.Judge.Step(before, a, after)
	if !after.Hit() {
		return set
	}
	return set | j.strict.Step(before, a, after)&^set<<ExcusedFrom
}

// Final is the set of properties that a quiescent world violates, and of those that
// it is excused from.
func (j *NotingJudge) Final(w *sim.World) Set {
	set := j.Judge.Final(w)
	if !w.Hit() {
		return set
	}
	return set | j.strict.Final(w)&^set<<ExcusedFrom
}
