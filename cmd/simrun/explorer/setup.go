package explorer

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/model/spec"
	"github.com/glarelab/glare/sim"
)

// SetupFacts is what is explored, as somebody can change it.
type SetupFacts struct {
	Readings   []ReadingFacts `json:"readings"`   // of each user
	Timing     string         `json:"timing"`     // patient, async or timed
	Faults     string         `json:"faults"`     // a=1,b=2
	Beginnings []string       `json:"beginnings"` // orders of the call IDs, in words; none where there is one
	Beginning  int            `json:"beginning"`  // that which it has, or -1
}

// ReadingFacts is the reading of a user.
type ReadingFacts struct {
	User    string     `json:"user"`
	Reading string     `json:"reading"`
	Differs []KnobFact `json:"differs"` // from literal
}

// KnobFact says what a reading does otherwise than literal.
type KnobFact struct {
	Knob     string `json:"knob"`
	Value    string `json:"value"`
	Question string `json:"question"`
	Means    string `json:"means"`
}

func setupOf(s *sim.Scenario) SetupFacts {
	f := SetupFacts{Timing: s.Timing.String(), Readings: []ReadingFacts{}, Beginnings: []string{}, Beginning: -1}
	for d := range s.Devices {
		reading := &s.Devices[d].Reading
		f.Readings = append(f.Readings, ReadingFacts{s.DeviceName(d), reading.Name, differences(reading)})
	}
	var faults []string
	for _, b := range s.Faults {
		faults = append(faults, fmt.Sprintf("%s=%d", b.Name, b.Times))
	}
	f.Faults = strings.Join(faults, ",")
	f.Beginnings, f.Beginning = beginnings(s)
	return f
}

// differences are the knobs of a reading that have other values than in literal.
func differences(r *model.Reading) []KnobFact {
	list := []KnobFact{}
	for k := range model.NumKnobs {
		value := r.Value(k)
		if value == k.Values()[0] {
			continue
		}
		fact := KnobFact{Knob: k.String(), Value: value}
		texts := spec.KnobTexts()
		if i := slices.IndexFunc(texts, func(t spec.KnobText) bool { return t.Knob == fact.Knob }); i >= 0 {
			fact.Question = texts[i].Question
			named := k.Values()[r.Setting[k].Value]
			for _, v := range texts[i].Values {
				if v.Value == named {
					fact.Means = v.Means
				}
			}
		}
		list = append(list, fact)
	}
	return list
}

// mostBeginnings is how many orders of call IDs are offered.
const mostBeginnings = 12

// beginnings are the orders that the call IDs of a scenario can have, in words, and that
// which they have.
func beginnings(s *sim.Scenario) (list []string, has int) {
	list, has = []string{}, -1
	free := s.Clone()
	free.IDs = nil
	for i := range mostBeginnings {
		pinned, err := free.Pinned(i)
		if err != nil {
			break
		}
		words := orderWords(pinned)
		if slices.Contains(list, words) {
			break
		}
		list = append(list, words)
		if words == orderWords(s) {
			has = i
		}
	}
	if len(list) < 2 {
		return []string{}, -1
	}
	return list, has
}

// orderWords names the calls of a pinned scenario from the least ID to the greatest.
func orderWords(s *sim.Scenario) string {
	type call struct{ name, id string }
	var calls []call
	names := s.CallNames()
	for u := range s.IDs[0] { // who does not call has no IDs, and no names of calls
		for _, id := range s.IDs[0][u] {
			calls = append(calls, call{names[len(calls)], id})
		}
	}
	slices.SortStableFunc(calls, func(a, b call) int { return strings.Compare(a.id, b.id) })
	var words []string
	for _, c := range calls {
		words = append(words, c.name)
	}
	return strings.Join(words, " before ")
}

// Change is what somebody wants otherwise. What is empty, or 0, stays as it is.
type Change struct {
	Session   Session `json:"session"`
	Scenario  string  `json:"scenario"`  // a bundled one; the rest stays as that has it
	Text      string  `json:"text"`      // a scenario of one's own
	User      string  `json:"user"`      // whose reading changes
	Reading   string  `json:"reading"`   // to what
	Timing    string  `json:"timing"`    //
	Faults    string  `json:"faults"`    // all of them, as a=1,b=2; none is no fault
	Beginning int     `json:"beginning"` // 1 + the order of the call IDs
}

