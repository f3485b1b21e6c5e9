package main

import (
	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/scheduler"
)

// matrixJSON is what matrix writes about one combination, one line.
type matrixJSON struct {
	View string `json:"view"`
	head
	Verdict     string               `json:"verdict"` // proved, excused, violated, undecided; or impossible, of a window
	Reason      string               `json:"reason"`  // why it is undecided
	Class       string               `json:"class"`   // proven, rough, failing, hopeless, unknown or impossible
	States      uint64               `json:"states"`
	Transitions uint64               `json:"transitions"`
	Properties  []matrixPropertyJSON `json:"properties"`
	Excused     []pardonJSON         `json:"excused"`
	Outcomes    []matrixOutcomeJSON  `json:"outcomes"`
	Window      *windowJSON          `json:"window,omitempty"`
}

// matrixPropertyJSON is what is known of one property.
type matrixPropertyJSON struct {
	Property string   `json:"property"`
	Verdict  string   `json:"verdict"`
	Count    uint64   `json:"count"`    // violating steps and ends, or excused ones
	Because  []string `json:"because"`  // what was destroyed in the shortest story that is excused
	Steps    int      `json:"steps"`    // of a shortest story
	Message  string   `json:"message"`  // what happens in it
	Schedule []string `json:"schedule"` // its actions
	Token    string   `json:"token"`
}

// matrixOutcomeJSON is one way in which runs end.
type matrixOutcomeJSON struct {
	Outcome     string `json:"outcome"`
	Lesser      string `json:"lesser"`      // whose call has the lesser ID
	BothCalled  bool   `json:"both_called"` // both users pressed call
	FinalStates uint64 `json:"final_states"`
}

// windowJSON says in which window the rival's invite arrives, and what it meets.
type windowJSON struct {
	Lesser    string   `json:"lesser"`
	Handed    bool     `json:"handed_over"`
	Accepted  bool     `json:"accepted"`
	ReplySeen bool     `json:"reply_seen"`
	EchoSeen  bool     `json:"echo_seen"`
	Possible  bool     `json:"possible"`
	Rules     []string `json:"rules"`
	Happens   []string `json:"happens"`
}

func matrixObject(view string, t *trial) matrixJSON {
	line := matrixJSON{
		View: view, head: headOf(t.scenario), Verdict: t.verdictWord(), Class: t.class().String(),
		Properties: []matrixPropertyJSON{}, Excused: []pardonJSON{}, Outcomes: []matrixOutcomeJSON{},
	}
	if line.Verdict != scheduler.Proved.String() && !t.whole() {
		line.Reason = t.why()
	}
	for _, name := range append(judged(t.scenario), settles) {
		one := matrixPropertyJSON{Property: name, Verdict: t.verdictOf(name).String(), Because: []string{}, Schedule: []string{}}
		if b := t.excuse(name); b != nil {
			one.Verdict, one.Message = excusedVerdict, b.story.excusedSentenceOf(name)
			one.Count, one.Steps = b.count, len(b.story.schedule.Names)
			one.Schedule, one.Token = b.story.schedule.Names, b.story.token
			for _, e := range b.story.trace.Excuses {
				if e.Property == name {
					one.Because = e.Because
				}
			}
		}
		if b := t.find(name); b != nil {
			one.Count, one.Steps, one.Message = b.count, len(b.story.schedule.Names), b.story.sentence()
			one.Schedule, one.Token = b.story.schedule.Names, b.story.token
		}
		line.Properties = append(line.Properties, one)
	}
	if t.Searched == nil {
		return line
	}
	line.Excused = t.pardons
	line.States, line.Transitions = t.States, t.Transitions
	for _, e := range t.ends {
		line.Outcomes = append(line.Outcomes, matrixOutcomeJSON{
			e.text, lesserOf(t, e.mark), e.mark&play.BothCalled != 0, e.finals,
		})
	}
	return line
}

// lesserOf is the user whose call has the lesser ID, by the mark of an end.
func lesserOf(t *trial, mark uint8) string {
	if mark&play.FirstLesser != 0 {
		return t.scenario.Users[0].Name
	}
	return t.scenario.Users[1].Name
}
