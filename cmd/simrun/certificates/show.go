package certificates

import (
	"github.com/glarelab/glare/cmd/simrun/proofs"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/cmd/simrun/verdict"
)

// provedJSON is what prove writes about one proof, one line.
type provedJSON struct {
	Proof string `json:"proof"`
	story.Head
	Change      string                `json:"change"`  // same, differs or new; with --update same, updated or added
	Changes     []string              `json:"changes"` // what differs, in words
	Verdict     string                `json:"verdict"`
	Whole       bool                  `json:"whole"`   // every run was explored; else the sizes mean nothing
	Dropped     bool                  `json:"dropped"` // messages that will be ignored were dropped; sizes are of what is left
	States      uint64                `json:"states"`
	Transitions uint64                `json:"transitions"`
	FinalStates uint64                `json:"final_states"`
	Depth       int                   `json:"depth"`
	Schedules   string                `json:"schedules"` // a number of any size, or unbounded
	Seconds     float64               `json:"seconds"`
	Findings    []verdict.FindingJSON `json:"findings"`
	Excused     []excusedJSON         `json:"excused"`
	Outcomes    []verdict.OutcomeJSON `json:"outcomes"`
}

// excusedJSON is one way in which a property would be violated without excuses.
type excusedJSON struct {
	story.ExcuseJSON          // in the shortest story
	Causes           []string `json:"causes"` // what destroys, and the rare circumstances
	Count            uint64   `json:"count"`
	Token            string   `json:"token"` // of the shortest story
}

// excusesOfProof tells a shortest story of each way in which a proof is excused.
func excusesOfProof(p *story.Reporter, found *proofs.Certificate) ([]excusedJSON, error) {
	list := []excusedJSON{}
	for i, v := range found.Excused {
		t, err := p.Tell(found.Scenario, found.Result.Pardons[i].Schedule, "")
		if err != nil {
			return nil, err
		}
		one := excusedJSON{story.ExcuseJSON{Property: v.Property, Because: []string{}}, term.OrEmpty(v.Causes), v.Times, t.Token}
		for _, e := range t.Excuses() {
			if e.Property == v.Property {
				one.ExcuseJSON = e
			}
		}
		list = append(list, one)
	}
	return list, nil
}

func proofLine(r *proofs.Proved, h story.Head, c Change, changes []string, excused []excusedJSON) provedJSON {
	found := r.Certificate
	line := provedJSON{
		Proof: r.Proof.Name(), Head: h, Change: c.Kind, Changes: term.OrEmpty(changes),
		Verdict: found.Verdict(), Whole: found.Whole, Dropped: r.Proof.Dropped, Seconds: r.Seconds,
		Findings: []verdict.FindingJSON{}, Excused: excused, Outcomes: []verdict.OutcomeJSON{},
	}
	if found.Whole {
		line.States, line.Transitions, line.FinalStates = found.Result.States, found.Result.Transitions, found.Result.Finals
		line.Depth, line.Schedules = found.Result.Depth, found.ScheduleText()
	}
	for _, v := range found.Violated {
		line.Findings = append(line.Findings, verdict.FindingJSON{Property: v.Property, Causes: term.OrEmpty(v.Causes), Count: v.Times, Shortest: v.Shortest, Shortened: v.Shortened})
	}
	for _, end := range found.Ends {
		line.Outcomes = append(line.Outcomes, verdict.OutcomeJSON{Outcome: end.Outcome, FinalStates: end.Finals})
	}
	return line
}

// ShowProved says how a proof went and what has changed.
func ShowProved(p *story.Reporter, r *proofs.Proved, c Change) error {
	now := proofs.ReadSummary(r.Text)
	var changes []string
	if c.Kind == differs || c.Kind == updated {
		changes = proofs.ReadSummary(c.before).Changes(now)
	}
	if p.JSON() {
		excused, err := excusesOfProof(p, r.Certificate)
		if err != nil {
			return err
		}
		return p.Emit(proofLine(r, p.HeadOf(r.Certificate.Scenario), c, changes, excused))
	}
	verdict := now.Verdict
	switch {
	case now.Whole:
		verdict += ", " + now.Size("states") + " states, " + term.Count(len(now.Ends), "end")
	case verdict == "violated":
		verdict += ", not in full"
	}
	p.Printf("%-8s %-48s %s\n", c.Kind, r.Proof.Name(), verdict)
	for _, text := range changes {
		p.Printf("         %s\n", text)
	}
	if err := showProofExcuses(p, r.Certificate); err != nil {
		return err
	}
	showDifferences(p.Printer, c, r.Text)
	return nil
}

// showProofExcuses says what a proof is excused from, and what destroyed what.
func showProofExcuses(p *story.Reporter, found *proofs.Certificate) error {
	if found.Verdict() != story.ExcusedVerdict {
		return nil
	}
	list, err := p.PardonsOf(found.Scenario, found.Result.Pardons)
	if err != nil {
		return err
	}
	const column = 9
	for i := range list {
		p.Printf("%*s%s\n", column, "", term.Hanging(term.Wrap("excused "+list[i].Text(true), p.Width-column), column))
	}
	return nil
}

// showFile says what became of a file that is no proof's, and has this text now.
func showFile(p *term.Printer, name string, c Change, text string) error {
	if p.JSON() {
		return p.Emit(map[string]string{"file": name, "change": c.Kind})
	}
	p.Printf("%-8s %s\n", c.Kind, name)
	showDifferences(p, c, text)
	return nil
}

// showDifferences prints the lines of a file that have changed, if it is not new
// or gone.
func showDifferences(p *term.Printer, c Change, text string) {
	if c.Kind == differs || c.Kind == updated {
		for _, line := range term.Differences(c.before, text) {
			p.Explainf("           %s\n", line)
		}
	}
}
