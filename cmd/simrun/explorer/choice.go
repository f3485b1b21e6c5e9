package explorer

import (
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/model/spec"
	"github.com/glarelab/glare/sim"
)

// Group is what one of those who act may do.
type Group struct {
	Who     string   `json:"who"`
	Choices []Choice `json:"choices"`
}

// Choice is one thing that may happen now.
type Choice struct {
	Index    int         `json:"index"` // among all, calmest first
	Name     string      `json:"name"`
	Words    string      `json:"words"`
	Spends   string      `json:"spends"` // the fault, or ""
	Calm     bool        `json:"calm"`   // the calmest of all
	May      bool        `json:"may"`    // it need not happen
	Rules    []RuleFacts `json:"rules"`
	Sees     []string    `json:"sees"` // what users would see then
	Holds    []string    `json:"holds"`
	Sends    []string    `json:"sends"`
	Violates []string    `json:"violates"`
	AtRest   bool        `json:"atRest"` // nothing more would have to happen
}

// RuleFacts is a rule that would apply, and what it rests on.
type RuleFacts struct {
	Text    string       `json:"text"`
	Clauses []ClauseFact `json:"clauses"`
}

// ClauseFact is what the specification says.
type ClauseFact struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

// addChoices puts what may happen into groups by who acts, and faults apart.
func (f *Facts) addChoices(m *checker.Moment) {
	for i := range m.Choices {
		c := choiceOf(m, i)
		if m.Choices[i].Fault {
			f.Faults = append(f.Faults, c)
			continue
		}
		who := whoActs(m.Trace, &m.Choices[i].Line)
		at := -1
		for n := range f.Groups {
			if f.Groups[n].Who == who {
				at = n
			}
		}
		if at < 0 {
			f.Groups = append(f.Groups, Group{Who: who})
			at = len(f.Groups) - 1
		}
		f.Groups[at].Choices = append(f.Groups[at].Choices, c)
	}
}

func choiceOf(m *checker.Moment, i int) Choice {
	from := &m.Choices[i]
	c := Choice{
		Index: i, Name: from.Name, Words: gloss(m.Trace, &from.Line), Spends: from.Spends, Calm: i == 0 && !from.Fault,
		May: !from.Fair && !from.Fault, Rules: []RuleFacts{}, Sees: []string{}, Holds: []string{}, Sends: []string{},
		Violates: from.Violated, AtRest: from.Quiescent,
	}
	for d, u := range m.Scenario.Users {
		if from.Turns[d] {
			c.Sees = append(c.Sees, u.Name+" sees "+screenWords(from.Sees[d]))
		}
		for _, state := range from.States[d] {
			c.Holds = append(c.Holds, u.Name+"'s device "+stateWords(state.State, state.Call))
		}
	}
	for _, sent := range from.Sends {
		c.Sends = append(c.Sends, eventWords(sent)+" is handed over")
	}
	for n, rule := range from.Rules {
		fact := RuleFacts{Text: rule, Clauses: []ClauseFact{}}
		if n == 0 { // the clauses are those of all that applied
			fact.Clauses = clausesOf(from.Clauses)
		}
		c.Rules = append(c.Rules, fact)
	}
	if from.Op == sim.OpFault {
		c.Words = strings.TrimPrefix(c.Words, "fault ")
	}
	return c
}

// clausesOf are clauses and holes by their IDs, each once.
func clausesOf(ids []string) []ClauseFact {
	list, seen := []ClauseFact{}, map[string]bool{}
	for _, id := range ids {
		if seen[id] {
			continue
		}
		seen[id] = true
		for _, clause := range spec.Clauses() {
			if clause.ID == id {
				list = append(list, ClauseFact{id, clause.Text})
			}
		}
		for _, hole := range spec.Holes() {
			if hole.ID == id {
				list = append(list, ClauseFact{id, hole.Title})
			}
		}
	}
	return list
}
