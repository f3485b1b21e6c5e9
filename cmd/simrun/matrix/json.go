package matrix

import (
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/verdict"
	"github.com/glarelab/glare/scheduler"
)

// TableJSON is what matrix writes about one combination, one line.
type TableJSON struct {
	View string `json:"view"`
	story.Head
	Verdict     string             `json:"verdict"` // proved, excused, violated, undecided; or impossible, of a window
	Reason      string             `json:"reason"`  // why it is undecided
	Class       string             `json:"class"`   // proven, rough, failing, hopeless, unknown or impossible
	States      uint64             `json:"states"`
	Transitions uint64             `json:"transitions"`
	Properties  []propertyJSON     `json:"properties"`
	Excused     []story.PardonJSON `json:"excused"`
	Outcomes    []outcomeJSON      `json:"outcomes"`
	Window      *windowJSON        `json:"window,omitempty"`
}

// propertyJSON is what is known of one property.
type propertyJSON struct {
	Property string   `json:"property"`
	Verdict  string   `json:"verdict"`
	Count    uint64   `json:"count"`    // violating steps and ends, or excused ones
	Because  []string `json:"because"`  // what was destroyed in the shortest story that is excused
	Steps    int      `json:"steps"`    // of a shortest story
	Message  string   `json:"message"`  // what happens in it
	Schedule []string `json:"schedule"` // its actions
	Token    string   `json:"token"`
}

// outcomeJSON is one way in which runs end.
type outcomeJSON struct {
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

func object(view string, t *Trial) TableJSON {
	line := TableJSON{
		View: view, Head: story.HeadOf(t.scenario), Verdict: t.verdictWord(), Class: t.class().String(),
		Properties: []propertyJSON{}, Excused: []story.PardonJSON{}, Outcomes: []outcomeJSON{},
	}
	if line.Verdict != scheduler.Proved.String() && !t.whole() {
		line.Reason = t.why()
	}
	for _, name := range append(verdict.Judged(t.scenario), story.Settles) {
		one := propertyJSON{Property: name, Verdict: t.verdictOf(name).String(), Because: []string{}, Schedule: []string{}}
		if b := t.excuse(name); b != nil {
			one.Verdict, one.Message = story.ExcusedVerdict, b.story.ExcusedSentenceOf(name)
			one.Count, one.Steps = b.count, len(b.story.Schedule.Names)
			one.Schedule, one.Token = b.story.Schedule.Names, b.story.Token
			for _, e := range b.story.Trace.Excuses {
				if e.Property == name {
					one.Because = e.Because
				}
			}
		}
		if b := t.find(name); b != nil {
			one.Count, one.Steps, one.Message = b.count, len(b.story.Schedule.Names), b.story.Sentence()
			one.Schedule, one.Token = b.story.Schedule.Names, b.story.Token
		}
		line.Properties = append(line.Properties, one)
	}
	if t.Searched == nil {
		return line
	}
	line.Excused = t.pardons
	line.States, line.Transitions = t.States, t.Transitions
	for _, e := range t.ends {
		line.Outcomes = append(line.Outcomes, outcomeJSON{
			e.text, lesserOf(t, e.mark), e.mark&bothCalled != 0, e.finals,
		})
	}
	return line
}

// lesserOf is the user whose call has the lesser ID, by the mark of an end.
func lesserOf(t *Trial, mark uint8) string {
	if mark&firstLesser != 0 {
		return t.scenario.Users[0].Name
	}
	return t.scenario.Users[1].Name
}
