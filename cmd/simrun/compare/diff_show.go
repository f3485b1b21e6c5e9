package compare

import (
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/sim"
)

// ExploredJSON is a scenario of which every run was to be explored.
type ExploredJSON struct {
	Scenario string         `json:"scenario"`
	Timing   string         `json:"timing"`
	Faults   map[string]int `json:"faults"`
}

// ExploredOf says of a scenario what JSON has of it where every run was explored.
func ExploredOf(s *sim.Scenario) ExploredJSON {
	h := story.HeadOf(s)
	return ExploredJSON{h.Scenario, h.Timing, h.Faults}
}

// SameJSON is the line of diff where nothing differs; what both are excused from follows
// it.
type SameJSON struct {
	Scenarios []string       `json:"scenarios"`
	Readings  []string       `json:"readings"`
	Change    string         `json:"change"`   // none
	Violated  []string       `json:"violated"` // the properties that both violate
	Message   string         `json:"message"`
	Explored  []ExploredJSON `json:"explored"`
	Tested    story.Tested   `json:"tested"`
}

// ShowNoChange says that nothing differs; shared is what both violate, see [Shared].
func ShowNoChange(p *story.Reporter, r *Pair, shared []string) error {
	var names []string
	for _, c := range r.Revisions {
		if name := c.From.Scenario.Name; !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	text := fmt.Sprintf("No run ends in another way, and nothing else goes wrong: %s and %s differ in no outcome of %s.", r.From, r.To, term.JoinOr(names))
	if len(shared) > 0 {
		text += " The same goes wrong under both: " + term.JoinAnd(shared) + "."
	}
	if !p.JSON() {
		p.Printf("%s\n", term.Wrap(text, p.Width))
		return nil
	}
	line := SameJSON{Scenarios: names, Readings: []string{r.From, r.To}, Change: "none", Violated: shared, Message: text, Tested: p.TestedOf(r.Scenarios()...)}
	for _, c := range r.Revisions {
		line.Explored = append(line.Explored, ExploredOf(c.From.Scenario))
	}
	return p.Emit(line)
}

// ChangeJSON is what diff writes about one thing that differs, one line.
type ChangeJSON struct {
	Scenario string         `json:"scenario"`
	IDs      string         `json:"ids"` // the call IDs for which it is so
	Rules    string         `json:"rules"`
	Timing   string         `json:"timing"`
	Faults   map[string]int `json:"faults"`
	// Change is added, removed, changed (the same ways to end, but not after the same
	// steps), found (whether the other reading has it too is not known) or unchanged, of
	// what is excused, and of what is violated where a search was cut short.
	Change   string             `json:"change"`
	Reading  string             `json:"reading"` // of the story
	Verdict  string             `json:"verdict"` // of the story; excused, of what is excused
	Outcome  string             `json:"outcome"` // of the story
	Property string             `json:"property"`
	Causes   []string           `json:"causes"`
	After    []string           `json:"after"` // faults that destroy, and lifetime, of what is excused
	Message  string             `json:"message"`
	Excused  []story.ExcuseJSON `json:"excused"` // what the story was excused from
	Instead  string             `json:"instead"` // how the same steps end under the other reading
	// InsteadExcused is what those are excused from; OtherExcused what the other reading
	// is excused from of the property that is violated.
	InsteadExcused []story.ExcuseJSON `json:"instead_excused"`
	OtherExcused   []story.PardonJSON `json:"other_excused"`
	Reason         string             `json:"reason"` // which search was cut short
	Steps          int                `json:"steps"`
	Schedule       []string           `json:"schedule"`
	Token          string             `json:"token"`
	Tested         story.Tested       `json:"tested"`
}

// ShowChange prints one thing that differs, or that both are excused from.
func ShowChange(p *story.Reporter, d *Changed, more bool) error {
	t, err := p.Tell(d.Survey.Scenario, d.Schedule, d.PropertyName())
	if err != nil {
		return err
	}
	instead, err := d.Instead(d.other)
	if err != nil {
		return err
	}
	if p.JSON() {
		return p.Emit(changeJSON(p, d, t, instead))
	}
	if more {
		p.Printf("\n")
	}
	word, good := strings.ToUpper(d.Kind), d.Kind == wasAdded || d.Kind == wasChanged
	if d.Kind == Unchanged {
		word = "BOTH"
	}
	if word = fmt.Sprintf("%-7s", word); d.pardon != nil {
		word = p.Amber(word)
	} else {
		word = p.Bold(word, good)
	}
	p.Printf("%s %s: %s\n", word, d.Survey.Scenario.Name, d.what(t))
	if d.Violated || d.pardon != nil || t.Excused() {
		p.Printf("  %s\n", d.sentence(t))
	}
	p.Pairs(d.facts(t, instead))
	story.Facts(p.Printer, d.caveats(t))
	p.Printf("  %-12s%s  %s\n", "story", term.Count(len(d.Schedule.Names), "step"), t.Token)
	return nil
}

// facts are what else is said of something that differs.
func (c *Changed) facts(t *story.Story, instead *checker.Trace) [][2]string {
	other := c.clients(c.other)
	facts := [][2]string{{"call IDs", t.IDText()}, {"reading", c.clients(c.Survey)}}
	if causes := c.Causes(); c.Violated && len(causes) > 0 {
		facts = append(facts, [2]string{"causes", story.CauseText(causes)})
	}
	if c.Kind != Unchanged {
		facts = append(facts, [2]string{"instead", "under " + other + " the same steps end so: " + story.EndText(instead)})
	}
	return facts
}

// caveats are what would mislead if it were not said: what else is excused, and what is
// not known.
func (c *Changed) caveats(t *story.Story) [][2]string {
	var list [][2]string
	if !c.Violated && c.pardon == nil && t.Excused() {
		list = append(list, t.ExcusedPairs()[1:]...) // the sentence has the first
	}
	for i := range c.beside {
		list = append(list, [2]string{"excused", "under " + c.clients(c.other) + " " + c.beside[i].Text(c.other.Cut == "")})
	}
	if open := c.open(); open != "" {
		list = append(list, [2]string{"undecided", open})
	}
	return list
}

func changeJSON(p *story.Reporter, d *Changed, t *story.Story, instead *checker.Trace) ChangeJSON {
	h := p.HeadOf(d.Survey.Scenario)
	line := ChangeJSON{
		Scenario: h.Scenario, IDs: t.IDText(), Rules: h.Rules, Timing: h.Timing, Faults: h.Faults, Change: d.Kind,
		Reading: d.clients(d.Survey), Verdict: t.VerdictWord(), Outcome: t.Trace.Outcome, Property: d.property(),
		Causes: d.Causes(), After: []string{}, Message: d.sentence(t), Excused: t.Excuses(), Instead: story.EndText(instead),
		InsteadExcused: []story.ExcuseJSON{}, OtherExcused: append([]story.PardonJSON{}, d.beside...), Reason: d.open(),
		Steps: len(d.Schedule.Names), Schedule: d.Schedule.Names, Token: t.Token, Tested: h.Tested,
	}
	if d.pardon != nil {
		line.Verdict, line.After = story.ExcusedVerdict, d.pardon.After
	}
	if instead.Excused() {
		line.InsteadExcused = story.ExcusesOf(instead)
	}
	return line
}
