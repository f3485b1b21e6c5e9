package report

import (
	"fmt"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/campaign/result"
	"github.com/glarelab/glare/cmd/simrun/campaign/summary"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
)

// Report is a campaign as it is shown.
type Report struct {
	*summary.Summary
	Title string // what the campaign is called
	Pace  Pace
	// PartDone says that only a part was to be done, and is.
	PartDone bool
}

// Pace is how fast the shards were done, as far as the machines that did them have told.
type Pace struct {
	Shards  int
	Seconds float64 // of workers, together
	Runs    uint64
	States  uint64
}

// AddPace adds what one more folder has told.
func (r *Report) AddPace(p Pace) {
	r.Pace.Shards += p.Shards
	r.Pace.Seconds += p.Seconds
	r.Pace.Runs += p.Runs
	r.Pace.States += p.States
}

// Formats are those in which a report can be written.
var Formats = []string{"text", "json", "markdown", "html", "junit"}

// Status is the exit status of a campaign: violated where something new was found,
// undecided where it is not finished; with --strict excused things count, too.
func (r *Report) Status(p *term.Printer) term.Status {
	switch {
	case len(r.New()) > 0, p.Strict && r.Total.Excused > 0:
		return term.StatusViolated
	case !r.Whole() && !r.PartDone:
		return term.StatusUndecided
	default:
		return term.StatusOK
	}
}

// headline says in a line how the campaign stands.
func (r *Report) headline() string {
	text := fmt.Sprintf("%d of %s done", r.Done, term.Count(r.Campaign.Shards, "shard"))
	if r.Whole() {
		text = "all of " + term.Count(r.Campaign.Shards, "shard") + " done"
	}
	return text + "; " + r.findingsText()
}

// tested says with what the results were found.
func (r *Report) tested() string {
	return fmt.Sprintf("Tested with rules v0 (%s), simrun %s; campaign %s", r.Campaign.Rules, r.Campaign.Program, r.Campaign.Name)
}

// findingsText says how many findings there are.
func (r *Report) findingsText() string {
	fresh := len(r.New())
	switch n := len(r.Findings); {
	case n == 0:
		return "no findings"
	case fresh == 0:
		return term.Count(n, "finding") + ", none of them new"
	default:
		return fmt.Sprintf("%s, %d of them new", term.Count(n, "finding"), fresh)
	}
}

// amounts are what was done, as pairs of words.
func (r *Report) amounts() [][2]string {
	var list [][2]string
	say := func(n uint64, noun, more string) {
		if n > 0 {
			list = append(list, [2]string{noun, grouped(n) + more})
		}
	}
	t := &r.Total
	say(t.Runs, "runs", rate(t.Runs, r.Pace.Runs, r.Pace.Seconds))
	say(t.Actions, "actions", "")
	say(t.States, "states", rate(t.States, r.Pace.States, r.Pace.Seconds))
	say(t.Transitions, "transitions", "")
	say(t.Excused, "excused", " runs, steps or ends in which something was excused")
	say(t.Undecided, "undecided", " runs that did not come to rest")
	say(uint64(t.More), "not told", " further ways to go wrong, in shards with very many")
	if r.Pace.Shards > 0 && r.Pace.Seconds > 0 {
		list = append(list, [2]string{"pace", fmt.Sprintf("%.2f s a shard and worker, as measured for %s", r.Pace.Seconds/float64(r.Pace.Shards), term.Count(r.Pace.Shards, "shard"))})
	}
	return list
}

// rate is how many a second and worker, where that was measured for some.
func rate(_, measured uint64, seconds float64) string {
	if measured == 0 || seconds <= 0 {
		return ""
	}
	return ", " + grouped(uint64(float64(measured)/seconds)) + " a second and worker"
}

// grouped is a number with commas.
func grouped(n uint64) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// tasks are what each kind of shard has come to.
func (r *Report) tasks() [][2]string {
	var list [][2]string
	for _, t := range r.Tasks {
		list = append(list, [2]string{t.Kind, term.Count(t.Done, "shard") + ": " + tally(t.Verdicts)})
		if len(t.Classes) > 0 {
			list = append(list, [2]string{"", "cells: " + tally(t.Classes)})
		}
	}
	return list
}

// tally is counts by name, the names in order.
func tally(counts map[string]int) string {
	var parts []string
	for _, name := range sorted(counts) {
		parts = append(parts, fmt.Sprintf("%d %s", counts[name], name))
	}
	return strings.Join(parts, ", ")
}

// state says whether a finding is new, and else who had it.
func state(g *summary.Group) string {
	switch {
	case g.Case != "":
		return "in the corpus: " + strings.TrimSuffix(g.Case, ".txt")
	case g.Before:
		return "known since the campaign before"
	default:
		return "new"
	}
}

// heading names a finding: "same-call (two conversations)".
func heading(f *result.Finding) string { return f.Property + " (" + f.Words + ")" }

// details are what else is known of a finding.
func details(g *summary.Group) [][2]string {
	list := [][2]string{
		{"reading", g.Reading},
		{"met", term.Count(g.Count, "time") + ", in " + term.Count(len(g.Shards), "shard") + ", in " + strings.Join(g.Scenarios, ", ")},
	}
	if len(g.Faults) > 0 {
		list = append(list, [2]string{"faults", strings.Join(g.Faults, ", ")})
	}
	if len(g.Causes) > 0 {
		list = append(list, [2]string{"causes", story.CauseText(g.Causes)})
	}
	if len(g.Decisive) > 0 {
		list = append(list, [2]string{"decided by", strings.Join(g.Decisive, "; then ")})
	}
	return append(list, [2]string{"shards", numbers(g.Shards)})
}

// numbers lists the first of many numbers.
func numbers(list []int) string {
	const most = 8
	var parts []string
	for _, n := range list[:min(len(list), most)] {
		parts = append(parts, fmt.Sprint(n))
	}
	text := strings.Join(parts, ", ")
	if len(list) > most {
		text += fmt.Sprintf(" and %d more", len(list)-most)
	}
	return text
}

// changes say what is otherwise than in the campaign before.
func (r *Report) changes() [][2]string {
	c := r.Changed
	if c == nil {
		return nil
	}
	list := [][2]string{{"than", c.Than}, {"found", fmt.Sprintf("%s that it did not have", term.Count(c.New, "finding"))}}
	if c.OtherAim {
		list = append(list, [2]string{"plan", "another one: what is found less or more may be due to that"})
	}
	for i := range c.Gone {
		g := &c.Gone[i]
		list = append(list, [2]string{"not found", heading(&g.Finding) + ", reading " + g.Reading + ", in " + strings.Join(g.Scenarios, ", ")})
	}
	if len(c.Reached) > 0 {
		list = append(list, [2]string{"reached", strings.Join(c.Reached, ", ")})
	}
	if len(c.Dropped) > 0 {
		list = append(list, [2]string{"missed", strings.Join(c.Dropped, ", ")})
	}
	return list
}
