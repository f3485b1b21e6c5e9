package repair

import (
	"context"
	"slices"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/survey"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// Counterexample is a story that goes wrong in a network under a reading: who wants
// to amend the reading has to change something that the story asks.
type Counterexample struct {
	Network  *survey.Network
	Reading  model.Reading
	Property string
	Schedule scheduler.Schedule
	Asked    [model.NumKnobs]bool // a reading with the same values of these has the same story
	endless  bool
}

// refute searches a network under a reading, both users', for a story that goes
// wrong: a shortest one, or nil if there is none.
func refute(ctx context.Context, n *survey.Network, r model.Reading, maxStates, maxMemory uint64) (*Counterexample, error) {
	s := n.With(survey.Both(r))
	compiled, err := checker.Open(s, checker.Rules{})
	if err != nil {
		return nil, err
	}
	found, err := compiled.Search(ctx, scheduler.SearchOptions{MaxStates: maxStates, MaxMemory: maxMemory, Workers: 1})
	switch {
	case err != nil:
		return nil, err
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	case found.Verdict == scheduler.Undecided:
		return nil, checker.Undecided(s, found.Reason)
	case found.Verdict == scheduler.Proved:
		return nil, nil
	}
	f := found.Findings[0]
	story := &Counterexample{
		Network: n, Reading: r, Property: checker.FindingName(f.Property), Schedule: f.Schedule.Clone(), endless: f.Property == scheduler.Liveness,
	}
	story.Schedule.Names = append(story.Schedule.Names, f.Loop.Names...)
	trace, err := compiled.Replay(story.Schedule)
	if err != nil {
		return nil, err
	}
	story.Asked = askedBy(trace, &r)
	return story, nil
}

// Excused is what was found of a network in which a reading is proven, but not
// everything was demanded.
type Excused struct {
	Scenario *sim.Scenario
	Pardons  []checker.Pardon
}

// Excused lists the networks in which not everything was demanded everywhere when a
// reading was proven there, since something was destroyed for good.
func (s *Search) Excused(ctx context.Context, reading model.Reading) ([]Excused, error) {
	var list []Excused
	for _, n := range s.Networks {
		scenario := n.With(survey.Both(reading))
		if len(checker.Excuses(scenario)) == 0 {
			continue
		}
		compiled, err := checker.Open(scenario, checker.Rules{})
		if err != nil {
			return nil, err
		}
		result, err := compiled.Search(ctx, scheduler.SearchOptions{MaxStates: s.MaxStates, MaxMemory: s.MaxMemory, Workers: 1})
		if err != nil {
			return nil, err
		}
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		if len(result.Pardons) > 0 {
			list = append(list, Excused{scenario, result.Pardons})
		}
	}
	return list, nil
}

// askedBy is the set of knobs that a story asks: those of the rules that apply
// in it, and those that decide what the world offers on its way.
func askedBy(t *checker.Trace, r *model.Reading) [model.NumKnobs]bool {
	set := sim.AskedBesideRules(t.Scenario)
	sent, connects, talks, passes := false, false, false, false
	for i := range t.Lines {
		line := &t.Lines[i]
		for _, name := range line.RuleIDs {
			for _, k := range knobsOf[name] {
				set[k] = true
			}
		}
		for _, event := range line.Sent {
			sent = sent || event != model.Invite
		}
		for d := range line.States {
			for _, c := range line.States[d] {
				connects = connects || c.State == model.OConn || c.State == model.IConn
				talks = talks || c.State == model.Active
			}
		}
		passes = passes || line.Op == sim.OpLifetime
	}
	// Of invites alone every client sees the echo; without somebody who connects
	// no bound on connecting matters, nor one on consent without somebody who talks; and before the reply a lifetime runs
	// longest if it is counted from handing over.
	set[model.EchoFilter] = sent || r.Setting[model.EchoFilter].Value != 0
	set[model.Connecting] = connects || r.Setting[model.Connecting].Value != 0
	set[model.Consent] = talks || r.Setting[model.Consent].Value != 0
	set[model.EarlyMedia] = connects || r.Setting[model.EarlyMedia].Value != 0
	set[model.LifeOrigin] = passes || r.Setting[model.LifeOrigin].Value != 0
	return set
}

// knobsOf are the knobs that each rule depends on, by its name.
var knobsOf = func() map[string][]model.Knob {
	rules := slices.Concat(model.V0(), model.V1())
	m := make(map[string][]model.Knob, len(rules))
	for i := range rules {
		m[rules[i].Name()] = rules[i].Knobs()
	}
	return m
}()

// holds reports whether the story goes wrong under another reading too, step by
// step the same.
func (c *Counterexample) holds(r model.Reading) bool {
	if c.endless {
		return false // a replay does not show it
	}
	compiled, err := checker.Open(c.Network.With(survey.Both(r)), checker.Rules{})
	if err != nil {
		return false
	}
	trace, err := compiled.Replay(c.Schedule)
	return err == nil && trace.Limits == "" && len(trace.Problems) > 0
}

// Scenario is the story's scenario.
func (c *Counterexample) Scenario() *sim.Scenario { return c.Network.With(survey.Both(c.Reading)) }
