package proofs

import (
	"context"
	"fmt"
	"slices"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// Certificate is what a proof covered, and every way in which its runs end. It
// depends on the rules, the scenario and the readings alone, never on the
// machine.
type Certificate struct {
	Proof    *Proof
	Scenario *sim.Scenario
	Result   *checker.Searched
	// Whole says that every run was explored. Otherwise the limits were too
	// narrow, and what there is comes from the levels up to the first violation.
	Whole     bool
	Schedules scheduler.Schedules
	Ends      []End
	Violated  []Violation
	Excused   []Violation // what a judge without excuses finds besides; their causes name what destroys, too
}

// End is one class of final worlds.
type End struct {
	Outcome string
	Finals  uint64
	Story   Example // a shortest one, if that is known
}

// Violation is one property violated under one set of rare circumstances.
type Violation struct {
	Property string
	Causes   []string
	Times    uint64
	Shortest int      // actions; at least, where the story was shortened
	Story    *Example // a shortest one, if that is known; of the first violation only
	// Shortened says that no shortest story is known ([scheduler.Finding.Shortened]).
	Shortened bool
}

// Example is a story by the names of its actions.
type Example struct {
	IDs   []string // of the calls, in the order of the scenario's call names
	Names []string
	Loop  []string // what follows the names for ever, in a run that never settles
	// Shortened says that it is not known to be a shortest one.
	Shortened bool
}

// Certify carries out the proof. An error means that it was interrupted, or a
// bug: two explorations that contradict each other.
func (p *Proof) Certify(ctx context.Context, rules checker.Rules) (*Certificate, error) {
	compiled, err := p.Open(rules)
	if err != nil {
		return nil, err
	}
	// Whole keys are compared, so that no certificate rests on a hash alone.
	options := scheduler.SearchOptions{
		MaxStates: p.MaxStates, MaxMemory: p.MaxMemory, Workers: 1, Exact: true, KeepGoing: true, Outcomes: true,
	}
	// What is counted of mirrored runs follows to the digit, and is seen to be so when the
	// schedules are counted, of all runs.
	options.Reduction = scheduler.ReduceSymmetry
	if p.Dropped {
		options.Reduction, options.StoryStates = scheduler.ReduceFull, maxStoryStates
	}
	c := &Certificate{Proof: p, Scenario: compiled.Scenario(), Whole: true}
	if len(c.Scenario.Devices) > 2 {
		options.StoryStates = manyDevices
	}
	if c.Result, err = compiled.Search(ctx, options); err != nil {
		return nil, err
	}
	if c.Result.Reason != "" {
		// Which part of a level found room is a matter of luck, so that only
		// whole levels may speak.
		options.KeepGoing, options.Outcomes, c.Whole = false, false, false
		if c.Result, err = compiled.Search(ctx, options); err != nil {
			return nil, err
		}
		if c.Result.Reason != "" {
			c.Result = &checker.Searched{SearchResult: &scheduler.SearchResult{Reason: c.Result.Reason}}
		}
	}
	if ctx.Err() != nil {
		return nil, fmt.Errorf("proof %s: %w", p.Name(), context.Cause(ctx))
	}
	if c.Whole && !p.Dropped { // else there are too many to count
		if err := c.countSchedules(ctx, compiled); err != nil {
			return nil, err
		}
	}
	if c.Whole {
		c.addExcused()
	}
	return c, c.addStories(compiled)
}

// countSchedules counts the schedules, and compares the states that two
// different explorers have met.
func (c *Certificate) countSchedules(ctx context.Context, compiled checker.Checker) error {
	c.Schedules = compiled.Count(ctx, c.Proof.MaxStates)
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("proof %s: %w", c.Proof.Name(), context.Cause(ctx))
	case c.Schedules.Number != nil && c.Schedules.States != c.Result.States:
		return fmt.Errorf("proof %s: the search met %d states, counting met %d: one of them is wrong",
			c.Proof.Name(), c.Result.States, c.Schedules.States)
	}
	return nil
}

// addExcused keeps what the judge has let pass, by property, and by what destroyed
// something and the rare circumstances.
func (c *Certificate) addExcused() {
	for _, p := range c.Result.Pardons {
		c.Excused = append(c.Excused, Violation{Property: p.Property, Causes: slices.Concat(p.After, p.Causes), Times: p.Count})
	}
}

// Verdict is what the proof has come to: proved only where nothing was excused.
func (c *Certificate) Verdict() string {
	if c.Result.Verdict == scheduler.Proved && len(c.Excused) > 0 {
		return "excused"
	}
	return c.Result.Verdict.String()
}

// addStories puts in the outcomes and violations, and replays each story to see
// that it ends as the search says.
func (c *Certificate) addStories(compiled checker.Checker) error {
	for _, o := range c.Result.Outcomes {
		trace, err := compiled.Replay(o.Witness)
		if err != nil {
			return fmt.Errorf("proof %s: a story that was found cannot be replayed: %w", c.Proof.Name(), err)
		}
		text := compiled.OutcomeText(o.Code)
		if trace.Outcome != text {
			return fmt.Errorf("proof %s: a story that was found to end in %s ends in %s", c.Proof.Name(), text, trace.Outcome)
		}
		c.Ends = append(c.Ends, End{Outcome: text, Finals: o.Finals, Story: Example{IDs: trace.IDs, Names: o.Witness.Names, Shortened: o.Shortened}})
	}
	for i, f := range c.Result.Findings {
		v := Violation{
			Property: propertyName(f.Property), Causes: sim.Causes(f.Cause).Names(),
			Times: f.Count, Shortest: f.Steps(), Shortened: f.Shortened,
		}
		if i == 0 {
			trace, err := compiled.Replay(f.Schedule)
			if err != nil {
				return fmt.Errorf("proof %s: a story that was found cannot be replayed: %w", c.Proof.Name(), err)
			}
			v.Story = &Example{IDs: trace.IDs, Names: f.Schedule.Names, Loop: f.Loop.Names, Shortened: f.Shortened}
		}
		c.Violated = append(c.Violated, v)
	}
	return nil
}

// propertyName is the name of a finding's property.
func propertyName(property int) string {
	if property == scheduler.Liveness {
		return checker.Settles
	}
	return properties.Names()[property]
}
