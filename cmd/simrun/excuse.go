package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// excused is what a proof did not demand: how often a property would have been
// violated if destroying what a call needs were no excuse.
type excused struct {
	Property string `json:"property"`
	Count    uint64 `json:"count"` // steps and final states
}

// excuses lists what in a scenario excuses anything.
func excuses(s *sim.Scenario) []string {
	var list []string
	for _, f := range sim.Faults() {
		for _, budget := range s.Faults {
			if f.Destroys && budget.Name == f.Name && budget.Times > 0 {
				list = append(list, f.Name)
			}
		}
	}
	if s.AnyMoment || s.Timing == sim.Async {
		return append(list, "a lifetime that passed too early")
	}
	for _, u := range s.Users {
		if u.Answer.Times > 0 && !u.Answer.Must {
			list = append(list, "a lifetime that passed before "+u.Name+" chose to answer")
		}
	}
	return list
}

// excuseText says what the things in a list destroyed.
func excuseText(list []string) string {
	return strings.Join(list, " or ") + " hit the winner's invite, its answer, or the media of an end"
}

// errNotCounted says that the budget was spent on the proof itself.
var errNotCounted = errors.New("the budget ended before what was excused was counted")

// countExcused searches all runs once more with a judge that takes no excuse.
func countExcused(ctx context.Context, game play.Game, options scheduler.SearchOptions) ([]excused, error) {
	options.KeepGoing, options.Silent, options.Outcomes = true, true, false
	r, err := game.Excused(ctx, options)
	if err != nil {
		return nil, err
	}
	if r.Reason != "" {
		return nil, errNotCounted
	}
	var list []excused
next:
	for _, f := range r.Findings {
		name := findingName(f.Property)
		for i := range list {
			if list[i].Property == name {
				list[i].Count += f.Count
				continue next
			}
		}
		list = append(list, excused{name, f.Count})
	}
	return list, nil
}

// excusedText says what the proof did not demand, and why; it is empty where
// nothing can be excused.
func (r *checked) excusedText() string {
	list := excuses(r.scenario)
	if len(list) == 0 {
		return ""
	}
	why := excuseText(list)
	switch {
	case !r.counted:
		return "what went wrong because " + why + "; " + errNotCounted.Error()
	case len(r.excused) == 0:
		return "nothing, although it would be where " + why
	}
	var parts []string
	for _, e := range r.excused {
		noun := "step"
		if i, err := properties.Find(e.Property); err == nil && properties.All()[i].Kind == "finally" {
			noun = "final state"
		}
		parts = append(parts, fmt.Sprintf("%s in %s", e.Property, count(e.Count, noun)))
	}
	return strings.Join(parts, ", ") + ", because " + why
}
