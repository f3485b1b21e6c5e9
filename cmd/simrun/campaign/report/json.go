package report

import (
	"github.com/glarelab/glare/cmd/simrun/campaign/result"
	"github.com/glarelab/glare/cmd/simrun/campaign/summary"
	"github.com/glarelab/glare/cmd/simrun/term"
)

// CampaignJSON is what a report says of the whole, one line.
type CampaignJSON struct {
	Campaign string        `json:"campaign"` // its name
	Title    string        `json:"title"`
	Verdict  string        `json:"verdict"` // ok, violated (something new was found) or undecided (it is not finished)
	Rules    string        `json:"rules_hash"`
	Program  string        `json:"program"`
	Shards   int           `json:"shards"`
	Done     int           `json:"done"`
	Left     []int         `json:"left"` // shards, from 0
	Findings int           `json:"findings"`
	New      int           `json:"new"`
	Total    result.Done   `json:"total"`
	Tasks    []taskJSON    `json:"tasks"`
	Covered  []coveredJSON `json:"covered"`
	Pace     paceJSON      `json:"pace"`
	Changed  *changedJSON  `json:"changed,omitempty"` // than in another campaign
}

type taskJSON struct {
	Kind     string         `json:"kind"`
	Done     int            `json:"done"`
	Verdicts map[string]int `json:"verdicts"`
	Classes  map[string]int `json:"classes"`
}

type coveredJSON struct {
	What    string   `json:"what"`
	Reached int      `json:"reached"`
	All     int      `json:"all"`
	Never   []string `json:"never"`
}

// paceJSON is what was measured; zero where nothing was.
type paceJSON struct {
	Shards  int     `json:"shards"`
	Seconds float64 `json:"seconds"` // of workers, together
	Runs    uint64  `json:"runs"`
	States  uint64  `json:"states"`
}

type changedJSON struct {
	Than    string   `json:"than"`
	New     int      `json:"new"`
	Gone    []string `json:"gone"` // causes
	Reached []string `json:"reached"`
	Missed  []string `json:"missed"`
}

// FoundJSON is what it says of one finding, a line each.
type FoundJSON struct {
	Finding   result.Finding `json:"finding"`
	Cause     string         `json:"cause"`
	Shards    []int          `json:"shards"`
	Scenarios []string       `json:"scenarios"`
	New       bool           `json:"new"`
	Case      string         `json:"case"`   // of the corpus, or ""
	Before    bool           `json:"before"` // the campaign before had it
}

// JSON writes the report, a line for the whole and one for each finding.
func (r *Report) JSON(p *term.Printer) error {
	line := CampaignJSON{
		Campaign: r.Campaign.Name, Title: r.Title, Verdict: r.verdict(), Rules: r.Campaign.Rules, Program: r.Campaign.Program,
		Shards: r.Campaign.Shards, Done: r.Done, Left: []int{}, Findings: len(r.Findings), New: len(r.New()), Total: r.Total,
		Tasks: []taskJSON{}, Pace: paceJSON(r.Pace),
	}
	for _, left := range r.Left {
		line.Left = append(line.Left, left.Shard)
	}
	for _, t := range r.Tasks {
		line.Tasks = append(line.Tasks, taskJSON(t))
	}
	for _, part := range r.Covered.Parts() {
		line.Covered = append(line.Covered, coveredJSON{part.What, part.Reached, part.All, term.OrEmpty(part.Never)})
	}
	if c := r.Changed; c != nil {
		line.Changed = &changedJSON{Than: c.Than, New: c.New, Gone: []string{}, Reached: term.OrEmpty(c.Reached), Missed: term.OrEmpty(c.Dropped)}
		for i := range c.Gone {
			line.Changed.Gone = append(line.Changed.Gone, c.Gone[i].Cause)
		}
	}
	if err := p.Emit(line); err != nil {
		return err
	}
	for i := range r.Findings {
		if err := p.Emit(found(&r.Findings[i])); err != nil {
			return err
		}
	}
	return nil
}

func found(g *summary.Group) FoundJSON {
	return FoundJSON{g.Finding, g.Cause, g.Shards, g.Scenarios, g.IsNew(), g.Case, g.Before}
}

// verdict is how the campaign stands.
func (r *Report) verdict() string {
	switch {
	case len(r.New()) > 0:
		return "violated"
	case !r.Whole():
		return "undecided"
	default:
		return "ok"
	}
}