// Apply changes a session, and keeps its path as far as that is possible. What is wrong
// with the change is an error that says so.
func (e *Explorer) Apply(ch Change) (*Facts, error) {
	s, before := ch.Session, ch.Session
	of, err := ch.scenario()
	if err != nil {
		return nil, err
	}
	fresh, err := newSession(of, 0)
	if err != nil {
		return nil, err
	}
	s.Text, s.Name = fresh.Text, fresh.Name
	c, err := e.open(&s)
	if err != nil {
		return nil, err
	}
	lost, why := asFarAsPossible(c, &s, false)
	f, err := e.Facts(&s)
	if err == nil && lost > 0 {
		f.Notes = append(f.Notes, fmt.Sprintf("Kept %d of %s. %s", len(s.Path), term.Count(len(before.Path), "step"), why))
	}
	return f, err
}

// scenario is the scenario of a session with the change made.
func (ch *Change) scenario() (*sim.Scenario, error) {
	switch {
	case ch.Scenario != "":
		return sim.FindScenario(ch.Scenario)
	case ch.Text != "":
		s, err := sim.Parse("your scenario", ch.Text, 1)
		if err == nil {
			s.Name = "your scenario"
		}
		return s, err
	}
	s, err := ch.Session.scenario()
	if err != nil {
		return nil, err
	}
	switch {
	case ch.Reading != "" && ch.User == "":
		err = s.SetReading(ch.Reading)
	case ch.Reading != "":
		err = s.SetReading(ch.User + "=" + ch.Reading)
	case ch.Timing != "":
		s.Timing, err = sim.ParseTiming(ch.Timing)
	case ch.Faults != "":
		var list []sim.FaultBudget
		if list, err = sim.ParseFaults(ch.Faults); err == nil {
			s.Faults = nil
			s.AddFaults(list)
			err = s.Check()
		}
	case ch.Beginning > 0:
		s.IDs = nil
		s, err = s.Pinned(ch.Beginning - 1)
	default:
		err = errors.New("expected a change: a scenario, a text, a reading, a timing, faults or an order of the call IDs")
	}
	return s, err
}

// Checked says whether a text is a scenario.
type Checked struct {
	Error string `json:"error"`
	Line  int    `json:"line"` // from 1, or 0
	About string `json:"about"`
}

// CheckText reads a scenario of one's own, as one types it.
func CheckText(text string) Checked {
	s, err := sim.Parse("your scenario", text, 1)
	if err != nil {
		c := Checked{Error: term.Safe(err.Error())}
		if bad, ok := errors.AsType[*sim.ParseError](err); ok {
			c.Line, c.Error = bad.Line, term.Safe(bad.Err.Error())
		}
		return c
	}
	if _, err := s.Pinned(0); err != nil {
		return Checked{Error: term.Safe(err.Error())}
	}
	var users []string
	for _, u := range s.Users {
		users = append(users, u.Name)
	}
	return Checked{About: fmt.Sprintf("%s, %s, %s", strings.Join(users, " and "),
		term.Count(len(s.Servers), "homeserver"), term.Count(len(s.CallNames()), "call"))}
}

// Options is what can be chosen in a set-up.
type Options struct {
	Scenarios []Named  `json:"scenarios"`
	Readings  []Named  `json:"readings"`
	Faults    []Named  `json:"faults"`
	Timings   []Named  `json:"timings"`
	Levels    []Level  `json:"levels"`
	Knobs     []string `json:"knobs"` // knob=value, each that there is
}

// Named is something with a name and a sentence about it.
type Named struct {
	Name  string `json:"name"`
	About string `json:"about"`
}

// SetupOptions lists what can be chosen.
func SetupOptions() Options {
	o := Options{Levels: Levels(), Knobs: []string{}}
	for _, name := range sim.ScenarioNames() {
		if s, err := sim.FindScenario(name); err == nil {
			o.Scenarios = append(o.Scenarios, Named{name, s.About})
		}
	}
	for _, r := range model.Readings() {
		o.Readings = append(o.Readings, Named{r.Name, "a reading of the text"})
	}
	for _, p := range model.Profiles() {
		o.Readings = append(o.Readings, Named{p.Name, p.Client})
	}
	for _, f := range sim.Faults() {
		o.Faults = append(o.Faults, Named{f.Name, f.About})
	}
	o.Timings = []Named{
		{"patient", "a timer fires only when nothing else can happen"},
		{"async", "a timer may fire at any moment"},
		{"timed", "every step takes milliseconds"},
	}
	for k := range model.NumKnobs {
		for _, value := range k.Values() {
			o.Knobs = append(o.Knobs, k.String()+"="+value)
		}
	}
	return o
}
