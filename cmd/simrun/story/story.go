package story

import (
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/record"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// Story is one run to be told: what it was a run of, what it did, and the token
// that brings it back.
type Story struct {
	Trace    *checker.Trace
	Checker  checker.Checker
	Problem  *checker.Problem // what is wrong, or nil
	Token    string
	Schedule scheduler.Schedule // of the pinned scenario
	Offered  string             // the faults that it might have spent, where somebody asked for them
	Rules    checker.Rules
	Shorter  *Story   // the shortest that goes wrong alike, where that cannot happen in time
	Needs    string   // what that would need
	Never    string   // how far no story that goes wrong alike can happen, where this one cannot
	when     *moments // its steps, once somebody has asked
}

// Settles is the name of what runs violate that never end.
const Settles = checker.Settles

// Tell carries out a schedule of a scenario and makes a story of it. The
// scenario is pinned to the run's call IDs first, so that its token and its
// case need no more than the scenario's text and the names of the actions.
// Where several properties are violated, property says which it is about, if it
// is not empty.
func (r *Reporter) Tell(s *sim.Scenario, schedule scheduler.Schedule, property string) (*Story, error) {
	compiled, schedule, err := r.Pin(s, schedule)
	if err != nil {
		return nil, err
	}
	trace, err := compiled.Replay(schedule)
	if err != nil {
		return nil, err
	}
	return r.Story(compiled, trace, property)
}

// Pin opens a scenario with the call IDs of the schedule's initial world, so
// that this is initial world 0.
func (r *Reporter) Pin(s *sim.Scenario, schedule scheduler.Schedule) (checker.Checker, scheduler.Schedule, error) {
	pinned, err := s.Pinned(schedule.Initial)
	if err != nil {
		return nil, schedule, err
	}
	schedule.Initial = 0
	compiled, err := r.Open(pinned)
	return compiled, schedule, err
}

// Story makes a story of the trace of a pinned scenario.
func (r *Reporter) Story(compiled checker.Checker, trace *checker.Trace, property string) (*Story, error) {
	t := &Story{Trace: trace, Checker: compiled, Rules: r.Rules, Schedule: scheduler.Schedule{Names: trace.Names()}}
	t.Token = (&record.Token{Scenario: compiled.Scenario(), Schedule: t.Schedule, Hashes: r.Rules.Hash(compiled.Scenario())}).Encode()
	if property == "" {
		t.Problem = trace.Gravest()
	}
	t.Concern(property)
	return t, nil
}

// Concern makes the story one about a property, if that is violated.
func (s *Story) Concern(property string) {
	for i := range s.Trace.Problems {
		if problem := &s.Trace.Problems[i]; problem.Property == property {
			s.Problem = problem
		}
	}
}

// Verdict is how the story ends.
func (s *Story) Verdict() scheduler.Verdict {
	if s.Problem != nil {
		return scheduler.Violated
	}
	return s.Trace.Result.Verdict
}

// Sentence says in plain words how the story ends.
func (s *Story) Sentence() string {
	switch {
	case s.Problem != nil:
		return conflict(s.Problem.Words, s.Problem.Facts)
	case s.Trace.Limits != "" && !s.Trace.Broken:
		return s.Trace.Unsettled() + "; " + WithinLimits + "."
	case s.Excused():
		return s.excusedSentence()
	case s.Verdict() == scheduler.OK:
		return "Nothing wrong: at rest, " + s.Trace.Outcome + "."
	default:
		return s.Trace.Unsettled() + "."
	}
}

// conflict says what users see, and the two facts that cannot both be right.
func conflict(words string, facts [2]string) string {
	return term.Capitalise(words + ": " + facts[0] + "; but " + facts[1] + ".")
}

// About are the further facts of a story that a reader needs.
func (s *Story) About() [][2]string {
	var list [][2]string
	if s.Problem != nil {
		list = append(list,
			[2]string{"demanded", PropertyAbout(s.Problem.Property)},
			[2]string{"causes", CauseText(s.Problem.Causes)})
	} else {
		list = append(list, s.ExcusedPairs()...)
	}
	if s.Offered != "" {
		list = append(list, [2]string{"faults", s.Spent().Text()})
	}
	return append(list, [2]string{"call IDs", s.IDText()})
}

// IDText says which ID each call has, and which of them is the lesser.
func (s *Story) IDText() string {
	names, ids := s.Trace.Scenario.CallNames(), s.Trace.IDs
	var parts []string
	for i := range min(len(names), len(ids)) {
		parts = append(parts, fmt.Sprintf("%s = %q", names[i], ids[i]))
	}
	text := strings.Join(parts, ", ")
	if len(parts) != 2 {
		return text
	}
	switch strings.Compare(ids[0], ids[1]) {
	case -1:
		return text + " (" + names[0] + " is the lesser by bytes)"
	case 1:
		return text + " (" + names[1] + " is the lesser by bytes)"
	default:
		return text + " (equal)"
	}
}

// PropertyAbout says when a property holds, in one sentence.
func PropertyAbout(name string) string {
	i := slices.IndexFunc(properties.All(), func(p *properties.Property) bool { return p.Name == name })
	if i < 0 {
		return checker.SettlesAbout
	}
	return properties.All()[i].About
}
