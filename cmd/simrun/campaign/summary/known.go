package summary

import (
	"context"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/campaign/result"
	"github.com/glarelab/glare/cmd/simrun/campaign/shard"
	"github.com/glarelab/glare/cmd/simrun/record"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/corpus"
)

// Know looks which findings cases have already: those with the same cause. A case that
// cannot be replayed has none.
func (s *Summary) Know(ctx context.Context, p *story.Reporter, cases []*corpus.Case) error {
	for _, c := range cases {
		if !slices.ContainsFunc(s.Findings, func(g Group) bool { return g.Case == "" && mayBe(&g, c) }) {
			continue
		}
		compiled, err := record.Open(c, c.Fails, p.Rules)
		if err != nil {
			continue
		}
		_, trace, err := record.Replay(c, p.Rules)
		if err != nil || len(trace.Problems) == 0 {
			continue
		}
		for _, problem := range trace.Problems {
			t, err := p.Story(compiled, trace, problem.Property)
			if err != nil {
				return err
			}
			f, err := shard.Describe(ctx, t)
			if err != nil {
				if ctx.Err() != nil {
					return context.Cause(ctx)
				}
				continue
			}
			s.note(f.Key(), c.File)
		}
	}
	return nil
}

// note notes that a case has the findings with a cause.
func (s *Summary) note(cause, file string) {
	for i := range s.Findings {
		if g := &s.Findings[i]; g.Cause == cause && g.Case == "" {
			g.Case = file
		}
	}
}

// mayBe reports whether a case can be about a finding, before it is replayed.
func mayBe(g *Group, c *corpus.Case) bool {
	return c.Fails == g.Reading && strings.Contains(c.Golden, "verdict violated") && strings.Contains(c.Golden, g.Property)
}

// Change is what is otherwise than in another campaign.
type Change struct {
	Than     string  // whose results those are
	New      int     // findings that it did not have
	Gone     []Group // findings that only it has
	Reached  []string
	Dropped  []string // what it reached, and this one does not
	OtherAim bool     // its plan was another one, so that less or more may be found
}

// Since compares with another campaign, whose plan, rules or program may be others.
func (s *Summary) Since(other *result.Set) {
	results := other.Results()
	before, covered := groupsOf(results), coverageOf(results)
	s.Changed = &Change{Than: other.Campaign.Whose(), OtherAim: other.Campaign.Plan != s.Campaign.Plan}
	has := func(list []Group, cause string) bool {
		return slices.ContainsFunc(list, func(g Group) bool { return g.Cause == cause })
	}
	for i := range s.Findings {
		if g := &s.Findings[i]; has(before, g.Cause) {
			g.Before = true
		} else {
			s.Changed.New++
		}
	}
	for i := range before {
		if !has(s.Findings, before[i].Cause) {
			s.Changed.Gone = append(s.Changed.Gone, before[i])
		}
	}
	now, then := s.Covered.Parts(), covered.Parts()
	for i := range 3 { // what was reached of rules, clauses and properties; the pairs are too many to be told
		for _, name := range then[i].Never {
			if !slices.Contains(now[i].Never, name) {
				s.Changed.Reached = append(s.Changed.Reached, name)
			}
		}
		for _, name := range now[i].Never {
			if !slices.Contains(then[i].Never, name) {
				s.Changed.Dropped = append(s.Changed.Dropped, name)
			}
		}
	}
}
