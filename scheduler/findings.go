package scheduler

import "slices"

// Liveness is the Property of a finding that no property of the judge names: a
// cycle of fair actions, in which a run stays for ever and never settles.
const Liveness = -1

// Finding is one way in which a property is violated.
type Finding struct {
	Property int    // bit of the judge's set, or Liveness
	Cause    uint32 // Judge.Cause
	// Count is the number of violating steps and quiescent worlds; of a
	// Liveness finding the number of worlds in the cycles.
	Count    uint64
	Schedule Schedule // a shortest one, with names; of a Liveness finding the stem
	Loop     Schedule // Liveness only: what follows the stem, again and again
	// Calmest says that among the shortest schedules this one has the fewest
	// changes of actor, then the calmest actions, then the smallest picks.
	Calmest bool
	depth   int
}

// Outcome is one way in which runs end.
type Outcome struct {
	Code    uint64 // Judge.Outcome
	Finals  uint64 // quiescent worlds
	Witness Schedule
	depth   int
}

// merge brings together what the workers have found.
func (s *search[W, A]) merge() {
	r := &s.result
	for _, w := range s.workers {
		for _, f := range w.findings {
			r.Findings = addFinding(r.Findings, f)
		}
		for _, o := range w.outcomes {
			r.Outcomes = addOutcome(r.Outcomes, o)
		}
	}
	slices.SortFunc(r.Findings, func(a, b Finding) int {
		switch {
		case a.depth != b.depth:
			return a.depth - b.depth
		case a.Property != b.Property:
			return a.Property - b.Property
		default:
			return compare(a.Cause, b.Cause)
		}
	})
	if !s.options.KeepGoing && len(r.Findings) > 0 {
		// What was seen beyond the level of the first violation is not all
		// there is.
		least := r.Findings[0].depth
		r.Findings = slices.DeleteFunc(r.Findings, func(f Finding) bool { return f.depth > least })
	}
	slices.SortFunc(r.Outcomes, func(a, b Outcome) int { return compare(a.Code, b.Code) })
}

func compare[T uint32 | uint64](a, b T) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func addFinding(all []Finding, f Finding) []Finding {
	for i := range all {
		if g := &all[i]; g.Property == f.Property && g.Cause == f.Cause {
			g.Count += f.Count
			g.depth = min(g.depth, f.depth)
			return all
		}
	}
	return append(all, f)
}

func addOutcome(all []Outcome, o Outcome) []Outcome {
	for i := range all {
		if p := &all[i]; p.Code == o.Code {
			p.Finals += o.Finals
			p.depth = min(p.depth, o.depth)
			return all
		}
	}
	return append(all, o)
}
