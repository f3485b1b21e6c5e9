package shard

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/campaign/result"
	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// The bounds of what is done with one story. They are small, since many shards find the
// same: the same story made small twice is work done twice.
const (
	outlookStates  = 20_000
	outlookSamples = 200
	mostTold       = 64 // stories of one shard; of the others it is said how many there are
)

// find tells a schedule that goes wrong, makes it small, and says on what its end depended.
// A property that is not empty is the one that it is about.
func (r *Runner) find(ctx context.Context, s *sim.Scenario, schedule scheduler.Schedule, property string, count uint64) (result.Finding, error) {
	t, err := r.Reporter.Tell(s, schedule, property)
	if err != nil {
		return result.Finding{}, err
	}
	if t.Problem == nil {
		return result.Finding{}, errors.New("a run that was found to go wrong does not when it is told: this is a bug of the simulator")
	}
	if t, err = r.small(ctx, t); err != nil {
		return result.Finding{}, err
	}
	f, err := Describe(ctx, t)
	f.Count = count
	return f, err
}

// small is a story without what it does not need. It is about the gravest of what it
// violates, as whoever replays its token calls it.
func (r *Runner) small(ctx context.Context, t *story.Story) (*story.Story, error) {
	i, err := properties.Find(t.Problem.Property)
	if err != nil {
		return t, nil // a run without end is as short as it was found
	}
	shrunk, err := t.Checker.Shrink(ctx, t.Schedule, properties.Set(1)<<i)
	if err != nil {
		return nil, err
	}
	if shrunk != nil {
		trace, err := t.Checker.Replay(shrunk.Schedule)
		if err != nil {
			return nil, err
		}
		if t, err = r.Reporter.Story(t.Checker, trace, t.Problem.Property); err != nil {
			return nil, err
		}
	}
	t = r.Reporter.Minimise(t)
	t.Problem = t.Trace.Gravest()
	return t, nil
}

// Describe says what a story that goes wrong is about: what is violated, and the steps on
// which its end depended. Of two stories with the same cause it says the same.
func Describe(ctx context.Context, t *story.Story) (result.Finding, error) {
	s := t.Checker.Scenario()
	f := result.Finding{
		Property: t.Problem.Property, Words: t.Problem.Words, Severity: t.Problem.Severity, Scenario: s.Name, Reading: story.ReadingText(s),
		Faults: []string{}, Causes: append([]string{}, t.Problem.Causes...), Decisive: []string{},
		Sentence: t.Sentence(), Steps: len(t.Schedule.Names), Token: t.Token,
	}
	for i := range t.Trace.Lines {
		if name := t.Trace.Lines[i].Spends; name != "" {
			f.Faults = append(f.Faults, name)
		}
	}
	slices.Sort(f.Faults)
	outlook, err := t.Checker.Outlook(ctx, t.Schedule, scheduler.OutlookOptions{MaxStates: outlookStates, Samples: outlookSamples, Seed: 1})
	switch {
	case errors.Is(err, scheduler.ErrNothingWrong) && t.Trace.Loop != nil:
		for i := t.Trace.Loop.First; i <= t.Trace.Loop.Last; i++ {
			f.Decisive = append(f.Decisive, step(&t.Trace.Lines[i]))
		}
		return f, nil
	case err != nil:
		return f, err
	}
	for _, d := range []*checker.Decision{outlook.Pivot, outlook.NoReturn} {
		if d == nil {
			continue
		}
		if text := step(&d.Line); !slices.Contains(f.Decisive, text) {
			f.Decisive = append(f.Decisive, text)
		}
	}
	return f, nil
}

// step is a step with the rules that applied.
func step(line *checker.Line) string {
	if len(line.RuleIDs) == 0 {
		return line.Name
	}
	return line.Name + " (" + strings.Join(line.RuleIDs, ", ") + ")"
}

// sortFindings puts the findings in an order that does not depend on how they were met.
func sortFindings(r *result.Result) {
	slices.SortFunc(r.Findings, func(f, g result.Finding) int {
		return cmp.Or(cmp.Compare(f.Severity, g.Severity), cmp.Compare(f.Key(), g.Key()), cmp.Compare(f.Steps, g.Steps), cmp.Compare(f.Token, g.Token))
	})
	// Two that turn out to have one cause are one.
	merged := r.Findings[:0]
	for _, f := range r.Findings {
		if n := len(merged); n > 0 && merged[n-1].Key() == f.Key() {
			merged[n-1].Count += f.Count
			continue
		}
		merged = append(merged, f)
	}
	r.Findings = merged
}
