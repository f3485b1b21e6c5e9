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

// gives reports whether a line gives up a call for another that crosses it: as the rule
// says, or so that the other rings.
func gives(l *checker.Line) bool {
	ends := func(c checker.Change) bool { return c.State == model.Ended }
	rings := func(c checker.Change) bool { return model.Alerting.Has(c.State) }
	states := l.States[l.Device]
	return l.Marks&model.Replaced != 0 || slices.ContainsFunc(states, ends) && slices.ContainsFunc(states, rings)
}

// glareWay says who gave way when calls crossed, or is empty where none did.
func glareWay(t *checker.Trace) string {
	var gave, kept []string
	for i := range t.Lines {
		line := &t.Lines[i]
		user := t.Scenario.Users[t.Scenario.Devices[line.Device].User].Name
		switch {
		case gives(line) && !slices.Contains(gave, user):
			gave = append(gave, user)
		case line.Marks&model.Kept != 0 && !slices.Contains(kept, user):
			kept = append(kept, user)
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

// deed says what a line decides between crossed calls: "drops a, answers b". It is empty
// where it does not.
func deed(l *checker.Line) string {
	keeps := l.Marks&model.Kept != 0
	if !keeps && !gives(l) {
		return ""
	}
	var drops, goesOn []string
	for _, c := range l.States[l.Device] {
		switch {
		case c.State == model.Ended:
			drops = append(drops, "drops "+c.Call)
		case model.Alerting.Has(c.State):
			goesOn = append(goesOn, "rings for "+c.Call)
		default:
			goesOn = append(goesOn, "answers "+c.Call)
		}
	}
	if keeps {
		for _, c := range l.Calls[l.Device] {
			if c.State != model.Ended {
				goesOn = append(goesOn, "keeps "+c.Call)
			}
		}
	}
	return strings.Join(append(drops, goesOn...), ", ")
}
