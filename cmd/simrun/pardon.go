package main

import (
	"fmt"
	"slices"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// pardonJSON is what a search was excused from demanding: one property after one set of
// things that destroy.
type pardonJSON struct {
	excuseJSON          // in the shortest story
	After      []string `json:"after"` // faults that destroy, and lifetime
	Count      uint64   `json:"count"` // steps and final states
	Steps      int      `json:"steps"` // of the shortest story
	Token      string   `json:"token"` // of it
}

// pardonsOf adds up what a search was excused from, and tells a shortest story of each
// kind: shortest first.
func (p *reporter) pardonsOf(s *sim.Scenario, all []play.Pardon) ([]pardonJSON, error) {
	list := []pardonJSON{}
	for _, one := range all {
		alike := func(q pardonJSON) bool { return q.Property == one.Property && slices.Equal(q.After, one.After) }
		if i := slices.IndexFunc(list, alike); i >= 0 {
			list[i].Count += one.Count
			continue
		}
		pardon := pardonJSON{excuseJSON: excuseJSON{Property: one.Property, Because: []string{}}, After: one.After, Count: one.Count}
		t, err := p.tell(s, one.Schedule, "")
		if err != nil {
			return nil, fmt.Errorf("a story of what is excused cannot be told: %w", err)
		}
		for _, e := range t.excuses() {
			if e.Property == one.Property {
				pardon.excuseJSON = e
			}
		}
		pardon.Steps, pardon.Token = len(t.schedule.Names), t.token
		list = append(list, pardon)
	}
	return list, nil
}

// addPardons adds what another search was excused from, so many times, to a list.
func addPardons(list, more []pardonJSON, times uint64) []pardonJSON {
	for _, one := range more {
		one.Count *= times
		alike := func(q pardonJSON) bool { return q.Property == one.Property && slices.Equal(q.After, one.After) }
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

// propertiesOf are the properties that were excused, the gravest first.
func propertiesOf(list []pardonJSON) []string {
	var names []string
	for _, name := range properties.Names() {
		if slices.ContainsFunc(list, func(one pardonJSON) bool { return one.Property == name }) {
			names = append(names, name)
		}
	}
	return names
}

// showPardons says what a proof was excused from, in how many steps or ends, after
// what, and what users suffer in the shortest story of each.
func (p *printer) showPardons(list []pardonJSON) {
	const name = 14
	for _, one := range list {
		p.printf("  %-*s%s\n", name-2, "excused", hanging(wrap(one.text(true), p.width-name), name))
		p.moref("  %-*s%s  %s\n", name-2, "", count(one.Steps, "step"), one.Token)
	}
}

// text is what was excused, where, after what, and why in the shortest story; how often
// is said only if every run was explored.
func (one *pardonJSON) text(whole bool) string {
	text := one.Property + " (" + one.Words + ")"
	if whole {
		text += " in " + count(one.Count, pardonNoun(one.Property))
	}
	return text + ", after " + afterText(one.After) + ": " + (&play.Excuse{Because: one.Because}).Reason()
}

// pardonNoun is what is counted of a property.
func pardonNoun(property string) string {
	if i, err := properties.Find(property); err == nil && properties.All()[i].Kind == "finally" {
		return "final state"
	}
	return "step"
}

// searchStatus is the exit status of a search.
func (p *printer) searchStatus(r *play.Searched) status {
	switch {
	case searchVerdict(r) == excusedVerdict:
		return p.excusedStatus()
	case r.Verdict == scheduler.Proved:
		return statusOK
	case r.Verdict == scheduler.Violated:
		return statusViolated
	default:
		return statusUndecided
	}
}
