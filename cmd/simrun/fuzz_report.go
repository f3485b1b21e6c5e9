package main

import (
	"fmt"

	"github.com/glarelab/glare/scheduler"
)

// fuzzJSON is what fuzz writes about one scenario, one line.
type fuzzJSON struct {
	head
	Verdict string `json:"verdict"`          // ok, excused, violated or undecided
	Reason  string `json:"reason"`           // why it is undecided
	Limits  string `json:"limits,omitempty"` // of the simulated world that some run exceeds
	Runs    uint64 `json:"runs"`
	// ExcusedRuns are those that ended as they should only because something was
	// destroyed; Excused is what the first of them was excused from, and its token.
	ExcusedRuns  uint64       `json:"excused_runs"`
	Excused      []excuseJSON `json:"excused"`
	ExcusedToken string       `json:"excused_token"`
	Actions      uint64       `json:"actions"`
	Seconds      float64      `json:"seconds"`
	Seed         uint64       `json:"seed"`
	Strategy     string       `json:"strategy"` // that found it
	Property     string       `json:"property"`
	Message      string       `json:"message"`
	Schedule     []string     `json:"schedule"` // as it was found
	Shrunk       []string     `json:"shrunk"`
	FaultsUsed   faultsUsed   `json:"faults_used"` // by the shrunk one
	Token        string       `json:"token"`       // of the shrunk one
	// Shortest is the shortest story, where the scenario's delays do not allow it;
	// Never says how far they allow none that goes wrong alike.
	Shortest   *shorterJSON `json:"shortest,omitempty"`
	Never      string       `json:"never,omitempty"`
	Saved      string       `json:"saved"`
	Strategies []tallyJSON  `json:"strategies"`
	Coverage   *covered     `json:"coverage,omitempty"`
}

type tallyJSON struct {
	Strategy   string `json:"strategy"`
	Runs       uint64 `json:"runs"`
	Violations uint64 `json:"violations"`
	Undecided  uint64 `json:"undecided"`
}

func (r *fuzzed) json(h head) fuzzJSON {
	line := fuzzJSON{
		head: h, Verdict: r.verdict(), Reason: r.reason(), Runs: r.Runs, Actions: r.Actions, Seconds: r.seconds,
		Seed: r.seed, Schedule: []string{}, Shrunk: []string{}, Saved: r.saved, Strategies: []tallyJSON{}, Limits: r.Limits,
		Coverage: r.covered, ExcusedRuns: r.Noted, Excused: []excuseJSON{},
	}
	if r.excused != nil {
		line.Excused, line.ExcusedToken = r.excused.excuses(), r.excused.token
	}
	for _, t := range r.Tallies {
		line.Strategies = append(line.Strategies, tallyJSON(t))
	}
	if r.Found != nil {
		line.Strategy, line.Property, line.Message = r.Found.Strategy, r.small.problem.Property, r.small.sentence()
		line.Schedule, line.Shrunk, line.Token = r.first.schedule.Names, r.small.schedule.Names, r.small.token
		line.FaultsUsed, line.Shortest, line.Never = r.small.spent(), r.small.shorterJSON(), r.small.never
	}
	return line
}

func (r *fuzzed) verdict() string {
	if r.isExcused() {
		return excusedVerdict
	}
	return map[status]scheduler.Verdict{
		statusOK: scheduler.OK, statusViolated: scheduler.Violated, statusUndecided: scheduler.Undecided,
	}[r.status()].String()
}

// reason says why the verdict is undecided.
func (r *fuzzed) reason() string {
	switch {
	case r.status() != statusUndecided:
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

// how says what found the story.
func (r *fuzzed) how() string {
	text := r.Found.Strategy
	if r.chosen != text {
		text += " (of " + r.chosen + ")"
	}
	return fmt.Sprintf("found by fuzzing, strategy %s, seed %d, in run %d", text, r.seed, r.Runs)
}

// showFuzzed prints what many runs have found, and has a failing one saved, if that is
// wanted: what cannot be saved is printed all the same.
func (p *reporter) showFuzzed(r *fuzzed, save func() error) (err error) {
	if r.Found != nil {
		length := fmt.Sprintf("%s, shrunk from %d", count(len(r.small.schedule.Names), "step"), len(r.first.schedule.Names))
		switch {
		case r.small.shorter != nil:
			length += "; with these call IDs no story that goes wrong alike and can happen with the scenario's delays is shorter"
		case r.shortest:
			length += "; with these call IDs no story that goes wrong alike is shorter"
		}
		p.show(r.small, length)
		p.moref("Found:      %s\n", r.how())
		if save != nil {
			if err = save(); err == nil {
				p.printf("Saved:      %s\n", r.saved)
			}
		}
	} else if r.Runs == 0 {
		p.printf("%s %s: %s, before the first run was over.\n", p.bold("UNDECIDED", false), p.title(r.scenario), r.reason())
		return nil
	} else if r.isExcused() {
		p.printf("%s %s: in %d of %s with seed %d something was excused, and nothing else went wrong. That is no proof; `simrun check` proves.\n",
			p.amber("EXCUSED"), p.title(r.scenario), r.Noted, count(r.Runs, "run"), r.seed)
		p.printf("In the first of them: %s\n", r.excused.sentence())
		p.printf("%s\n", r.excused.token)
	} else if r.status() == statusOK {
		p.printf("%s %s: nothing went wrong in %s with seed %d. That is no proof; `simrun check` proves.\n",
			p.bold("OK", true), p.title(r.scenario), count(r.Runs, "run"), r.seed)
	} else {
		p.printf("%s %s: %s, after %s with seed %d in which nothing went wrong.\n",
			p.bold("UNDECIDED", false), p.title(r.scenario), r.reason(), count(r.Runs, "run"), r.seed)
		if r.Limits != "" {
			p.moref("To decide it, %s.\n", withinLimits)
		}
	}
	if r.covered != nil {
		p.showCovered(r.covered)
	}
	p.moref("Strategies:")
	for i, t := range r.Tallies {
		if i > 0 {
			p.moref(",")
		}
		p.moref(" %s %d", t.Strategy, t.Runs)
	}
	p.moref(" (runs)\n")
	return err
}
