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
	// Shortened says that the schedule is not known to be a shortest one, since there were
	// too many worlds to look for that: it was made as short as it could be.
	Shortened bool
	depth     int
}

// Steps is the length of a shortest story, without the loop. It is known even where
// that story was not found; but where something was dropped it is then a length that it
// has at least.
func (f *Finding) Steps() int { return f.depth }

// Told reports whether there is a story.
func (f *Finding) Told() bool { return f.Schedule.Picks != nil }

// Outcome is one way in which runs end.
type Outcome struct {
	Code    Code   // Judge.Outcome
	Finals  uint64 // quiescent worlds
	Witness Schedule
	// Shortened is [Finding.Shortened] of the witness.
	Shortened bool
	depth     int
}

// Told reports whether there is a story that ends so.
func (o *Outcome) Told() bool { return o.Witness.Picks != nil }

// merge brings together what the workers have found.
func (s *search[W, A]) merge() {
	r := &s.result
	for _, w := range s.workers {
		for _, f := range w.findings {
			r.Findings = addFinding(r.Findings, f)
		}
		for _, f := range w.notes {
			r.Notes = addFinding(r.Notes, f)
		}
	}
	for _, w := range s.workers {
		for _, f := range w.glimpsed {
			list := &r.Findings
			if s.notes(f.Property) {
				list = &r.Notes
			}
			if f.Count = 1; !slices.ContainsFunc(*list, f.isAlike) {
				*list = append(*list, f)
			}
		}
	}
	slices.SortFunc(r.Findings, shorter)
	slices.SortFunc(r.Notes, shorter)
	if !s.options.KeepGoing && len(r.Findings) > 0 {
		// What was seen beyond the level of the first violation is not all
		// there is.
		least := r.Findings[0].depth
		beyond := func(f Finding) bool { return f.depth > least }
		r.Findings, r.Notes = slices.DeleteFunc(r.Findings, beyond), slices.DeleteFunc(r.Notes, beyond)
	}
	slices.SortFunc(r.Outcomes, func(a, b Outcome) int { return slices.Compare(a.Code[:], b.Code[:]) })
}

// shorter orders findings: shortest first, then by property and cause.
func shorter(a, b Finding) int {
	switch {
	case a.depth != b.depth:
		return a.depth - b.depth
	case a.Property != b.Property:
		return a.Property - b.Property
	default:
		return compare(a.Cause, b.Cause)
	}
}

// Noter is a judge that tells apart what it notes by more than the cause.
type Noter[W any] interface {
	// NoteCause is what [Judge.Cause] is for violations.
	NoteCause(w *W) uint32
}

// notes reports whether a bit of the judge's sets says nothing against a run.
func (s *search[W, A]) notes(property int) bool { return s.options.Notes>>property&1 != 0 }

// cause tells a finding about w apart from others of its property.
func (s *search[W, A]) cause(property int, w *W) uint32 {
	return causeOf(s.judge, w, s.notes(property))
}

func causeOf[W any, A comparable](judge Judge[W, A], w *W, noted bool) uint32 {
	if n, ok := judge.(Noter[W]); ok && noted {
		return n.NoteCause(w)
	}
	return judge.Cause(w)
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

// isAlike reports whether two findings are one way in which a property is violated.
func (f *Finding) isAlike(g Finding) bool { return f.Property == g.Property && f.Cause == g.Cause }

func addFinding(all []Finding, f Finding) []Finding {
	for i := range all {
		if g := &all[i]; f.isAlike(*g) {
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
