package explorer

import (
	"slices"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// UserFacts is what one user sees, and what the user's device holds.
type UserFacts struct {
	Name    string     `json:"name"`
	Reading string     `json:"reading"`
	Sees    string     `json:"sees"`
	Screen  string     `json:"screen"` // in one word: idle, ringing, calling, connecting or incall
	Was     string     `json:"was"`    // before the last step, where it is something else now
	Holds   []HeldFact `json:"holds"`
}

// HeldFact is one thing that a device holds, in a sentence.
type HeldFact struct {
	Words   string `json:"words"`
	Call    string `json:"call"`
	Changed bool   `json:"changed"` // by the last step
	Over    bool   `json:"over"`    // it matters no more
}

// screens are the screens in one word.
var screens = [...]string{"idle", "ringing", "calling", "connecting", "incall"}

// usersOf says what users see and devices hold now.
func usersOf(m *checker.Moment) []UserFacts {
	list := []UserFacts{}
	for d := range m.Scenario.Devices {
		now := &m.Devices[d]
		f := UserFacts{Name: m.Scenario.DeviceName(d), Reading: m.Scenario.Devices[d].Reading.Name, Sees: screenWords(now.Sees), Screen: screens[now.Sees], Holds: []HeldFact{}}
		last := lastLine(m.Trace)
		if last != nil && last.Turns[d] {
			f.Was = screenWords(seenBefore(m.Trace, d))
		}
		for _, c := range now.Calls {
			changed := last != nil && slices.ContainsFunc(last.States[d], func(s checker.Change) bool { return s.Call == c.Call })
			f.Holds = append(f.Holds, HeldFact{"The device " + stateWords(c.State, c.Call) + ".", c.Call, changed, c.State == model.Ended})
		}
		if len(now.Calls) == 0 {
			f.Holds = append(f.Holds, HeldFact{Words: "The device knows of no call.", Over: true})
		}
		f.Holds = append(f.Holds, surroundings(now)...)
		list = append(list, f)
	}
	return list
}

// surroundings are what a device holds beside its calls.
func surroundings(now *checker.Standing) []HeldFact {
	var list []HeldFact
	switch now.Microphone {
	case model.Pending:
		list = append(list, HeldFact{Words: "The microphone was asked for."})
	case model.Granted:
		list = append(list, HeldFact{Words: "The microphone is open."})
	}
	if now.Asleep {
		list = append(list, HeldFact{Words: "The device sleeps."})
	}
	return list
}

func lastLine(t *checker.Trace) *checker.Line {
	if len(t.Lines) == 0 {
		return nil
	}
	return &t.Lines[len(t.Lines)-1]
}

// seenBefore is what a user saw before the last step.
func seenBefore(t *checker.Trace, d int) sim.Screen {
	if len(t.Lines) < 2 {
		return sim.ShowsNothing
	}
	return t.Lines[len(t.Lines)-2].Sees[d]
}

// underWay lists the events that have not arrived yet.
func underWay(t *checker.Trace) []string {
	list := []string{}
	place := func(p checker.Place) string {
		if p.Server {
			return t.Scenario.Servers[p.Index]
		}
		return t.Scenario.DeviceName(p.Index)
	}
	for _, h := range t.Pending {
		if h.Lost {
			continue
		}
		what := eventWords(h.Event)
		switch {
		case h.Reply:
			what = "the news that " + what + " was accepted"
		case h.Echo:
			what = "the sender's own copy of " + what
		}
		list = append(list, what+", from "+place(h.From)+" to "+place(h.To))
	}
	return list
}

func budgetOf(c checker.Checker, m *checker.Moment) []BudgetFacts {
	list := []BudgetFacts{}
	for i, left := range m.Left {
		b := BudgetFacts{Name: left.Name, Left: int(left.Times), Of: int(c.Scenario().Faults[i].Times)}
		for _, f := range sim.Faults() {
			if f.Name == left.Name {
				b.About = f.About
			}
		}
		list = append(list, b)
	}
	return list
}
