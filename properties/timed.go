package properties

import (
	"fmt"
	"math"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// boundMS is what a call may take beyond its lifetime, connecting timeout and
// latencies: sends and syncs that queue up behind others.
const boundMS = 60000

// TimedJudge judges the runs of a timed system: all that a [Judge] judges, and
// bounded-life, which needs the clock. It is immutable.
//
// A call is bound to be active or ended at every device within its lifetime, the
// longest connecting timeout, twice the longest time of each kind of message and
// media step (there and back), and boundMS, all counted from the moment at which
// its invite was handed over. A device that sleeps is not judged, and has the
// same time after it wakes up. What is still unsettled where nothing more
// happens is not bounded at all.
type TimedJudge struct {
	*Judge
	bit     Set
	limitMS uint64 // after the invite was handed over
}

// NewTimedJudge makes a judge of all properties for the runs of a timed system.
func NewTimedJudge(sys *sim.TimedSystem) *TimedJudge {
	index, err := Find("bounded-life")
	if err != nil {
		panic("properties: " + err.Error())
	}
	s := sys.Scenario
	limit := uint64(s.LifetimeMS) + boundMS
	connecting := uint32(0)
	for d := range sys.Devices() {
		if r := &sys.Machine(d).Reading; r.Is(model.Connecting, "MS") {
			connecting = max(connecting, r.Setting[model.Connecting].Number)
		}
	}
	limit += uint64(connecting)
	for _, r := range s.Latency[:sim.PressLatency] {
		limit += 2 * uint64(r.Max)
	}
	if s.Gathers { // before the description, and on to the end
		limit += 2 * uint64(s.Latency.Of(sim.GatherLatency).Max)
	}
	return &TimedJudge{Judge: NewJudge(sys.System), bit: 1 << index, limitMS: limit}
}

// Step is the set of properties that a step violates.
func (j *TimedJudge) Step(before *sim.TimedWorld, a sim.Action, after *sim.TimedWorld) Set {
	set := j.Judge.Step(&before.World, a, &after.World)
	if j.lasting(after, uint64(after.NowMS), nil) {
		set |= j.bit
	}
	return set
}

// Final is the set of properties that a quiescent world violates.
func (j *TimedJudge) Final(w *sim.TimedWorld) Set {
	set := j.Judge.Final(&w.World)
	if j.lasting(w, math.MaxUint64, nil) {
		set |= j.bit
	}
	return set
}

// Cause is [Judge.Cause].
func (j *TimedJudge) Cause(w *sim.TimedWorld) uint32 { return j.Judge.Cause(&w.World) }

// Outcome is [Judge.Outcome].
func (j *TimedJudge) Outcome(w *sim.TimedWorld) [3]uint64 { return j.Judge.Outcome(&w.World) }

// Explain says why a property is violated by a step, or, if before is nil, by
// the quiescent world after.
func (j *TimedJudge) Explain(property int, before *sim.TimedWorld, a sim.Action, after *sim.TimedWorld) (Conflict, bool) {
	var why Conflict
	switch {
	case 1<<property != j.bit && before == nil:
		return j.Judge.Explain(property, nil, a, &after.World)
	case 1<<property != j.bit:
		return j.Judge.Explain(property, &before.World, a, &after.World)
	case before == nil:
		return why, j.lasting(after, math.MaxUint64, &why)
	default:
		return why, j.lasting(after, uint64(after.NowMS), &why)
	}
}

// lasting reports whether at time nowMS, as w is, some call has lasted too long
// without being active or ended at some device.
func (j *TimedJudge) lasting(w *sim.TimedWorld, nowMS uint64, why *Conflict) bool {
	for c := range j.sys.Calls() {
		if w.Call[c]&sim.InviteSent == 0 {
			continue
		}
		for d := range j.sys.Devices() {
			b := &w.Box[d]
			from := max(w.HandedMS[c], w.AwakeMS[d])
			if b.Holds&sim.Suspended != 0 || !model.Unsettled.Has(b.Device.Call[c].State) || nowMS <= uint64(from)+j.limitMS {
				continue
			}
			if why != nil {
				j.explainLasting(w, d, c, nowMS, why)
			}
			return true
		}
	}
	return false
}

func (j *TimedJudge) explainLasting(w *sim.TimedWorld, d, c int, nowMS uint64, why *Conflict) {
	when := fmt.Sprintf("at %d ms", nowMS)
	if nowMS == math.MaxUint64 {
		when = fmt.Sprintf("from %d ms on, for ever,", w.NowMS)
	}
	why.say(lasting,
		fmt.Sprintf("the invite of %s was handed over at %d ms, its lifetime and bound are %d ms", j.sys.CallName(c), w.HandedMS[c], j.limitMS),
		fmt.Sprintf("%s %s is %s at %s", when, j.sys.CallName(c), w.Box[d].Device.Call[c].State.Word(), j.sys.DeviceName(d)))
}
