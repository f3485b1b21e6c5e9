package story

import (
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
)

// Headline says in a line what happens: "Each gives way to the other: silent drop".
func (s *Story) Headline() string { return headline(s.Trace, s.Problem) }

// headline is that of a run of which problem is what is wrong, or nil.
func headline(t *checker.Trace, problem *checker.Problem) string {
	way := glareWay(t)
	switch {
	case problem != nil && way == "":
		return term.Capitalise(problem.Words) + ": " + properties.Severities()[problem.Severity].About
	case problem != nil:
		return way + ": " + problem.Words
	}
	end := "not at rest yet"
	switch {
	case t.Limits != "":
		end = "beyond the limits of the simulated world"
	case t.Excused():
		end = t.Excuses[0].Words + ", which is excused"
	case t.Result.Verdict == scheduler.OK:
		end = "nothing goes wrong"
	}
	if way == "" {
		return term.Capitalise(end)
	}
	return way + ": " + end
}

// glareWay says who gave way when calls crossed, or is empty where none did.
func glareWay(t *checker.Trace) string {
	var gave, kept []string
	for i := range t.Lines {
		for d := range t.Scenario.Devices {
			user := t.Scenario.Users[t.Scenario.Devices[d].User].Name
			switch drops, keeps := resolves(t, i, d); {
			case drops && !slices.Contains(gave, user):
				gave = append(gave, user)
			case keeps && !slices.Contains(kept, user):
				kept = append(kept, user)
			}
		}
	}
	switch {
	case len(gave) > 1:
		return "Each gives way to the other"
	case len(gave) == 1:
		return term.Capitalise(gave[0]) + " gives way"
	case len(kept) > 1:
		return "Neither gives way"
	case len(kept) == 1:
		return term.Capitalise(kept[0]) + " does not give way"
	default:
		return ""
	}
}

// resolves reports what a line does to crossed calls at a device: it drops an own one for
// another's, or another's for an own one.
func resolves(t *checker.Trace, line, d int) (drops, keeps bool) {
	l := &t.Lines[line]
	if !slices.ContainsFunc(l.Clauses, func(clause string) bool { return strings.Contains(clause, "-GLARE-") }) {
		return false, false
	}
	var ownEnds, otherEnds, otherGoesOn bool
	for _, c := range l.States[d] {
		ended := c.State == model.Ended
		if own := isOwn(t, d, c.Call); own {
			ownEnds = ownEnds || ended
		} else {
			otherEnds, otherGoesOn = otherEnds || ended, otherGoesOn || !ended
		}
	}
	ownGoesOn := slices.ContainsFunc(l.Calls[d], func(c checker.Change) bool { return isOwn(t, d, c.Call) && c.State != model.Ended })
	return ownEnds && otherGoesOn, otherEnds && ownGoesOn
}

// isOwn reports whether a call is one that the user of a device places.
func isOwn(t *checker.Trace, d int, call string) bool {
	return call != "" && int(call[0]-'a') == t.Scenario.Devices[d].User
}

// deed says what a device does where it resolves crossed calls: "drops a, answers b". It is
// empty where it does not.
func deed(t *checker.Trace, line, d int) string {
	drops, keeps := resolves(t, line, d)
	if !drops && !keeps {
		return ""
	}
	var words []string
	for _, ended := range []bool{true, false} { // what it drops comes first
		for _, c := range t.Lines[line].States[d] {
			switch {
			case ended != (c.State == model.Ended):
			case ended && drops && !isOwn(t, d, c.Call), !ended && isOwn(t, d, c.Call):
			case ended:
				words = append(words, "drops "+c.Call)
			case model.Alerting.Has(c.State):
				words = append(words, "rings for "+c.Call)
			default:
				words = append(words, "answers "+c.Call)
			}
		}
	}
	if keeps {
		for _, c := range t.Lines[line].Calls[d] {
			if isOwn(t, d, c.Call) && c.State != model.Ended {
				words = append(words, "keeps "+c.Call)
			}
		}
	}
	return strings.Join(words, ", ")
}
