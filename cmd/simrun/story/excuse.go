package story

import (
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/scheduler"
)

// ExcusedVerdict is the verdict of what ended as it should only because something was
// destroyed for good without which a property would be violated.
const ExcusedVerdict = "excused"

// ExcuseJSON is one property that a run was excused from.
type ExcuseJSON struct {
	Property string   `json:"property"`
	Words    string   `json:"words"`   // what users suffer
	Because  []string `json:"because"` // what was destroyed
}

// EndStrictly ends with a failure if --strict is given and something is bad.
func EndStrictly(p *term.Printer, bad bool) {
	if bad && p.Strict {
		p.End(term.StatusViolated)
	}
}

// ExcusedStatus is the exit status of what is excused.
func ExcusedStatus(p *term.Printer) term.Status {
	if p.Strict {
		return term.StatusViolated
	}
	return term.StatusOK
}

// Excused reports whether nothing is wrong with a story only because of what it
// destroyed.
func (s *Story) Excused() bool { return s.Problem == nil && s.Trace.Excused() }

// Bad reports whether anything goes wrong in a story, or is excused.
func (s *Story) Bad() bool { return s.Problem != nil || s.Excused() }

// VerdictWord is the verdict of a story as JSON has it.
func (s *Story) VerdictWord() string {
	if s.Excused() {
		return ExcusedVerdict
	}
	return s.Verdict().String()
}

// Excuses is what a story was excused from, as JSON has it.
func (s *Story) Excuses() []ExcuseJSON { return ExcusesOf(s.Trace) }

// ExcusesOf is what a run was excused from, as JSON has it.
func ExcusesOf(t *checker.Trace) []ExcuseJSON {
	list := []ExcuseJSON{}
	for _, e := range t.Excuses {
		list = append(list, ExcuseJSON{e.Property, e.Words, e.Because})
	}
	return list
}

// excusedSentence says in plain words what users suffer in an excused story, and what
// destroyed what.
func (s *Story) excusedSentence() string { return s.ExcusedSentenceOf(s.Trace.Excuses[0].Property) }

// ExcusedSentenceOf is that of one of the properties that were excused.
func (s *Story) ExcusedSentenceOf(property string) string {
	for i := range s.Trace.Excuses {
		if e := &s.Trace.Excuses[i]; e.Property == property {
			return conflict(e.Words, e.Facts) + " This is excused, because " + e.Reason() + "."
		}
	}
	return s.Sentence()
}

// ExcusedPairs are the properties that a story was excused from, a line each.
func (s *Story) ExcusedPairs() [][2]string {
	var list [][2]string
	for i := range s.Trace.Excuses {
		e := &s.Trace.Excuses[i]
		list = append(list, [2]string{"excused", e.Property + " (" + e.Words + "), because " + e.Reason()})
	}
	return list
}

// SearchVerdict is the verdict of a search: proved only where nothing is excused.
func SearchVerdict(r *checker.Searched) string {
	if r.Verdict == scheduler.Proved && len(r.Pardons) > 0 {
		return ExcusedVerdict
	}
	return r.Verdict.String()
}

// AfterText says after what something is excused.
func AfterText(after []string) string {
	words := make([]string, len(after))
	for i, name := range after {
		if words[i] = name; name == checker.Lifetime {
			words[i] = "a lifetime that passed too early"
		}
	}
	return strings.Join(words, " and ")
}
