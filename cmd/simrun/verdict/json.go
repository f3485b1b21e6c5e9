package verdict

import (
	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
)

// CheckJSON is what check writes about one scenario, one line.
type CheckJSON struct {
	story.Head
	Verdict     string     `json:"verdict"`         // proved, excused, violated or undecided
	Focus       *FocusJSON `json:"focus,omitempty"` // where not everything was looked for: the verdict is about this alone
	Reason      string     `json:"reason"`          // why it is undecided
	Property    string     `json:"property"`
	Message     string     `json:"message"`
	States      uint64     `json:"states"`
	Transitions uint64     `json:"transitions"`
	FinalStates uint64     `json:"final_states"`
	Depth       int        `json:"depth"`
	// Whole: every run was explored. Otherwise the numbers are those of the levels that
	// were completed, of which depth is the last, and a finding's count may be more.
	Whole          bool               `json:"whole"`
	Exact          bool               `json:"exact"`
	Mirrored       bool               `json:"mirrored"` // of two runs in which the users change places one was explored
	Spared         bool               `json:"spared"`   // steps that commute were not taken, nor counted as transitions
	Dropped        bool               `json:"dropped"`  // messages that will be ignored were dropped; counts are of what is left
	Memory         uint64             `json:"memory"`   // bytes, at most; above --max-memory where stories needed more
	Seconds        float64            `json:"seconds"`
	Findings       []WayJSON          `json:"findings"`
	Excused        []story.PardonJSON `json:"excused"` // in how many steps and ends, after what
	Outcomes       []OutcomeJSON      `json:"outcomes"`
	Never          []string           `json:"never"`            // what users must do and do in no run of a proof
	Limits         string             `json:"limits,omitempty"` // of the simulated world that some run exceeds
	FaultsUsed     story.FaultsUsed   `json:"faults_used"`      // by the counterexample
	Counterexample *storyJSON         `json:"counterexample"`
}

// FindingJSON is one way in which a property is violated.
type FindingJSON struct {
	Property string   `json:"property"`
	Causes   []string `json:"causes"` // the rare circumstances, by hole
	Count    uint64   `json:"count"`
	Shortest int      `json:"shortest"` // steps
	// Shortened: there were too many whole runs to look for a shortest story. What is told
	// was shortened instead, and shortest is what the shortest has at least.
	Shortened bool `json:"shortened,omitempty"`
}

// WayJSON is such a way with the token of its story.
type WayJSON struct {
	FindingJSON
	Token string `json:"token"`
}

// OutcomeJSON is one way in which runs end.
type OutcomeJSON struct {
	Outcome     string `json:"outcome"`
	FinalStates uint64 `json:"final_states"`
}

type storyJSON struct {
	Schedule []string `json:"schedule"`
	Token    string   `json:"token"`
	// Shortened: it is not known to be a shortest one.
	Shortened bool `json:"shortened,omitempty"`
	// Shortest is the shortest story, where the scenario's delays do not allow it;
	// Never says how far they allow none that goes wrong alike.
	Shortest *story.ShorterJSON `json:"shortest,omitempty"`
	Never    string             `json:"never,omitempty"`
}

// JSON is what the search has found out, as JSON has it.
func (c *Checked) JSON(h story.Head) CheckJSON {
	line := CheckJSON{
		Head: h, Focus: c.focusJSON(), Verdict: story.SearchVerdict(c.Searched), Reason: c.Reason, States: c.States, Transitions: c.Transitions,
		FinalStates: c.Finals, Depth: c.Depth, Whole: c.whole(), Exact: c.Exact, Mirrored: c.Mirrored, Spared: c.Spared, Dropped: c.Dropped, Memory: c.Memory, Seconds: c.Seconds,
		Findings: []WayJSON{}, Excused: c.Excused, Outcomes: []OutcomeJSON{}, Never: term.OrEmpty(c.Never), Limits: c.Limits,
	}
	for i, f := range c.Findings {
		f := FindingJSON{checker.FindingName(f.Property), causesOf(f), f.Count, f.Steps(), f.Shortened}
		line.Findings = append(line.Findings, WayJSON{f, c.tokens[i]})
	}
	if c.ListEnds {
		for _, o := range c.Outcomes {
			line.Outcomes = append(line.Outcomes, OutcomeJSON{c.Checker.OutcomeText(o.Code), o.Finals})
		}
	}
	if c.Told != nil {
		line.Property, line.Message, line.FaultsUsed = c.Told.Problem.Property, c.Told.Sentence(), c.Told.Spent()
		line.Counterexample = &storyJSON{c.Told.Schedule.Names, c.Told.Token, c.Findings[c.Way-1].Shortened, c.Told.ShorterJSON(), c.Told.Never}
	} else if len(c.Findings) > 0 {
		line.Property, line.Message = checker.FindingName(c.Findings[c.Way-1].Property), c.untoldText()
	}
	return line
}
