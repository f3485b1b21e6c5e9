package summary

import (
	"github.com/glarelab/glare/cmd/simrun/campaign/plan"
	"github.com/glarelab/glare/cmd/simrun/campaign/result"
)

// Summary is what the results of a campaign come to.
type Summary struct {
	Campaign *result.Campaign
	About    string // of the plan
	Done     int    // shards, of Campaign.Shards
	Left     []Left // those that are not done
	Tasks    []Task
	Total    result.Done // all that was done; its verdict is empty
	Findings []Group     // the gravest first
	Covered  Coverage
	Changed  *Change // nil unless it was compared with another campaign
}

// Left is a shard that is not done.
type Left struct {
	Shard int
	What  string // empty where the plan is one of another program
}

// Task is what a line of the plan has come to.
type Task struct {
	Kind     string
	Done     int
	Verdicts map[string]int
	Classes  map[string]int // of cells of the table of clients
}

// Of sums up a set of results. Where the plan can be read, what is left is named.
func Of(set *result.Set) *Summary {
	s := &Summary{Campaign: set.Campaign, Done: set.Len()}
	var shards []plan.Shard
	if p, err := plan.Parse("plan", set.Campaign.Plan); err == nil {
		s.About = p.About
		if all := p.Shards(); len(all) == set.Campaign.Shards {
			shards = all
		}
	}
	for _, shard := range set.Missing() {
		left := Left{Shard: shard}
		if shards != nil {
			left.What = shards[shard].Text()
		}
		s.Left = append(s.Left, left)
	}
	results := set.Results()
	for _, r := range results {
		s.add(r)
	}
	s.Findings = groupsOf(results)
	s.Covered = coverageOf(results)
	return s
}

// add adds what one shard has done.
func (s *Summary) add(r *result.Result) {
	t := &s.Total
	t.Runs += r.Done.Runs
	t.Actions += r.Done.Actions
	t.States += r.Done.States
	t.Transitions += r.Done.Transitions
	t.Excused += r.Done.Excused
	t.Undecided += r.Done.Undecided
	t.More += r.Done.More
	kind := kindOf(r.Head.What)
	i := 0
	for i < len(s.Tasks) && s.Tasks[i].Kind != kind {
		i++
	}
	if i == len(s.Tasks) {
		s.Tasks = append(s.Tasks, Task{Kind: kind, Verdicts: map[string]int{}, Classes: map[string]int{}})
	}
	task := &s.Tasks[i]
	task.Done++
	task.Verdicts[r.Done.Verdict]++
	if r.Done.Class != "" {
		task.Classes[r.Done.Class]++
	}
}

// kindOf is the first word of what a shard is.
func kindOf(what string) string {
	for i := range len(what) {
		if what[i] == ' ' {
			return what[:i]
		}
	}
	return what
}

// Whole reports whether every shard is done.
func (s *Summary) Whole() bool { return s.Done == s.Campaign.Shards }

// New lists the findings that neither the corpus nor the campaign before has.
func (s *Summary) New() []*Group {
	var list []*Group
	for i := range s.Findings {
		if s.Findings[i].IsNew() {
			list = append(list, &s.Findings[i])
		}
	}
	return list
}
