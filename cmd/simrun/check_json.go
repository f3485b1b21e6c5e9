package main

import "github.com/glarelab/glare/cmd/simrun/play"

// checkJSON is what check writes about one scenario, one line.
type checkJSON struct {
	head
	Verdict     string     `json:"verdict"`         // proved, excused, violated or undecided
	Focus       *focusJSON `json:"focus,omitempty"` // where not everything was looked for: the verdict is about this alone
	Reason      string     `json:"reason"`          // why it is undecided
	Property    string     `json:"property"`
	Message     string     `json:"message"`
	States      uint64     `json:"states"`
	Transitions uint64     `json:"transitions"`
	FinalStates uint64     `json:"final_states"`
	Depth       int        `json:"depth"`
	// Whole: every run was explored. Otherwise the numbers are those of the levels that
	// were completed, of which depth is the last, and a finding's count may be more.
	Whole          bool          `json:"whole"`
	Exact          bool          `json:"exact"`
	Mirrored       bool          `json:"mirrored"` // of two runs in which the users change places one was explored
	Spared         bool          `json:"spared"`   // steps that commute were not taken, nor counted as transitions
	Memory         uint64        `json:"memory"`   // bytes, at most; above --max-memory where stories needed more
	Seconds        float64       `json:"seconds"`
	Findings       []wayJSON     `json:"findings"`
	Excused        []pardonJSON  `json:"excused"` // in how many steps and ends, after what
	Outcomes       []outcomeJSON `json:"outcomes"`
	Never          []string      `json:"never"`            // what users must do and do in no run of a proof
	Limits         string        `json:"limits,omitempty"` // of the simulated world that some run exceeds
	FaultsUsed     faultsUsed    `json:"faults_used"`      // by the counterexample
	Counterexample *storyJSON    `json:"counterexample"`
}

// findingJSON is one way in which a property is violated.
type findingJSON struct {
	Property string   `json:"property"`
	Causes   []string `json:"causes"` // the rare circumstances, by hole
	Count    uint64   `json:"count"`
	Shortest int      `json:"shortest"` // steps
}

// wayJSON is such a way with the token of its shortest story.
type wayJSON struct {
	findingJSON
	Token string `json:"token"`
}

type outcomeJSON struct {
	Outcome     string `json:"outcome"`
	FinalStates uint64 `json:"final_states"`
}

type storyJSON struct {
	Schedule []string `json:"schedule"`
	Token    string   `json:"token"`
	// Shortest is the shortest story, where the scenario's delays do not allow it;
	// Never says how far they allow none that goes wrong alike.
	Shortest *shorterJSON `json:"shortest,omitempty"`
	Never    string       `json:"never,omitempty"`
}

func (r *checked) json(h head) checkJSON {
	line := checkJSON{
		head: h, Focus: r.focusJSON(), Verdict: searchVerdict(r.Searched), Reason: r.Reason, States: r.States, Transitions: r.Transitions,
		FinalStates: r.Finals, Depth: r.Depth, Whole: r.whole(), Exact: r.Exact, Mirrored: r.Mirrored, Spared: r.Spared, Memory: r.Memory, Seconds: r.seconds,
		Findings: []wayJSON{}, Excused: r.pardons, Outcomes: []outcomeJSON{}, Never: orEmpty(r.Never), Limits: r.Limits,
	}
	for i, f := range r.Findings {
		f := findingJSON{play.FindingName(f.Property), causesOf(f), f.Count, f.Steps()}
		line.Findings = append(line.Findings, wayJSON{f, r.tokens[i]})
	}
	if r.listEnds {
		for _, o := range r.Outcomes {
			line.Outcomes = append(line.Outcomes, outcomeJSON{r.game.OutcomeText(o.Code), o.Finals})
		}
	}
	if r.told != nil {
		line.Property, line.Message, line.FaultsUsed = r.told.problem.Property, r.told.sentence(), r.told.spent()
		line.Counterexample = &storyJSON{r.told.schedule.Names, r.told.token, r.told.shorterJSON(), r.told.never}
	} else if len(r.Findings) > 0 {
		line.Property, line.Message = play.FindingName(r.Findings[r.way-1].Property), r.untoldText()
	}
	return line
}
