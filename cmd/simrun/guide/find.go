package guide

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/verdict"
	"github.com/glarelab/glare/model/spec"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// flaw is one gap in the written text that the guided first run shows.
type flaw struct {
	title           string
	before          string // how the reading takes the text
	but             string // not empty: it is proved right first, then this is said
	reading, faults string
	clauses         []string // what the text says
	hole            string
	after           string // what the story comes to
}

// flaws are two ways in which a client that follows the text to the letter may
// read it, and what then happens.
var flaws = []flaw{
	{
		title: "Flaw 1: what an invite in flight is, nobody says",
		before: "The text has one rule for a caller that is still preparing to send, and another for one that has sent. " +
			"Take an invite as being prepared until the homeserver has acknowledged it (reading literal):",
		reading: "literal", clauses: []string{"V0-GLARE-1", "V0-GLARE-2"}, hole: "H-01",
		after: "Each gave way to the other, and both calls are gone.",
	},
	{
		title:   "Flaw 2: a call is given up for one that never arrives",
		before:  "Then take it as sent from the moment it is handed over (reading literal-sent):",
		but:     "But let one send fail:",
		reading: "literal-sent", faults: "send-fail=1", clauses: []string{"V0-GLARE-2"}, hole: "H-02",
		after: "Alice refused Bob's call for her own, which was never sent.",
	},
}

// guided is the glare scenario under a reading and with faults.
func guided(reading, faults string) (*sim.Scenario, checker.Checker, error) {
	s, err := sim.Setup{Scenario: "glare", Reading: reading, Faults: faults}.Make()
	if err != nil {
		return nil, nil, err
	}
	compiled, err := checker.Open(s, checker.Rules{})
	return s, compiled, err
}

// findFlaw finds the shortest story in which two people who both want to talk do
// not get to.
func findFlaw(ctx context.Context, p *story.Reporter, f flaw) (*story.Story, error) {
	s, compiled, err := guided(f.reading, f.faults)
	if err != nil {
		return nil, err
	}
	const property = "willing-connected"
	bit, err := properties.Find(property)
	if err != nil {
		return nil, err
	}
	found := compiled.Shortest(ctx, 1<<bit, scheduler.SearchOptions{Workers: 1})
	if found == nil {
		return nil, errors.Join(ctx.Err(), fmt.Errorf("%s: no story was found", story.Title(s)))
	}
	return p.Tell(s, found.Schedule, property)
}

// sources are the clauses that the flaw stems from, and its hole.
func (f *flaw) sources() [][2]string {
	var list [][2]string
	for _, c := range spec.Clauses() {
		if slices.Contains(f.clauses, c.ID) {
			list = append(list, [2]string{c.ID, c.Text})
		}
	}
	for _, h := range spec.Holes() {
		if h.ID == f.hole {
			list = append(list, [2]string{h.ID, h.Title + ". " + h.Text})
		}
	}
	return list
}

// proveGuided proves that nothing goes wrong under a reading.
func proveGuided(ctx context.Context, reading, faults string) (*verdict.Checked, error) {
	s, compiled, err := guided(reading, faults)
	if err != nil {
		return nil, err
	}
	start := time.Now()
	r, err := compiled.Search(ctx, scheduler.SearchOptions{Workers: 1})
	if err != nil {
		return nil, err
	}
	if r.Verdict != scheduler.Proved {
		return nil, errors.Join(ctx.Err(), fmt.Errorf("%s: %s, expected a proof", story.Title(s), r.Verdict))
	}
	return &verdict.Checked{Searched: r, Scenario: s, Checker: compiled, Seconds: time.Since(start).Seconds()}, nil
}
