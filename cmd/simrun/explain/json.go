package explain

import (
	"encoding/json"
	"fmt"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
)

// ExplainedJSON is what explain writes about one run, one line.
type ExplainedJSON struct {
	story.Head
	Verdict  string             `json:"verdict"` // violated, or excused; then there is no pivot and no rescue
	Reason   string             `json:"reason"`  // why the rest is not known: interrupted
	Property string             `json:"property"`
	Words    string             `json:"words"`
	Message  string             `json:"message"`
	Severity severityJSON       `json:"severity"`
	Excused  []story.ExcuseJSON `json:"excused"`
	Pivot    *decisionJSON      `json:"pivot"`     // null: a bad end was certain from the beginning on
	NoReturn *decisionJSON      `json:"no_return"` // null: from the beginning on no fair run ends well
	Rescue   *decisionJSON      `json:"rescue"`    // without an action: to do nothing
	// Lost: after no_return no run ends well, not even one with faults.
	Lost bool `json:"lost"`
	// Loop is where a run goes on for ever that violates nothing else: it has no
	// end, and so neither a pivot nor a point of no return.
	Loop *loopJSON `json:"loop,omitempty"`
	// Bad is the probability of a bad end, before the first step and after each.
	Bad []json.Number `json:"bad"`
	// ExactFrom is the first of those that was not sampled.
	ExactFrom int `json:"exact_from"`
	// Exact: that no fair run ends well after no_return was found by a search.
	Exact    bool     `json:"exact"`
	States   uint64   `json:"states"`
	Runs     uint64   `json:"runs"`             // that were sampled
	Limits   string   `json:"limits,omitempty"` // of the simulated world that some run exceeds
	Schedule []string `json:"schedule"`
	// Skipped are the steps of a followed schedule that were not carried out.
	Skipped []story.SkippedJSON `json:"skipped,omitempty"`
	Token   string              `json:"token"`
}

// loopJSON is steps, from 1, that lead back to where they began.
type loopJSON struct {
	First int `json:"first"`
	Last  int `json:"last"`
}

type severityJSON struct {
	Rank int    `json:"rank"` // from 1, the gravest
	Name string `json:"name"`
}

type decisionJSON struct {
	Step    int         `json:"step"` // from 1
	Action  string      `json:"action"`
	Fault   string      `json:"fault,omitempty"`
	Rules   []string    `json:"rules"`
	Clauses []string    `json:"clauses"`
	Before  json.Number `json:"before"` // the probability of a bad end
	After   json.Number `json:"after"`
	Sides   []sideJSON  `json:"sides"`
}

// sideJSON is what one end believed.
type sideJSON struct {
	User   string     `json:"user"`
	Before beliefJSON `json:"before"`
	After  beliefJSON `json:"after"`
}

type beliefJSON struct {
	Calls string `json:"calls"`
	Sees  string `json:"sees"`
}

// JSON is the explanation of a run that goes wrong, as JSON has it.
func (e *Explanation) JSON(h story.Head) ExplainedJSON {
	t := e.Story
	rank := t.Trace.Severity()
	line := ExplainedJSON{
		Head: h, Verdict: t.Verdict().String(), Excused: t.Excuses(), Property: t.Problem.Property, Words: t.Problem.Words,
		Message: t.Sentence(), Severity: severityJSON{rank + 1, properties.Severities()[rank].Name}, Bad: []json.Number{},
		Schedule: t.Schedule.Names, Skipped: story.SkippedOf(t), Token: t.Token,
	}
	if e.loop != nil {
		line.Loop = &loopJSON{e.loop.First + 1, e.loop.Last + 1}
		return line
	}
	if e.Outlook == nil {
		line.Reason = e.Cut
		return line
	}
	line.Pivot, line.NoReturn, line.Rescue = decisionOf(e.Pivot), decisionOf(e.NoReturn), decisionOf(e.Rescue)
	line.Lost, line.ExactFrom, line.Exact, line.Limits = e.Lost, e.From, e.Exact(), e.Limits
	line.States, line.Runs = e.States, e.Runs
	for _, w := range e.Worlds {
		line.Bad = append(line.Bad, probability(w.Bad))
	}
	return line
}

func decisionOf(d *checker.Decision) *decisionJSON {
	if d == nil {
		return nil
	}
	line := &decisionJSON{
		Step: d.Step + 1, Action: d.Line.Name, Fault: d.Line.Spends, Rules: term.OrEmpty(d.Line.Rules), Clauses: term.Distinct(d.Line.Clauses),
		Before: probability(d.Before), After: probability(d.After),
	}
	for _, s := range d.Sides {
		line.Sides = append(line.Sides, sideJSON{s.User, beliefJSON(s.Before), beliefJSON(s.After)})
	}
	return line
}

// probability is a chance as a JSON number with six decimals: from whole numbers,
// so that it is the same on every machine.
func probability(c scheduler.Chance) json.Number {
	millionths := c.In(1_000_000)
	return json.Number(fmt.Sprintf("%d.%06d", millionths/1_000_000, millionths%1_000_000))
}
