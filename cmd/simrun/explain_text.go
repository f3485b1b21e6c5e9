package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
)

// explainLines is how many lines of text an explanation has at most.
const explainLines = 25

// pairName is the width of the column in which pairs prints names.
const pairName = 14

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

// showExplained prints an explanation: first what is wrong in a plain sentence,
// then the steps at which the run turned.
func (p *reporter) showExplained(r *explained) {
	head := wrap(r.story.sentence(), p.width) + "\n\n" + p.explainedText(r) + "\n"
	list := r.findings()
	if p.quiet {
		p.printf("%s", head)
		for _, f := range list {
			if slices.Contains([]string{"pivot", "no return", "rescue"}, f.label) {
				p.printf("  %-12s%s\n", f.label, f.text)
			}
		}
		return
	}
	p.printf("%s", head)
	p.pairs(p.fit(list, explainLines-strings.Count(head, "\n")))
}

func (p *reporter) explainedText(r *explained) string {
	problem := r.story.problem
	word := "EXPLAINED"
	if r.Outlook == nil && r.loop == nil {
		word = "UNDECIDED"
	}
	return p.bold(word, false) + " " + problem.Property + " (" + problem.Words + "): " + p.title(r.story.game.Scenario())
}

// fit leaves out the findings of the highest ranks until the rest takes at most
// so many lines.
func (p *printer) fit(list []finding, most int) [][2]string {
	for rank := rankRules; ; rank-- {
		var pairs [][2]string
		lines := 0
		for _, f := range list {
			if f.rank <= rank {
				pairs = append(pairs, [2]string{f.label, f.text})
				lines += 1 + strings.Count(wrap(f.text, p.width-pairName), "\n")
			}
		}
		if lines <= most || rank == rankNeeded {
			return pairs
		}
	}
}

// findings lists what was found out.
func (r *explained) findings() []finding {
	list := []finding{{rankNeeded, "severity", severityText(r.story.trace)}}
	say := func(rank int, label, text string) { list = append(list, finding{rank, label, text}) }
	if r.loop != nil {
		return append(list, r.aroundLoop()...)
	}
	if r.Outlook == nil {
		say(rankNeeded, "known", r.cut+" before the steps were known at which it turned")
		return list
	}
	say(rankNeeded, "pivot", r.pivotText())
	if r.Pivot != nil {
		list = append(list, r.circumstances(r.Pivot)...)
	}
	say(rankNeeded, "no return", r.noReturnText())
	if r.NoReturn != nil && r.Pivot != nil && r.NoReturn.Step != r.Pivot.Step {
		list = append(list, r.circumstances(r.NoReturn)...)
	}
	say(rankNeeded, "rescue", r.rescueText())
	if r.Rescue != nil && r.Rescue.Line.Name != "" {
		say(rankRules, "  by", ruleText(&r.Rescue.Line))
	}
	say(rankNeeded, "known", r.knownText())
	return list
}

// circumstances are the rules of a step, and what both ends believed.
func (r *explained) circumstances(d *play.Decision) []finding {
	list := []finding{{rankRules, "  by", ruleText(&d.Line)}}
	for _, s := range d.Sides {
		list = append(list, finding{rankSides, "  " + s.User, sideText(s)})
	}
	return list
}

// severityText is how bad what goes wrong in a run is, by [properties.Severities].
func severityText(t *play.Trace) string {
	list := properties.Severities()
	n := t.Severity()
	if last := len(list) - 1; n < last {
		return fmt.Sprintf("%d of %d, %s: %s", n+1, last, list[n].Name, list[n].About)
	}
	return list[n].Name + ": " + list[n].About
}

func (r *explained) pivotText() string {
	if r.Pivot == nil {
		return "none: a bad end is certain from the beginning on"
	}
	return fmt.Sprintf("%s: the probability of a bad end rises from %s to %s", r.stepText(r.Pivot), chanceText(r.Pivot.Before), chanceText(r.Pivot.After))
}

// stepText names a step: "step 9 of 16, alice syncs m.call.invite b".
func (r *explained) stepText(d *play.Decision) string {
	return fmt.Sprintf("step %d of %d, %s", d.Step+1, len(r.story.schedule.Names), d.Line.Name)
}

func (r *explained) noReturnText() string {
	step := "none"
	switch {
	case r.NoReturn == nil:
	case r.Pivot != nil && r.NoReturn.Step == r.Pivot.Step:
		step = "the same step"
	default:
		step = r.stepText(r.NoReturn)
	}
	return step + ": " + r.afterText()
}

// afterText says what is left after the step of no return.
func (r *explained) afterText() string {
	after := "after it"
	if r.NoReturn == nil {
		after = "from the beginning on"
	}
	switch {
	case r.Lost:
		return after + " no run ends well, whatever happens"
	case r.Exact():
		return after + " every fair continuation fails; only a fault, or what no user must do, can still excuse it"
	default:
		return fmt.Sprintf("%s none of %d fair continuations from each step ended well; others may", after, r.samples)
	}
}

func (r *explained) rescueText() string {
	switch {
	case r.NoReturn == nil:
		return "none: nothing could have saved it"
	case r.Rescue == nil:
		return "not found in the samples; --samples takes more of them"
	case r.Rescue.Line.Name == "":
		return "to do nothing: the run was at rest, and well"
	default:
		return fmt.Sprintf("instead, %s; then a bad end has %s", r.Rescue.Line.Name, chanceText(r.Rescue.After))
	}
}

// knownText says how far all of this is certain.
func (r *explained) knownText() string {
	text := fmt.Sprintf("exactly: all %s that lie ahead were searched", count(r.States, "state"))
	if r.From > 0 {
		text = fmt.Sprintf("%s were searched; more than %d lie ahead of each of the first %s, whose probabilities come from %s each (seed %d)",
			count(r.States, "state"), r.maxStates, count(r.From, "step"), count(r.samples, "run"), r.seed)
		if r.Exact() {
			text += "; the point of no return is exact"
		}
	}
	if r.Limits != "" {
		text += "; some runs exceed a limit of the simulated world and count as bad ends: " + r.Limits
	}
	return text
}

// ruleText is what made a step happen: its rules and their clauses, or who acted
// where no rule of a device applies.
func ruleText(line *play.Line) string {
	var parts []string
	if line.Spends != "" {
		parts = append(parts, "the fault "+line.Spends)
	}
	if len(line.Rules) > 0 {
		text := "rule " + strings.Join(line.Rules, ", ")
		if clauses := distinct(line.Clauses); len(clauses) > 0 {
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

// distinct lists the names of a list in its order, each once.
func distinct(names []string) []string {
	list := []string{}
	for _, name := range names {
		if !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	return list
}

// sideText is what one end believed before a step, and what it took for true after.
func sideText(s play.Side) string {
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

// chanceText is a probability as text. What is not certain never looks certain.
func chanceText(c scheduler.Chance) string {
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
