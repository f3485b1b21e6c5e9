package main

import (
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/play"
)

// provedJSON is what prove writes about one proof, one line.
type provedJSON struct {
	Proof string `json:"proof"`
	head
	Change      string        `json:"change"`  // same, differs or new; with --update same, updated or added
	Changes     []string      `json:"changes"` // what differs, in words
	Verdict     string        `json:"verdict"`
	Whole       bool          `json:"whole"` // every run was explored; else the sizes mean nothing
	States      uint64        `json:"states"`
	Transitions uint64        `json:"transitions"`
	FinalStates uint64        `json:"final_states"`
	Depth       int           `json:"depth"`
	Schedules   string        `json:"schedules"` // a number of any size, or unbounded
	Seconds     float64       `json:"seconds"`
	Findings    []findingJSON `json:"findings"`
	Excused     []excusedJSON `json:"excused"`
	Outcomes    []outcomeJSON `json:"outcomes"`
}

// excusedJSON is one way in which a property would be violated without excuses.
type excusedJSON struct {
	excuseJSON          // in the shortest story
	Causes     []string `json:"causes"` // what destroys, and the rare circumstances
	Count      uint64   `json:"count"`
	Token      string   `json:"token"` // of the shortest story
}

// excusesOfProof tells a shortest story of each way in which a proof is excused.
func (p *reporter) excusesOfProof(found *play.Certificate) ([]excusedJSON, error) {
	list := []excusedJSON{}
	for i, v := range found.Excused {
		t, err := p.tell(found.Scenario, found.Result.Pardons[i].Schedule, "")
		if err != nil {
			return nil, err
		}
		one := excusedJSON{excuseJSON{Property: v.Property, Because: []string{}}, orEmpty(v.Causes), v.Times, t.token}
		for _, e := range t.excuses() {
			if e.Property == v.Property {
				one.excuseJSON = e
			}
		}
		list = append(list, one)
	}
	return list, nil
}

func (r *proved) json(h head, c change, changes []string, excused []excusedJSON) provedJSON {
	found := r.certificate
	line := provedJSON{
		Proof: r.proof.Name(), head: h, Change: c.word, Changes: orEmpty(changes),
		Verdict: found.Verdict(), Whole: found.Whole, Seconds: r.seconds,
		Findings: []findingJSON{}, Excused: excused, Outcomes: []outcomeJSON{},
	}
	if found.Whole {
		line.States, line.Transitions, line.FinalStates = found.Result.States, found.Result.Transitions, found.Result.Finals
		line.Depth, line.Schedules = found.Result.Depth, found.ScheduleText()
	}
	for _, v := range found.Violated {
		line.Findings = append(line.Findings, findingJSON{v.Property, orEmpty(v.Causes), v.Times, v.Shortest})
	}
	for _, end := range found.Ends {
		line.Outcomes = append(line.Outcomes, outcomeJSON{end.Outcome, end.Finals})
	}
	return line
}

// showProved says how a proof went and what has changed.
func (p *reporter) showProved(r *proved, c change) error {
	now := play.ReadSummary(r.text)
	var changes []string
	if c.word == differs || c.word == updated {
		changes = play.ReadSummary(c.before).Changes(now)
	}
	if p.json() {
		excused, err := p.excusesOfProof(r.certificate)
		if err != nil {
			return err
		}
		return p.emit(r.json(p.headOf(r.certificate.Scenario), c, changes, excused))
	}
	verdict := now.Verdict
	switch {
	case now.Whole:
		verdict += ", " + now.Size("states") + " states, " + count(len(now.Ends), "end")
	case verdict == "violated":
		verdict += ", not in full"
	}
	p.printf("%-8s %-48s %s\n", c.word, r.proof.Name(), verdict)
	for _, text := range changes {
		p.printf("         %s\n", text)
	}
	if err := p.showProofExcuses(r.certificate); err != nil {
		return err
	}
	p.showDifferences(c, r.text)
	return nil
}

// showProofExcuses says what a proof is excused from, and what destroyed what.
func (p *reporter) showProofExcuses(found *play.Certificate) error {
	if found.Verdict() != excusedVerdict {
		return nil
	}
	list, err := p.pardonsOf(found.Scenario, found.Result.Pardons)
	if err != nil {
		return err
	}
	const column = 9
	for i := range list {
		p.printf("%*s%s\n", column, "", hanging(wrap("excused "+list[i].text(true), p.width-column), column))
	}
	return nil
}

// showFile says what became of a file that is no proof's, and has this text now.
func (p *printer) showFile(name string, c change, text string) error {
	if p.json() {
		return p.emit(map[string]string{"file": name, "change": c.word})
	}
	p.printf("%-8s %s\n", c.word, name)
	p.showDifferences(c, text)
	return nil
}

// showDifferences prints the lines of a file that have changed, if it is not new
// or gone.
func (p *printer) showDifferences(c change, text string) {
	if c.word == differs || c.word == updated {
		for _, line := range differences(c.before, text) {
			p.moref("           %s\n", line)
		}
	}
}

func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// maxDifferences is how many lines of a difference are shown.
const maxDifferences = 60

// differences are the lines that two texts do not share, "- " before those of
// the first and "+ " before those of the second, each run of them below the last
// shared line that is not indented.
func differences(before, after string) []string {
	was, is := strings.Split(before, "\n"), strings.Split(after, "\n")
	shared := commonLines(was, is)
	var list []string
	heading, shown := "", ""
	say := func(sign, line string) {
		if shown != heading {
			list, shown = append(list, "  "+heading), heading
		}
		list = append(list, sign+line)
	}
	for i, j := 0, 0; i < len(was) || j < len(is); {
		switch {
		case i < len(was) && j < len(is) && was[i] == is[j]:
			if was[i] != "" && !strings.HasPrefix(was[i], " ") {
				heading = was[i]
			}
			i, j = i+1, j+1
		case j == len(is) || i < len(was) && shared[i+1][j] >= shared[i][j+1]:
			say("- ", was[i])
			i++
		default:
			say("+ ", is[j])
			j++
		}
	}
	if more := len(list) - maxDifferences; more > 1 {
		list = append(list[:maxDifferences], "… and "+count(more, "line")+" more")
	}
	return list
}

// commonLines is, for each pair of an i and a j, how many lines in order the
// texts share from was[i] and is[j] on.
func commonLines(was, is []string) [][]int {
	shared := make([][]int, len(was)+1)
	for i := range shared {
		shared[i] = make([]int, len(is)+1)
	}
	for i, wa := range slices.Backward(was) {
		for j := len(is) - 1; j >= 0; j-- {
			if wa == is[j] {
				shared[i][j] = shared[i+1][j+1] + 1
			} else {
				shared[i][j] = max(shared[i+1][j], shared[i][j+1])
			}
		}
	}
	return shared
}
