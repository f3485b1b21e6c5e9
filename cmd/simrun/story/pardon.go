package story

import (
	"fmt"
	"slices"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// PardonJSON is what a search was excused from demanding: one property after one set of
// things that destroy.
type PardonJSON struct {
	ExcuseJSON          // in the shortest story
	After      []string `json:"after"` // faults that destroy, and lifetime
	Count      uint64   `json:"count"` // steps and final states
	Steps      int      `json:"steps"` // of the shortest story
	Token      string   `json:"token"` // of it
}

// PardonsOf adds up what a search was excused from, and tells a shortest story of each
// kind: shortest first.
func (r *Reporter) PardonsOf(s *sim.Scenario, all []checker.Pardon) ([]PardonJSON, error) {
	list := []PardonJSON{}
	for _, one := range all {
		alike := func(q PardonJSON) bool { return q.Property == one.Property && slices.Equal(q.After, one.After) }
		if i := slices.IndexFunc(list, alike); i >= 0 {
			list[i].Count += one.Count
			continue
		}
		pardon := PardonJSON{ExcuseJSON: ExcuseJSON{Property: one.Property, Because: []string{}}, After: one.After, Count: one.Count}
		t, err := r.Tell(s, one.Schedule, "")
		if err != nil {
			return nil, fmt.Errorf("a story of what is excused cannot be told: %w", err)
		}
		for _, e := range t.Excuses() {
			if e.Property == one.Property {
				pardon.ExcuseJSON = e
			}
		}
		pardon.Steps, pardon.Token = len(t.Schedule.Names), t.Token
		list = append(list, pardon)
	}
	return list, nil
}

// AddPardons adds what another search was excused from, so many times, to a list.
func AddPardons(list, more []PardonJSON, times uint64) []PardonJSON {
	for _, one := range more {
		one.Count *= times
		alike := func(q PardonJSON) bool { return q.Property == one.Property && slices.Equal(q.After, one.After) }
		i := slices.IndexFunc(list, alike)
		if i < 0 {
			list = append(list, one)
			continue
		}
		sum := one.Count + list[i].Count
		if one.Steps < list[i].Steps {
			list[i] = one
		}
		list[i].Count = sum
	}
	return list
}

// PropertiesOf are the properties that were excused, the gravest first.
func PropertiesOf(list []PardonJSON) []string {
	var names []string
	for _, name := range properties.Names() {
		if slices.ContainsFunc(list, func(one PardonJSON) bool { return one.Property == name }) {
			names = append(names, name)
		}
	}
	return names
}

// ShowPardons says what a proof was excused from, in how many steps or ends, after
// what, and what users suffer in the shortest story of each.
func ShowPardons(p *term.Printer, list []PardonJSON) {
	const name = 14
	for _, one := range list {
		p.Printf("  %-*s%s\n", name-2, "excused", term.Hanging(term.Wrap(one.Text(true), p.Width-name), name))
		p.Explainf("  %-*s%s  %s\n", name-2, "", term.Count(one.Steps, "step"), one.Token)
	}
}

// Text is what was excused, where, after what, and why in the shortest story; how often
// is said only if every run was explored.
func (p *PardonJSON) Text(whole bool) string {
	text := p.Property + " (" + p.Words + ")"
	if whole {
		text += " in " + term.Count(p.Count, pardonNoun(p.Property))
	}
	return text + ", after " + AfterText(p.After) + ": " + (&checker.Excuse{Because: p.Because}).Reason()
}

// pardonNoun is what is counted of a property.
func pardonNoun(property string) string {
	if i, err := properties.Find(property); err == nil && properties.All()[i].Kind == "finally" {
		return "final state"
	}
	return "step"
}

// SearchStatus is the exit status of a search.
func SearchStatus(p *term.Printer, r *checker.Searched) term.Status {
	switch {
	case SearchVerdict(r) == ExcusedVerdict:
		return ExcusedStatus(p)
	case r.Verdict == scheduler.Proved:
		return term.StatusOK
	case r.Verdict == scheduler.Violated:
		return term.StatusViolated
	default:
		return term.StatusUndecided
	}
}
