package checker

import (
	"slices"

	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// Pardon is one way in which a search was excused from demanding a property: which,
// after which rare circumstances, and after what had destroyed something.
type Pardon struct {
	Property string
	Causes   []string // as of a violation
	After    []string // destroying faults by name, and Lifetime
	Count    uint64   // steps and quiescent worlds
	Schedule scheduler.Schedule
}

// Lifetime is what a pardon comes after where a lifetime passed too early.
const Lifetime = "lifetime"

// Excuses lists what in a scenario can excuse anything: its destroying faults, and
// Lifetime where a lifetime may pass while something is under way.
func Excuses(s *sim.Scenario) []string {
	var list []string
	for _, f := range sim.Faults() {
		if f.Destroys && slices.ContainsFunc(s.Faults, func(b sim.FaultBudget) bool { return b.Name == f.Name && b.Times > 0 }) {
			list = append(list, f.Name)
		}
	}
	if s.AnyMoment || s.Timing != sim.Patient {
		list = append(list, Lifetime)
	}
	return list
}

// excusedFrom is where, in what a noting judge returns, the properties begin that it
// has excused: bit excusedFrom+i stands for property i.
const excusedFrom = 32

// excusedBits are all those bits.
const excusedBits = properties.Set(1<<64 - 1<<excusedFrom)

// noting is a judge that also notes which properties it would have found violated if
// destroying what a call needs were no excuse.
type noting[W any] struct {
	scheduler.Judge[W, sim.Action]
	strict *properties.Judge
	world  func(*W) *sim.World
}

// noting is the judge of the scenario, who notes what it excuses where anything can be.
func (c *checker[W]) noting() scheduler.Judge[W, sim.Action] {
	if len(Excuses(c.scenario)) == 0 {
		return c.judge
	}
	return noting[W]{c.judge, c.strict(), c.world}
}

func (j noting[W]) Step(before *W, a sim.Action, after *W) properties.Set {
	set, now := j.Judge.Step(before, a, after), j.world(after)
	if !now.Hit() {
		return set
	}
	return set | j.strict.Step(j.world(before), a, now)&^set<<excusedFrom
}

func (j noting[W]) Final(w *W) properties.Set {
	set, now := j.Judge.Final(w), j.world(w)
	if !now.Hit() {
		return set
	}
	return set | j.strict.Final(now)&^set<<excusedFrom
}

// NoteCause tells apart what excuses: above the rare circumstances a bit for each of
// the scenario's faults that destroys and was spent, and one for a lifetime.
func (j *boundedJudge[W]) NoteCause(w *W) uint32 {
	world, cause := j.checker.world(w), j.Cause(w)
	for i, budget := range j.checker.scenario.Faults {
		if j.checker.destroys[i] && world.Budget[i] < budget.Times {
			cause |= 1 << (noteFaults + i)
		}
	}
	for _, call := range world.Call {
		if call&sim.TimedOut != 0 {
			cause |= 1 << noteLifetime
		}
	}
	return cause
}

// The bits of [boundedJudge.NoteCause] above those of the causes.
const (
	noteFaults   = 8
	noteLifetime = noteFaults + sim.MaxFaults
)

// destroying says of each of a scenario's faults whether it destroys anything.
func destroying(s *sim.Scenario) []bool {
	list := make([]bool, len(s.Faults))
	for i, budget := range s.Faults {
		for _, f := range sim.Faults() {
			list[i] = list[i] || f.Destroys && f.Name == budget.Name
		}
	}
	return list
}

// pardons makes pardons of what a search has noted.
func (c *checker[W]) pardons(notes []scheduler.Finding) []Pardon {
	var list []Pardon
	for _, f := range notes {
		p := Pardon{
			Property: properties.Names()[f.Property-excusedFrom],
			Causes:   sim.Causes(f.Cause & (1<<noteFaults - 1)).Names(), Count: f.Count, Schedule: f.Schedule,
		}
		for i, budget := range c.scenario.Faults {
			if f.Cause>>(noteFaults+i)&1 != 0 {
				p.After = append(p.After, budget.Name)
			}
		}
		if f.Cause>>noteLifetime&1 != 0 {
			p.After = append(p.After, Lifetime)
		}
		list = append(list, p)
	}
	return list
}
