package story

import (
	"fmt"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
)

// Show prints a story: first a plain sentence with the two facts that conflict,
// then what is violated in what, the transcript, and how to have it back.
func (r *Reporter) Show(t *Story, length string) {
	s := t.Checker.Scenario()
	r.Printf("%s\n\n%s %s\n", term.Wrap(t.Sentence(), r.Width), verdictText(r.Printer, t), r.Title(s))
	about := append(t.About(), [2]string{"story", length})
	if text := t.shorterText(); text != "" {
		about = append(about, [2]string{"slower", text})
	}
	if times := t.timesText(); times != "" {
		about = append(about, [2]string{"in time", times})
	}
	about = append(about, [2]string{"tested", r.TestedOf(s).Text()})
	r.Pairs(about)
	ShowSkipped(r.Printer, r.Out, t)
	r.showSteps(t)
	r.showToken(t.Token)
}

// verdictText is the verdict as text, with the property's name.
func verdictText(p *term.Printer, t *Story) string {
	switch {
	case t.Excused():
		return p.Amber("EXCUSED") + " " + strings.Join(t.Trace.ExcusedFrom(), ", ") + " (one run, no proof):"
	case t.Verdict() == scheduler.Violated:
		return p.Bold("VIOLATED", false) + " " + t.Problem.Property + " (" + t.Problem.Words + "):"
	case t.Verdict() == scheduler.OK:
		return p.Bold("OK", true) + " (one run, no proof):"
	default:
		return p.Bold("UNDECIDED", false) + ":"
	}
}

// showToken says how to have a run back.
func (r *Reporter) showToken(token string) {
	if r.Quiet {
		r.Printf("%s\n", token)
		return
	}
	replay := r.Replays()
	r.Printf("\nReplay it:  %s%s\nDraw it:    %s--diagram html -o story.html %s\n", replay, token, replay, token)
}

// Replays is the command that carries a token out again, without the token.
func (r *Reporter) Replays() string {
	if r.Driven != nil {
		return r.Driven.Replay
	}
	if r.Mutant != "" {
		return "simrun replay --mutant " + r.Mutant + " "
	}
	return "simrun replay "
}

// Facts prints what --quiet does not leave out, as Pairs prints the rest.
func Facts(p *term.Printer, list [][2]string) {
	const name = 14
	for _, pair := range list {
		p.Printf("  %-*s%s\n", name-2, pair[0], term.Hanging(term.Wrap(pair[1], p.Width-name), name))
	}
}

// WithinLimits says what to do where runs exceed a limit of the simulated world.
const WithinLimits = "let the scenario have fewer calls, faults or bystander events"

// EndText is how a run ends, with what goes wrong in it.
func EndText(t *checker.Trace) string {
	text := t.Outcome
	if worst := t.Gravest(); worst != nil {
		text += ", violates " + worst.Property + " (" + worst.Words + ")"
	} else if t.Excused() {
		text += ", excused from " + term.JoinAnd(t.ExcusedFrom()) + " (" + t.Excuses[0].Words + "), because " + t.Excuses[0].Reason()
	}
	return text
}

// SeverityText is how bad what goes wrong in a run is, by [properties.Severities].
func SeverityText(t *checker.Trace) string {
	list := properties.Severities()
	n := t.Severity()
	if last := len(list) - 1; n < last {
		return fmt.Sprintf("%d of %d, %s: %s", n+1, last, list[n].Name, list[n].About)
	}
	return list[n].Name + ": " + list[n].About
}

// StatusOf is the exit status of a story.
func StatusOf(p *term.Printer, t *Story) term.Status {
	switch verdict := t.Verdict(); {
	case t.Excused():
		return ExcusedStatus(p)
	case verdict == scheduler.OK:
		return term.StatusOK
	case verdict == scheduler.Violated:
		return term.StatusViolated
	default:
		return term.StatusUndecided
	}
}
