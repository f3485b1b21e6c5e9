package main

// toldJSON is what run, replay and shrink write about one story, one line.
type toldJSON struct {
	head
	Verdict  string `json:"verdict"` // ok, excused, violated or undecided
	Property string `json:"property"`
	Message  string `json:"message"`
	// Excused are the properties that were not demanded, because what they need was
	// destroyed, and are not violated.
	Excused  []excuseJSON `json:"excused"`
	Outcome  string       `json:"outcome"` // the last state
	Steps    int          `json:"steps"`
	Schedule []string     `json:"schedule"`
	Token    string       `json:"token"`
	// FaultsUsed are the faults that its steps spend.
	FaultsUsed faultsUsed `json:"faults_used"`

	// Trace is every step, of run and replay.
	Trace []stepJSON `json:"trace,omitempty"`

	// Of a run.
	Seed     *uint64 `json:"seed,omitempty"`
	Strategy string  `json:"strategy,omitempty"`

	// Of a replay.
	Followed bool          `json:"followed,omitempty"` // not replayed exactly
	Skipped  []skippedJSON `json:"skipped,omitempty"`  // the steps that were not carried out then
	Corpus   string        `json:"corpus,omitempty"`   // same, fixed or drifted, of a corpus file

	// Of a shrunk story.
	Before   int  `json:"before,omitempty"`   // steps
	Shortest bool `json:"shortest,omitempty"` // no shorter one exists
}

func (p *reporter) toldOf(t *story) toldJSON {
	line := toldJSON{
		head: p.headOf(t.game.Scenario()), Verdict: t.verdictWord(), Message: t.sentence(), Excused: t.excuses(), Outcome: t.trace.Outcome,
		Steps: len(t.schedule.Names), Schedule: t.schedule.Names, Token: t.token, FaultsUsed: t.spent(),
	}
	if t.problem != nil {
		line.Property = t.problem.Property
	}
	return line
}
