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
func (r *Fuzzed) JSON(h story.Head) FuzzJSON {
	line := FuzzJSON{
		Head: h, Verdict: r.verdict(), Reason: r.reason(), Runs: r.Runs, Actions: r.Actions, Seconds: r.seconds,
		Seed: r.seed, Schedule: []string{}, Shrunk: []string{}, Saved: r.Saved, Strategies: []tallyJSON{}, Limits: r.Limits,
		Coverage: r.covered, ExcusedRuns: r.Noted, Excused: []story.ExcuseJSON{},
	}
	if r.excused != nil {
		line.Excused, line.ExcusedToken = r.excused.Excuses(), r.excused.Token
	}
	for _, t := range r.Tallies {
		line.Strategies = append(line.Strategies, tallyJSON(t))
	}
	if r.Found != nil {
		line.Strategy, line.Property, line.Message = r.Found.Strategy, r.Small.Problem.Property, r.Small.Sentence()
		line.Schedule, line.Shrunk, line.Token = r.first.Schedule.Names, r.Small.Schedule.Names, r.Small.Token
		line.FaultsUsed, line.Shortest, line.Never = r.Small.Spent(), r.Small.ShorterJSON(), r.Small.Never
	}
	return line
}

func (r *Fuzzed) verdict() string {
	if r.isExcused() {
		return story.ExcusedVerdict
	}
	return map[term.Status]scheduler.Verdict{
		term.StatusOK: scheduler.OK, term.StatusViolated: scheduler.Violated, term.StatusUndecided: scheduler.Undecided,
	}[r.status()].String()
}

// reason says why the verdict is undecided.
func (r *Fuzzed) reason() string {
	switch {
	case r.status() != term.StatusUndecided:
		return ""
	case r.Flaw != "":
		return r.Flaw + "; this is a bug of the simulator"
	case r.cut != nil:
		return r.cut.Error()
	case r.covered.isCut() && r.Verdict == scheduler.OK:
		return "what there is was not searched to the end: " + r.covered.Reason
	case r.Runs == 0:
		return "the budget is spent"
	case r.Limits != "":
		return "some run exceeds a limit of the simulated world, and so means nothing (" + r.Limits + ")"
	default:
		return "some run did not come to rest within its bound"
	}
}

// How says what found the story.
func (r *Fuzzed) How() string {
	text := r.Found.Strategy
	if r.chosen != text {
		text += " (of " + r.chosen + ")"
	}
	return fmt.Sprintf("found by fuzzing, strategy %s, seed %d, in run %d", text, r.seed, r.Runs)
}

// ShowFuzz prints what many runs have found, and has a failing one saved, if that is
// wanted: what cannot be saved is printed all the same.
func ShowFuzz(p *story.Reporter, r *Fuzzed, save func() error) (err error) {
	if r.Found != nil {
		length := fmt.Sprintf("%s, shrunk from %d", term.Count(len(r.Small.Schedule.Names), "step"), len(r.first.Schedule.Names))
		switch {
		case r.Small.Shorter != nil:
			length += "; with these call IDs no story that goes wrong alike and can happen with the scenario's delays is shorter"
		case r.shortest:
			length += "; with these call IDs no story that goes wrong alike is shorter"
		}
		p.Show(r.Small, length)
		p.Explainf("Found:      %s\n", r.How())
		if save != nil {
			if err = save(); err == nil {
				p.Printf("Saved:      %s\n", r.Saved)
			}
		}
	} else if r.Runs == 0 {
		p.Printf("%s %s: %s, before the first run was over.\n", p.Bold("UNDECIDED", false), p.Title(r.Scenario), r.reason())
		return nil
	} else if r.isExcused() {
		p.Printf("%s %s: in %d of %s with seed %d something was excused, and nothing else went wrong. That is no proof; `simrun check` proves.\n",
			p.Amber("EXCUSED"), p.Title(r.Scenario), r.Noted, term.Count(r.Runs, "run"), r.seed)
		p.Printf("In the first of them: %s\n", r.excused.Sentence())
		p.Printf("%s\n", r.excused.Token)
	} else if r.status() == term.StatusOK {
		p.Printf("%s %s: nothing went wrong in %s with seed %d. That is no proof; `simrun check` proves.\n",
			p.Bold("OK", true), p.Title(r.Scenario), term.Count(r.Runs, "run"), r.seed)
	} else {
		p.Printf("%s %s: %s, after %s with seed %d in which nothing went wrong.\n",
			p.Bold("UNDECIDED", false), p.Title(r.Scenario), r.reason(), term.Count(r.Runs, "run"), r.seed)
		if r.Limits != "" {
			p.Explainf("To decide it, %s.\n", story.WithinLimits)
		}
	}
	if r.covered != nil {
		showCovered(p.Printer, r.covered)
	}
	p.Explainf("Strategies:")
	for i, t := range r.Tallies {
		if i > 0 {
			p.Explainf(",")
		}
		p.Explainf(" %s %d", t.Strategy, t.Runs)
	}
	p.Explainf(" (runs)\n")
	return err
}
