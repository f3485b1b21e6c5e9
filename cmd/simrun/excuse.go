package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/scheduler"
)

// excusedVerdict is the verdict of what ended as it should only because something was
// destroyed for good without which a property would be violated.
const excusedVerdict = "excused"

// excuseJSON is one property that a run was excused from.
type excuseJSON struct {
	Property string   `json:"property"`
	Words    string   `json:"words"`   // what users suffer
	Because  []string `json:"because"` // what was destroyed
}

// strictFlag adds --strict where what is violated is exit status 1 anyway.
func (p *program) strictFlag(c *cobra.Command) {
	c.Flags().BoolVar(&p.flags.strict, "strict", false, "exit status 1 where something is excused, too")
}

// strictVerdictFlag adds --strict where a command ends with 0 when it has done its work,
// whatever it found: what is excused cannot count for more than what is violated.
func (p *program) strictVerdictFlag(c *cobra.Command) {
	c.Flags().BoolVar(&p.flags.strict, "strict", false, "exit status 1 where something is violated or excused")
}

// strictly ends with a failure if --strict is given and something is bad.
func (p *printer) strictly(bad bool) {
	if bad && p.strict {
		p.end(statusViolated)
	}
}

// excusedStatus is the exit status of what is excused.
func (p *printer) excusedStatus() status {
	if p.strict {
		return statusViolated
	}
	return statusOK
}

// excused reports whether nothing is wrong with a story only because of what it
// destroyed.
func (t *story) excused() bool { return t.problem == nil && t.trace.Excused() }

// bad reports whether anything goes wrong in a story, or is excused.
func (t *story) bad() bool { return t.problem != nil || t.excused() }

// verdictWord is the verdict of a story as JSON has it.
func (t *story) verdictWord() string {
	if t.excused() {
		return excusedVerdict
	}
	return t.verdict().String()
}

// excuses is what a story was excused from, as JSON has it.
func (t *story) excuses() []excuseJSON { return excusesOf(t.trace) }

func excusesOf(t *play.Trace) []excuseJSON {
	list := []excuseJSON{}
	for _, e := range t.Excuses {
		list = append(list, excuseJSON{e.Property, e.Words, e.Because})
	}
	return list
}

// excusedSentence says in plain words what users suffer in an excused story, and what
// destroyed what.
func (t *story) excusedSentence() string { return t.excusedSentenceOf(t.trace.Excuses[0].Property) }

// excusedSentenceOf is that of one of the properties that were excused.
func (t *story) excusedSentenceOf(property string) string {
	for i := range t.trace.Excuses {
		if e := &t.trace.Excuses[i]; e.Property == property {
			return conflict(e.Words, e.Facts) + " This is excused, because " + e.Reason() + "."
		}
	}
	return t.sentence()
}

// excusedPairs are the properties that a story was excused from, a line each.
func (t *story) excusedPairs() [][2]string {
	var list [][2]string
	for i := range t.trace.Excuses {
		e := &t.trace.Excuses[i]
		list = append(list, [2]string{"excused", e.Property + " (" + e.Words + "), because " + e.Reason()})
	}
	return list
}

// searchVerdict is the verdict of a search: proved only where nothing is excused.
func searchVerdict(r *play.Searched) string {
	if r.Verdict == scheduler.Proved && len(r.Pardons) > 0 {
		return excusedVerdict
	}
	return r.Verdict.String()
}

// afterText says after what something is excused.
func afterText(after []string) string {
	words := make([]string, len(after))
	for i, name := range after {
		if words[i] = name; name == play.Lifetime {
			words[i] = "a lifetime that passed too early"
		}
	}
	return strings.Join(words, " and ")
}
