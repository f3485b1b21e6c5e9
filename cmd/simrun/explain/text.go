package explain

import (
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/scheduler"
)

// MaxLines is how many lines of text an explanation has at most.
const MaxLines = 25

// finding is one fact of an explanation. Where there is no room for all, those of
// the highest rank are left out first.
type finding struct {
	rank        int
	label, text string
}

// The ranks of findings. What has none is always said.
const (
	rankNeeded = iota
	rankSides  // what both ends believed
	rankRules
)

// Show prints an explanation: first what is wrong in a plain sentence,
// then the steps at which the run turned.
func Show(p *story.Reporter, e *Explanation) {
	head := term.Wrap(e.Story.Sentence(), p.Width) + "\n\n" + text(p, e) + "\n"
	list := e.findings()
	if p.Quiet {
		p.Printf("%s", head)
		for _, f := range list {
			if slices.Contains([]string{"pivot", "no return", "rescue"}, f.label) {
				p.Printf("  %-12s%s\n", f.label, f.text)
			}
		}
		return
	}
	p.Printf("%s", head)
	p.Pairs(fit(p.Printer, list, MaxLines-strings.Count(head, "\n")))
}

func text(p *story.Reporter, e *Explanation) string {
	problem := e.Story.Problem
	word := "EXPLAINED"
	if e.Outlook == nil && e.loop == nil {
		word = "UNDECIDED"
	}
	return p.Bold(word, false) + " " + problem.Property + " (" + problem.Words + "): " + p.Title(e.Story.Checker.Scenario())
}

// fit leaves out the findings of the highest ranks until the rest takes at most
// so many lines.
func fit(p *term.Printer, list []finding, most int) [][2]string {
	for rank := rankRules; ; rank-- {
		var pairs [][2]string
		for _, f := range list {
			if f.rank <= rank {
				pairs = append(pairs, [2]string{f.label, f.text})
			}
		}
		lines, width := 0, p.Width-term.PairMargin(pairs)
		for _, pair := range pairs {
			lines += 1 + strings.Count(term.Wrap(pair[1], width), "\n")
		}
		if lines <= most || rank == rankNeeded {
			return pairs
		}
	}
}

// findings lists what was found out.
func (e *Explanation) findings() []finding {
	list := []finding{{rankNeeded, "severity", story.SeverityText(e.Story.Trace)}}
	say := func(rank int, label, text string) { list = append(list, finding{rank, label, text}) }
	if e.loop != nil {
		return append(list, e.aroundLoop()...)
	}
	if e.Outlook == nil {
		say(rankNeeded, "known", e.Cut+" before the steps were known at which it turned")
		return list
	}
	say(rankNeeded, "pivot", e.pivotText())
	if e.Pivot != nil {
		list = append(list, e.circumstances(e.Pivot)...)
	}
	say(rankNeeded, "no return", e.noReturnText())
	if e.NoReturn != nil && e.Pivot != nil && e.NoReturn.Step != e.Pivot.Step {
		list = append(list, e.circumstances(e.NoReturn)...)
	}
	say(rankNeeded, "rescue", e.rescueText())
	if e.Rescue != nil && e.Rescue.Line.Name != "" {
		say(rankRules, "  by", ruleText(&e.Rescue.Line))
	}
	say(rankNeeded, "known", e.knownText())
	return list
}

// circumstances are the rules of a step, and what both ends believed.
func (e *Explanation) circumstances(d *checker.Decision) []finding {
	list := []finding{{rankRules, "  by", ruleText(&d.Line)}}
	for _, s := range d.Sides {
		list = append(list, finding{rankSides, "  " + s.User, sideText(s)})
	}
	return list
}

func (e *Explanation) pivotText() string {
	if e.Pivot == nil {
		return "none: a bad end is certain from the beginning on"
	}
	return fmt.Sprintf("%s: the probability of a bad end rises from %s to %s", e.stepText(e.Pivot), ChanceText(e.Pivot.Before), ChanceText(e.Pivot.After))
}

