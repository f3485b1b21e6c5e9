package survey

import (
	"slices"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// Trait is one thing that can come of the runs of a cell: a way to end, or a
// property violated under a set of rare circumstances.
type Trait struct {
	Violated bool
	Outcome  scheduler.Code // where nothing is violated
	Property int            // else, as [scheduler.Finding] has it
	Cause    uint32
}

// Witness is a trait with a shortest story of it.
type Witness struct {
	Trait
	Survey   *Survey
	Schedule scheduler.Schedule
	Loop     int // how many of its last steps go round for ever
}

// Traits lists all that can come of a cell: violations first, shortest first. Of one that
// was not explored in whole it lists the violations that are known with a story: its ways
// to end would pass for all that there are.
func (s *Survey) Traits() []Witness {
	var list []Witness
	for _, f := range s.Findings {
		if s.Cut != "" && !f.Told() {
			continue
		}
		schedule := f.Schedule.Clone()
		schedule.Names = append(schedule.Names, f.Loop.Names...)
		list = append(list, Witness{Trait{Violated: true, Property: f.Property, Cause: f.Cause}, s, schedule, len(f.Loop.Names)})
	}
	if s.Cut != "" {
		return list
	}
	ends := len(list)
	for _, o := range s.Outcomes {
		list = append(list, Witness{Trait{Outcome: o.Code}, s, o.Witness, 0})
	}
	slices.SortStableFunc(list[ends:], func(a, b Witness) int { return len(a.Schedule.Names) - len(b.Schedule.Names) })
	return list
}

// Has reports whether a trait can come of the cell.
func (s *Survey) Has(t Trait) bool {
	if t.Violated {
		return slices.ContainsFunc(s.Findings, func(f scheduler.Finding) bool { return f.Property == t.Property && f.Cause == t.Cause })
	}
	return slices.ContainsFunc(s.Outcomes, func(o scheduler.Outcome) bool { return o.Code == t.Outcome })
}

// Except lists what can come of the cell and of none of the others.
func (s *Survey) Except(others ...*Survey) []Witness {
	return slices.DeleteFunc(s.Traits(), func(w Witness) bool {
		return slices.ContainsFunc(others, func(o *Survey) bool { return o.Has(w.Trait) })
	})
}

// PropertyName is the name of the property that is violated, or "".
func (t Trait) PropertyName() string {
	if !t.Violated {
		return ""
	}
	return checker.FindingName(t.Property)
}

// Causes are the rare circumstances, by hole.
func (t Trait) Causes() []string { return append([]string{}, sim.Causes(t.Cause).Names()...) }

// Instead is how the steps of a witness end in another cell of the same network:
// what is not possible there is skipped, and the run is let settle.
func (w *Witness) Instead(other *Survey) (*checker.Trace, error) {
	return other.Open().Follow(w.Schedule)
}
