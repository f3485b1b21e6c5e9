package main

// checkJSON is what check writes about one scenario, one line.
type checkJSON struct {
	head
	Verdict        string        `json:"verdict"` // proved, violated or undecided
	Reason         string        `json:"reason"`  // why it is undecided
	Property       string        `json:"property"`
	Message        string        `json:"message"`
	States         uint64        `json:"states"`
	Transitions    uint64        `json:"transitions"`
	FinalStates    uint64        `json:"final_states"`
	Depth          int           `json:"depth"`
	Exact          bool          `json:"exact"`
	Mirrored       bool          `json:"mirrored"` // of two runs in which the users change places one was explored
	Spared         bool          `json:"spared"`   // steps that commute were not taken, nor counted as transitions
	Seconds        float64       `json:"seconds"`
	Findings       []findingJSON `json:"findings"`
	Excused        []excused     `json:"excused"` // by a proof
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

type outcomeJSON struct {
	Outcome     string `json:"outcome"`
	FinalStates uint64 `json:"final_states"`
}

type storyJSON struct {
	Schedule []string `json:"schedule"`
	Token    string   `json:"token"`
}

func (r *checked) json(outcomes bool) checkJSON {
	line := checkJSON{
		head: headOf(r.scenario), Verdict: r.Verdict.String(), Reason: r.Reason, States: r.States, Transitions: r.Transitions,
		FinalStates: r.Finals, Depth: r.Depth, Exact: r.Exact, Mirrored: r.Mirrored, Spared: r.Spared, Seconds: r.seconds,
		Findings: []findingJSON{}, Excused: []excused{}, Outcomes: []outcomeJSON{}, Never: orEmpty(r.Never), Limits: r.Limits,
	}
	line.Excused = append(line.Excused, r.excused...)
	for _, f := range r.Findings {
		line.Findings = append(line.Findings, findingJSON{findingName(f.Property), causesOf(f), f.Count, len(f.Schedule.Names)})
	}
	if outcomes {
		for _, o := range r.Outcomes {
			line.Outcomes = append(line.Outcomes, outcomeJSON{r.game.OutcomeText(o.Code), o.Finals})
		}
	}
	if r.first != nil {
		line.Property, line.Message, line.FaultsUsed = r.first.problem.Property, r.first.sentence(), r.first.spent()
		line.Counterexample = &storyJSON{r.first.schedule.Names, r.first.token}
	}
	return line
}
