package summary

import (
	"cmp"
	"slices"

	"github.com/glarelab/glare/cmd/simrun/campaign/result"
	"github.com/glarelab/glare/cmd/simrun/term"
)

// Group is all findings with one cause: how often, where, and the smallest story.
type Group struct {
	result.Finding // with the smallest story; its Count is that of all

	Cause     string   // what makes it one finding
	Shards    []int    // in which it was met
	Scenarios []string // likewise
	Case      string   // of the corpus, that has it already, or ""
	Before    bool     // the campaign that this one is compared with had it
}

// IsNew reports whether nobody knew of it.
func (g *Group) IsNew() bool { return g.Case == "" && !g.Before }

// groupsOf puts findings with one cause together, the gravest first.
func groupsOf(results []*result.Result) []Group {
	byKey := map[string]*Group{}
	for _, r := range results {
		for i := range r.Findings {
			f := &r.Findings[i]
			key := f.Key()
			g := byKey[key]
			if g == nil {
				g = &Group{Finding: *f, Cause: key}
				g.Count = 0
				byKey[key] = g
			}
			count := g.Count + f.Count
			if f.Smaller(&g.Finding) {
				g.Finding = *f
			}
			g.Count = count
			g.Shards = append(g.Shards, r.Head.Shard)
			g.Scenarios = append(g.Scenarios, f.Scenario)
		}
	}
	list := make([]Group, 0, len(byKey))
	for _, g := range byKey {
		slices.Sort(g.Shards)
		g.Shards = slices.Compact(g.Shards)
		slices.Sort(g.Scenarios)
		g.Scenarios = term.Distinct(g.Scenarios)
		list = append(list, *g)
	}
	slices.SortFunc(list, func(a, b Group) int {
		return cmp.Or(cmp.Compare(a.Severity, b.Severity), cmp.Compare(a.Steps, b.Steps), cmp.Compare(a.Cause, b.Cause))
	})
	return list
}
