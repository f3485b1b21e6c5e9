package verdict

import (
	"fmt"

	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/scheduler"
)

// FuzzJSON is what fuzz writes about one scenario, one line.
type FuzzJSON struct {
	story.Head
	Verdict string `json:"verdict"`          // ok, excused, violated or undecided
	Reason  string `json:"reason"`           // why it is undecided
	Limits  string `json:"limits,omitempty"` // of the simulated world that some run exceeds
	Runs    uint64 `json:"runs"`
	// ExcusedRuns are those that ended as they should only because something was
	// destroyed; Excused is what the first of them was excused from, and its token.
	ExcusedRuns  uint64             `json:"excused_runs"`
	Excused      []story.ExcuseJSON `json:"excused"`
	ExcusedToken string             `json:"excused_token"`
	Actions      uint64             `json:"actions"`
	Seconds      float64            `json:"seconds"`
	Seed         uint64             `json:"seed"`
	Strategy     string             `json:"strategy"` // that found it
	Property     string             `json:"property"`
	Message      string             `json:"message"`
	Schedule     []string           `json:"schedule"` // as it was found
	Shrunk       []string           `json:"shrunk"`
	FaultsUsed   story.FaultsUsed   `json:"faults_used"` // by the shrunk one
	Token        string             `json:"token"`       // of the shrunk one
	// Shortest is the shortest story, where the scenario's delays do not allow it;
	// Never says how far they allow none that goes wrong alike.
	Shortest   *story.ShorterJSON `json:"shortest,omitempty"`
	Never      string             `json:"never,omitempty"`
	Saved      string             `json:"saved"`
	Strategies []tallyJSON        `json:"strategies"`
	Coverage   *covered           `json:"coverage,omitempty"`
}

type tallyJSON struct {
	Strategy   string `json:"strategy"`
	Runs       uint64 `json:"runs"`
	Violations uint64 `json:"violations"`
	Undecided  uint64 `json:"undecided"`
}

// JSON is what the runs have found, as JSON has it.
func (f *Fuzzed) JSON(h story.Head) FuzzJSON {
	line := FuzzJSON{
		Head: h, Verdict: f.verdict(), Reason: f.reason(), Runs: f.Runs, Actions: f.Actions, Seconds: f.seconds,
		Seed: f.seed, Schedule: []string{}, Shrunk: []string{}, Saved: f.Saved, Strategies: []tallyJSON{}, Limits: f.Limits,
		Coverage: f.covered, ExcusedRuns: f.Noted, Excused: []story.ExcuseJSON{},
	}
	if f.excused != nil {
		line.Excused, line.ExcusedToken = f.excused.Excuses(), f.excused.Token
	}
	for _, t := range f.Tallies {
		line.Strategies = append(line.Strategies, tallyJSON(t))
	}
	if f.Found != nil {
		line.Strategy, line.Property, line.Message = f.Found.Strategy, f.Small.Problem.Property, f.Small.Sentence()
		line.Schedule, line.Shrunk, line.Token = f.first.Schedule.Names, f.Small.Schedule.Names, f.Small.Token
		line.FaultsUsed, line.Shortest, line.Never = f.Small.Spent(), f.Small.ShorterJSON(), f.Small.Never
	}
	return line
}

func (f *Fuzzed) verdict() string {
	if f.isExcused() {
		return story.ExcusedVerdict
	}
	return map[term.Status]scheduler.Verdict{
		term.StatusOK: scheduler.OK, term.StatusViolated: scheduler.Violated, term.StatusUndecided: scheduler.Undecided,
	}[f.status()].String()
}

// reason says why the verdict is undecided.
func (f *Fuzzed) reason() string {
	switch {
	case f.status() != term.StatusUndecided:
		return ""
	case f.Flaw != "":
		return f.Flaw + "; this is a bug of the simulator"
	case f.Broken != nil:
		return "a client does not keep to the protocol by which it is driven"
	case f.cut != nil:
		return f.cut.Error()
	case f.covered.isCut() && f.Verdict == scheduler.OK:
		return "what there is was not searched to the end: " + f.covered.Reason
	case f.Runs == 0:
		return "the budget is spent"
	case f.Limits != "":
		return "some run exceeds a limit of the simulated world, and so means nothing (" + f.Limits + ")"
	default:
		return "some run did not come to rest within its bound"
	}
}

// How says what found the story.
func (f *Fuzzed) How() string {
	text := f.Found.Strategy
	if f.chosen != text {
		text += " (of " + f.chosen + ")"
	}
	return fmt.Sprintf("found by fuzzing, strategy %s, seed %d, in run %d", text, f.seed, f.Runs)
}

// ShowFuzz prints what many runs have found, and has a failing one saved, if that is
// wanted: what cannot be saved is printed all the same.
func ShowFuzz(p *story.Reporter, f *Fuzzed, save func() error) (err error) {
	if f.Found != nil {
		length := fmt.Sprintf("%s, shrunk from %d", term.Count(len(f.Small.Schedule.Names), "step"), len(f.first.Schedule.Names))
		switch {
		case f.Small.Shorter != nil:
			length += "; with these call IDs no story that goes wrong alike and can happen with the scenario's delays is shorter"
		case f.shortest:
			length += "; with these call IDs no story that goes wrong alike is shorter"
		}
		p.Show(f.Small, length)
		p.Explainf("Found:      %s\n", f.How())
		if save != nil {
			if err = save(); err == nil {
				p.Printf("Saved:      %s\n", f.Saved)
			}
		}
	} else if f.Runs == 0 {
		p.Printf("%s %s: %s, before the first run was over.\n", p.Bold("UNDECIDED", false), p.Title(f.Scenario), f.reason())
		return nil
	} else if f.isExcused() {
		p.Printf("%s %s: in %d of %s with seed %d something was excused, and nothing else went wrong. That is no proof; `simrun check` proves.\n",
			p.Amber("EXCUSED"), p.Title(f.Scenario), f.Noted, term.Count(f.Runs, "run"), f.seed)
		p.Printf("In the first of them: %s\n", f.excused.Sentence())
		p.Printf("%s\n", f.excused.Token)
	} else if f.status() == term.StatusOK {
		p.Printf("%s %s: nothing went wrong in %s with seed %d. That is no proof; `simrun check` proves.\n",
			p.Bold("OK", true), p.Title(f.Scenario), term.Count(f.Runs, "run"), f.seed)
	} else {
		p.Printf("%s %s: %s, after %s with seed %d in which nothing went wrong.\n",
			p.Bold("UNDECIDED", false), p.Title(f.Scenario), f.reason(), term.Count(f.Runs, "run"), f.seed)
		if f.Limits != "" {
			p.Explainf("To decide it, %s.\n", story.WithinLimits)
		}
	}
	if f.covered != nil {
		showCovered(p.Printer, f.covered)
	}
	p.Explainf("Strategies:")
	for i, t := range f.Tallies {
		if i > 0 {
			p.Explainf(",")
		}
		p.Explainf(" %s %d", t.Strategy, t.Runs)
	}
	p.Explainf(" (runs)\n")
	return err
}
