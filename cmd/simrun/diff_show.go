package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/sim"
)

// exploredJSON is a scenario of which every run was to be explored.
type exploredJSON struct {
	Scenario string         `json:"scenario"`
	Timing   string         `json:"timing"`
	Faults   map[string]int `json:"faults"`
}

func exploredOf(s *sim.Scenario) exploredJSON {
	h := headOf(s)
	return exploredJSON{h.Scenario, h.Timing, h.Faults}
}

// sameJSON is the line of diff where nothing differs; what both are excused from follows
// it.
type sameJSON struct {
	Scenarios []string       `json:"scenarios"`
	Readings  []string       `json:"readings"`
	Change    string         `json:"change"` // none
	Message   string         `json:"message"`
	Explored  []exploredJSON `json:"explored"`
	Tested    tested         `json:"tested"`
}

// showNoChange says that nothing differs.
func (p *reporter) showNoChange(r *pair) error {
	var names []string
	for _, c := range r.revisions {
		if name := c.Network.Scenario.Name; !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	text := fmt.Sprintf("No run ends in another way, and nothing else goes wrong: %s and %s differ in no outcome of %s.", r.from, r.to, either(names))
	if !p.json() {
		p.printf("%s\n", text)
		return nil
	}
	line := sameJSON{Scenarios: names, Readings: []string{r.from, r.to}, Change: "none", Message: text, Tested: p.tested()}
	for _, c := range r.revisions {
		line.Explored = append(line.Explored, exploredOf(c.Network.Scenario))
	}
	return p.emit(line)
}

// changeJSON is what diff writes about one thing that differs, one line.
type changeJSON struct {
	Scenario string         `json:"scenario"`
	IDs      string         `json:"ids"` // the call IDs for which it is so
	Rules    string         `json:"rules"`
	Timing   string         `json:"timing"`
	Faults   map[string]int `json:"faults"`
	// Change is added, removed, changed (the same ways to end, but not after the same
	// steps), found (whether the other reading has it too is not known) or unchanged, of
	// what is excused, and of what is violated where a search was cut short.
	Change   string       `json:"change"`
	Reading  string       `json:"reading"` // of the story
	Verdict  string       `json:"verdict"` // of the story; excused, of what is excused
	Outcome  string       `json:"outcome"` // of the story
	Property string       `json:"property"`
	Causes   []string     `json:"causes"`
	After    []string     `json:"after"` // faults that destroy, and lifetime, of what is excused
	Message  string       `json:"message"`
	Excused  []excuseJSON `json:"excused"` // what the story was excused from
	Instead  string       `json:"instead"` // how the same steps end under the other reading
	// InsteadExcused is what those are excused from; OtherExcused what the other reading
	// is excused from of the property that is violated.
	InsteadExcused []excuseJSON `json:"instead_excused"`
	OtherExcused   []pardonJSON `json:"other_excused"`
	Reason         string       `json:"reason"` // which search was cut short
	Steps          int          `json:"steps"`
	Schedule       []string     `json:"schedule"`
	Token          string       `json:"token"`
	Tested         tested       `json:"tested"`
}

// showChange prints one thing that differs, or that both are excused from.
func (p *reporter) showChange(d *changed, more bool) error {
	t, err := p.tell(d.Survey.Scenario, d.Schedule, d.PropertyName())
	if err != nil {
		return err
	}
	instead, err := d.Instead(d.other)
	if err != nil {
		return err
	}
	if p.json() {
		return p.emit(p.changeJSON(d, t, instead))
	}
	if more {
		p.printf("\n")
	}
	word, good := strings.ToUpper(d.word), d.word == wasAdded || d.word == wasChanged
	if d.word == unchanged {
		word = "BOTH"
	}
	if word = fmt.Sprintf("%-7s", word); d.pardon != nil {
		word = p.amber(word)
	} else {
		word = p.bold(word, good)
	}
	p.printf("%s %s: %s\n", word, d.network, d.what(t))
	if d.Violated || d.pardon != nil || t.excused() {
		p.printf("  %s\n", d.sentence(t))
	}
	p.pairs(d.facts(t, instead))
	p.facts(d.caveats(t))
	p.printf("  %-12s%s  %s\n", "story", count(len(d.Schedule.Names), "step"), t.token)
	return nil
}

// facts are what else is said of something that differs.
func (d *changed) facts(t *story, instead *play.Trace) [][2]string {
	other := readingText(d.other.Scenario)
	facts := [][2]string{{"call IDs", t.idText()}, {"reading", readingText(d.Survey.Scenario)}}
	if causes := d.Causes(); d.Violated && len(causes) > 0 {
		facts = append(facts, [2]string{"causes", causeText(causes)})
	}
	if d.word != unchanged {
		facts = append(facts, [2]string{"instead", "under " + other + " the same steps end so: " + endText(instead)})
	}
	return facts
}

// caveats are what would mislead if it were not said: what else is excused, and what is
// not known.
func (d *changed) caveats(t *story) [][2]string {
	var list [][2]string
	if !d.Violated && d.pardon == nil && t.excused() {
		list = append(list, t.excusedPairs()[1:]...) // the sentence has the first
	}
	for i := range d.beside {
		list = append(list, [2]string{"excused", "under " + readingText(d.other.Scenario) + " " + d.beside[i].text(d.other.Cut == "")})
	}
	if open := d.open(); open != "" {
		list = append(list, [2]string{"undecided", open})
	}
	return list
}

func (p *reporter) changeJSON(d *changed, t *story, instead *play.Trace) changeJSON {
	h := p.headOf(d.Survey.Scenario)
	line := changeJSON{
		Scenario: h.Scenario, IDs: t.idText(), Rules: h.Rules, Timing: h.Timing, Faults: h.Faults, Change: d.word,
		Reading: readingText(d.Survey.Scenario), Verdict: t.verdictWord(), Outcome: t.trace.Outcome, Property: d.property(),
		Causes: d.Causes(), After: []string{}, Message: d.sentence(t), Excused: t.excuses(), Instead: endText(instead),
		InsteadExcused: []excuseJSON{}, OtherExcused: append([]pardonJSON{}, d.beside...), Reason: d.open(),
		Steps: len(d.Schedule.Names), Schedule: d.Schedule.Names, Token: t.token, Tested: h.Tested,
	}
	if d.pardon != nil {
		line.Verdict, line.After = excusedVerdict, d.pardon.After
	}
	if instead.Excused() {
		line.InsteadExcused = excusesOf(instead)
	}
	return line
}

// endText is how a run ends, with what goes wrong in it.
func endText(t *play.Trace) string {
	text := t.Outcome
	if worst := t.Gravest(); worst != nil {
		text += ", violates " + worst.Property + " (" + worst.Words + ")"
	} else if t.Excused() {
		text += ", excused from " + both(t.ExcusedFrom()) + " (" + t.Excuses[0].Words + "), because " + t.Excuses[0].Reason()
	}
	return text
}
