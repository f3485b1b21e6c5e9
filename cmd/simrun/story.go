package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// story is one run to be told: what it was a run of, what it did, and the token
// that brings it back.
type story struct {
	trace    *play.Trace
	game     play.Game
	problem  *play.Problem // what is wrong, or nil
	token    string
	schedule scheduler.Schedule // of the pinned scenario
	offered  string             // the faults that it might have spent, where somebody asked for them
	rules    play.Rules
	shorter  *story // the shortest that goes wrong alike, where that cannot happen in time
	needs    string // what that would need
	never    string // how far no story that goes wrong alike can happen, where this one cannot
}

// settles is the name of what runs violate that never end.
const settles = play.Settles

// tell carries out a schedule of a scenario and makes a story of it. The
// scenario is pinned to the run's call IDs first, so that its token and its
// case need no more than the scenario's text and the names of the actions.
// Where several properties are violated, property says which it is about, if it
// is not empty.
func (p *reporter) tell(s *sim.Scenario, schedule scheduler.Schedule, property string) (*story, error) {
	game, schedule, err := p.pin(s, schedule)
	if err != nil {
		return nil, err
	}
	trace, err := game.Replay(schedule)
	if err != nil {
		return nil, err
	}
	return p.story(game, trace, property)
}

// pin opens a scenario with the call IDs of the schedule's initial world, so
// that this is initial world 0.
func (p *reporter) pin(s *sim.Scenario, schedule scheduler.Schedule) (play.Game, scheduler.Schedule, error) {
	pinned, err := play.Pin(s, schedule.Initial)
	if err != nil {
		return nil, schedule, err
	}
	schedule.Initial = 0
	game, err := p.open(pinned)
	return game, schedule, err
}

// story makes a story of the trace of a pinned scenario.
func (p *reporter) story(game play.Game, trace *play.Trace, property string) (*story, error) {
	t := &story{trace: trace, game: game, rules: p.rules, schedule: scheduler.Schedule{Names: trace.Names()}}
	t.token = (&play.Token{Scenario: game.Scenario(), Schedule: t.schedule, Hashes: p.rules.Hash()}).Encode()
	if property == "" {
		t.problem = trace.Gravest()
	}
	for i := range trace.Problems {
		if problem := &trace.Problems[i]; problem.Property == property {
			t.problem = problem
		}
	}
	return t, nil
}

// verdict is how the story ends.
func (t *story) verdict() scheduler.Verdict {
	if t.problem != nil {
		return scheduler.Violated
	}
	return t.trace.Result.Verdict
}

// sentence says in plain words how the story ends.
func (t *story) sentence() string {
	switch {
	case t.problem != nil:
		return conflict(t.problem.Words, t.problem.Facts)
	case t.trace.Limits != "":
		return t.trace.Unsettled() + "; " + withinLimits + "."
	case t.excused():
		return t.excusedSentence()
	case t.verdict() == scheduler.OK:
		return "Nothing wrong: at rest, " + t.trace.Outcome + "."
	default:
		return t.trace.Unsettled() + "."
	}
}

// conflict says what users see, and the two facts that cannot both be right.
func conflict(words string, facts [2]string) string {
	return capital(words + ": " + facts[0] + "; but " + facts[1] + ".")
}

// about are the further facts of a story that a reader needs.
func (t *story) about() [][2]string {
	var list [][2]string
	if t.problem != nil {
		list = append(list,
			[2]string{"demanded", propertyAbout(t.problem.Property)},
			[2]string{"causes", causeText(t.problem.Causes)})
	} else {
		list = append(list, t.excusedPairs()...)
	}
	if t.offered != "" {
		list = append(list, [2]string{"faults", t.spent().text()})
	}
	return append(list, [2]string{"call IDs", t.idText()})
}

// idText says which ID each call has, and which of them is the lesser.
func (t *story) idText() string {
	names, ids := t.trace.Scenario.CallNames(), t.trace.IDs
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

func propertyAbout(name string) string {
	i := slices.IndexFunc(properties.All(), func(p *properties.Property) bool { return p.Name == name })
	if i < 0 {
		return play.SettlesAbout
	}
	return properties.All()[i].About
}
