package story

// ToldJSON is what run, replay and shrink write about one story, one line.
type ToldJSON struct {
	Head
	Verdict  string `json:"verdict"` // ok, excused, violated or undecided
	Property string `json:"property"`
	Message  string `json:"message"`
	// Excused are the properties that were not demanded, because what they need was
	// destroyed, and are not violated.
	Excused  []ExcuseJSON `json:"excused"`
	Outcome  string       `json:"outcome"` // the last state
	Steps    int          `json:"steps"`
	Schedule []string     `json:"schedule"`
	Token    string       `json:"token"`
	// FaultsUsed are the faults that its steps spend.
	FaultsUsed FaultsUsed `json:"faults_used"`

	// Trace is every step, of run and replay.
	Trace []StepJSON `json:"trace,omitempty"`

	// Of a run.
	Seed     *uint64 `json:"seed,omitempty"`
	Strategy string  `json:"strategy,omitempty"`

	// Of a replay.
	Followed bool          `json:"followed,omitempty"` // not replayed exactly
	Skipped  []SkippedJSON `json:"skipped,omitempty"`  // the steps that were not carried out then
	Corpus   string        `json:"corpus,omitempty"`   // same, fixed or drifted, of a corpus file

	// Of a shrunk story.
	Before   int  `json:"before,omitempty"`   // steps
	Shortest bool `json:"shortest,omitempty"` // no shorter one exists
}

// ToldOf is what JSON says of a story, whichever command tells it.
func (r *Reporter) ToldOf(t *Story) ToldJSON {
	line := ToldJSON{
		Head: r.HeadOf(t.Checker.Scenario()), Verdict: t.VerdictWord(), Message: t.Sentence(), Excused: t.Excuses(), Outcome: t.Trace.Outcome,
		Steps: len(t.Schedule.Names), Schedule: t.Schedule.Names, Token: t.Token, FaultsUsed: t.Spent(),
	}
	if t.Problem != nil {
		line.Property = t.Problem.Property
	}
	return line
}