// stepText names a step: "step 9 of 16, alice syncs m.call.invite b".
func (e *Explanation) stepText(d *checker.Decision) string {
	return fmt.Sprintf("step %d of %d, %s", d.Step+1, len(e.Story.Schedule.Names), d.Line.Name)
}

func (e *Explanation) noReturnText() string {
	step := "none"
	switch {
	case e.NoReturn == nil:
	case e.Pivot != nil && e.NoReturn.Step == e.Pivot.Step:
		step = "the same step"
	default:
		step = e.stepText(e.NoReturn)
	}
	return step + ": " + e.afterText()
}

// afterText says what is left after the step of no return.
func (e *Explanation) afterText() string {
	after := "after it"
	if e.NoReturn == nil {
		after = "from the beginning on"
	}
	switch {
	case e.Lost:
		return after + " no run ends well, whatever happens"
	case e.Exact():
		return after + " every fair continuation fails; only a fault, or what no user must do, can still excuse it"
	default:
		return fmt.Sprintf("%s none of %d fair continuations from each step ended well; others may", after, e.Samples)
	}
}

func (e *Explanation) rescueText() string {
	switch {
	case e.NoReturn == nil:
		return "none: nothing could have saved it"
	case e.Rescue == nil:
		return "not found in the samples; --samples takes more of them"
	case e.Rescue.Line.Name == "":
		return "to do nothing: the run was at rest, and well"
	default:
		return fmt.Sprintf("instead, %s; then a bad end has %s", e.Rescue.Line.Name, ChanceText(e.Rescue.After))
	}
}

// knownText says how far all of this is certain.
func (e *Explanation) knownText() string {
	text := fmt.Sprintf("exactly: all %s that lie ahead were searched", term.Count(e.States, "state"))
	if e.From > 0 {
		text = fmt.Sprintf("%s were searched; more than %d lie ahead of each of the first %s, whose probabilities come from %s each (seed %d)",
			term.Count(e.States, "state"), e.MaxStates, term.Count(e.From, "step"), term.Count(e.Samples, "run"), e.Seed)
		if e.Exact() {
			text += "; the point of no return is exact"
		}
	}
	if e.Limits != "" {
		text += "; some runs exceed a limit of the simulated world and count as bad ends: " + e.Limits
	}
	return text
}

// ruleText is what made a step happen: its rules and their clauses, or who acted
// where no rule of a device applies.
func ruleText(line *checker.Line) string {
	var parts []string
	if line.Spends != "" {
		parts = append(parts, "the fault "+line.Spends)
	}
	if len(line.Rules) > 0 {
		text := "rule " + strings.Join(line.Rules, ", ")
		if clauses := term.Distinct(line.Clauses); len(clauses) > 0 {
			text += " (" + strings.Join(clauses, ", ") + ")"
		}
		parts = append(parts, text)
	}
	switch {
	case len(parts) > 0:
		return strings.Join(parts, "; ")
	case line.Server:
		return "the homeserver; no rule of a client applies"
	default:
		return "no rule of a client"
	}
}

// sideText is what one end believed before a step, and what it took for true after.
func sideText(s checker.Side) string {
	text := "believed " + s.Before.Calls
	if s.After.Calls != s.Before.Calls {
		text += ", then " + s.After.Calls
	}
	text += "; saw " + s.Before.Sees
	if s.After.Sees != s.Before.Sees {
		text += ", then " + s.After.Sees
	}
	return text
}

// ChanceText is a probability as text. What is not certain never looks certain.
func ChanceText(c scheduler.Chance) string {
	switch tenths := c.In(1000); {
	case c == 0:
		return "0%"
	case c == scheduler.Certain:
		return "100%"
	case tenths == 0:
		return "less than 0.1%"
	case tenths == 1000:
		return "more than 99.9%"
	default:
		return fmt.Sprintf("%d.%d%%", tenths/10, tenths%10)
	}
}
