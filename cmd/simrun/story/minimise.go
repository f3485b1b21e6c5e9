package story

import (
	"slices"

	"github.com/glarelab/glare/sim"
)

// Minimise takes out of a story's scenario what the story does not need, fault by
// fault and press by press: the same steps must still lead to the same violation, or
// to the same excuse.
func (r *Reporter) Minimise(t *Story) *Story {
	for again := true; again; {
		again = false
		for _, less := range smaller(t.Checker.Scenario()) {
			if small := r.without(t, less); small != nil {
				t, again = small, true
				break
			}
		}
	}
	return t
}

// without is the story in a lesser scenario, or nil if that is another story.
func (r *Reporter) without(t *Story, less *sim.Scenario) *Story {
	compiled, err := r.Open(less)
	if err != nil {
		return nil
	}
	trace, err := compiled.Replay(t.Schedule)
	if err != nil {
		return nil
	}
	if t.Problem == nil {
		small, err := r.Story(compiled, trace, "")
		if err != nil || !small.Excused() || !trace.ExcusedAlike(t.Trace, t.Trace.Excuses[0].Property) {
			return nil
		}
		return small
	}
	small, err := r.Story(compiled, trace, t.Problem.Property)
	if err != nil || small.Problem == nil || small.Problem.Line != t.Problem.Line {
		return nil
	}
	return small
}

// smaller lists the scenarios that have one thing less.
func smaller(s *sim.Scenario) []*sim.Scenario {
	var list []*sim.Scenario
	add := func(change func(*sim.Scenario)) {
		less := s.Clone()
		less.Faults = slices.Clone(s.Faults)
		change(less)
		list = append(list, less)
	}
	for i, f := range s.Faults {
		if f.Times <= 1 {
			add(func(s *sim.Scenario) { s.Faults = slices.Delete(s.Faults, i, i+1) })
		} else {
			add(func(s *sim.Scenario) { s.Faults[i].Times-- })
		}
	}
	if s.Crowd > 0 {
		add(func(s *sim.Scenario) { s.Crowd-- })
	}
	if s.Gathers {
		add(func(s *sim.Scenario) { s.Gathers = false })
	}
	if s.Candidates > 0 {
		add(func(s *sim.Scenario) { s.Candidates-- })
	}
	if s.AnyMoment {
		add(func(s *sim.Scenario) { s.AnyMoment = false })
	}
	for u := range s.Users {
		kinds := sim.PressKinds()
		for _, kind := range kinds {
			if kind.Declines && kind.Of(&s.Users[u]).Times > 0 { // without the others there is no call
				add(func(s *sim.Scenario) { kind.Of(&s.Users[u]).Times-- })
			}
		}
		for _, kind := range kinds {
			if option := kind.Option(&s.Users[u]); option != nil && *option {
				add(func(s *sim.Scenario) { *kind.Option(&s.Users[u]) = false })
			}
		}
	}
	return list
}
