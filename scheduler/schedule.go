package scheduler

import "slices"

// Verdict is what a run or a search has found out. The zero value is
// Undecided, so that nothing counts as good because it was forgotten.
type Verdict uint8

// The verdicts.
const (
	Undecided Verdict = iota // out of budget, or ended before quiescence
	OK                       // one run reached quiescence and violated nothing
	Proved                   // no run at all violates anything
	Violated                 // some property is violated
)

var verdictNames = [...]string{"undecided", "ok", "proved", "violated"}

// String is the verdict as commands and files write it.
func (v Verdict) String() string { return verdictNames[v] }

// Picks that are not an index into the enabled actions.
const (
	// Stop ends the exploring part of a run. A strategy returns it; it is not
	// recorded.
	Stop = -1
	// Heal is recorded where the faults of a run were ended.
	Heal = -2
)

// HealName stands in a schedule of names where Heal stands in its picks.
const HealName = "heal"

// Schedule is one run: what was chosen, in order. Picks lead through the same
// build fast; Names outlive changes of the system and are what gets stored.
type Schedule struct {
	Initial int      // index of the initial world
	Picks   []int    // per step an index into the enabled actions, or Heal
	Names   []string // per step the name of the action, or HealName; may be nil
}

// Clone is a copy that shares no memory with s.
func (s Schedule) Clone() Schedule {
	return Schedule{Initial: s.Initial, Picks: slices.Clone(s.Picks), Names: slices.Clone(s.Names)}
}

// Result is how one run ended.
type Result struct {
	Schedule  Schedule
	Verdict   Verdict
	Violated  Set    // set of violated properties
	Noted     Set    // set of what says nothing against the run, see FuzzOptions.Notes
	At        int    // steps after which the violation showed; its cause is in Cause
	Cause     uint32 // Judge.Cause of the world that showed it
	Quiescent bool   // the last world is quiescent
	Outcome   Code   // Judge.Outcome of the last world, if that is quiescent
	Reason    string // why the verdict is Undecided
	Strategy  string // name of the strategy that chose
}
