package verdict

import (
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// Show prints what a search has found out.
func Show(p *story.Reporter, c *Checked) {
	if text := c.reductionText(c.Reduction); text != "" {
		p.Explainf("Reduction:  %s\n", text)
	}
	if c.keptGoing {
		showFindings(p, c)
	}
	switch {
	case c.Verdict == scheduler.Proved:
		showProof(p, c)
	case c.Verdict == scheduler.Violated && c.Told == nil:
		p.Printf("%s %s: %s\n", p.Bold("VIOLATED", false)+" "+checker.FindingName(c.Findings[c.Way-1].Property), checkTitle(p, c), c.untoldText())
		p.Explainf("Searched:   %s%s\n", c.size(), c.rest())
		showLimits(p.Printer, c)
	case c.Verdict == scheduler.Violated:
		p.Show(c.Told, c.lengthText())
		if !c.Focus.IsAll() {
			p.Printf("Looked for: only %s\n", c.Focus)
		}
		p.Explainf("Searched:   %s%s\n", c.size(), c.rest())
		showLimits(p.Printer, c)
	case c.OnlyLimits():
		p.Printf("%s %s: %s. Nothing is violated in the other runs (%s), and nothing is proved.\n",
			p.Bold("UNDECIDED", false), checkTitle(p, c), c.Reason, c.size())
		p.Explainf("To decide it, %s.\n", story.WithinLimits)
	default:
		p.Printf("%s %s: %s after %s. Nothing is violated so far, and nothing is proved.\n",
			p.Bold("UNDECIDED", false), checkTitle(p, c), c.Reason, c.size())
		p.Explainf("To go further, raise --max-states, --max-memory or --for, or explore less: fewer faults, presses or\n"+
			"candidates. Random runs may still find something: simrun fuzz%s %s\n", p.Args, term.ShellWord(c.Arg))
		showLimits(p.Printer, c)
	}
	if over := c.Memory - min(c.Memory, c.MaxMemory); over > 0 {
		p.Explainf("Memory:     %d MiB, which is %d MiB more than --max-memory: the stories could not be had with less\n", c.Memory>>20, over>>20+1)
	}
	if c.ListEnds {
		showOutcomes(p.Printer, c)
	}
}

// lengthText says how long the story is that is told, and what is known of others.
func (c *Checked) lengthText() string {
	f := &c.Findings[c.Way-1]
	steps, wrong := term.Count(len(c.Told.Schedule.Names)-len(f.Loop.Names), "step"), "wrong"
	switch {
	case f.Shortened:
		return fmt.Sprintf("%s, shortened; not known to be the shortest, which has %s at least: there are too many whole runs to look at all that are shorter",
			steps, term.Count(f.Steps(), "step"))
	case c.Told.Shorter != nil:
		wrong = "wrong like this and can happen with the scenario's delays"
	case c.Way > 1 || !c.Focus.IsAll():
		wrong = "wrong this way"
	}
	return fmt.Sprintf("%s; no story that goes %s is shorter", steps, wrong)
}

// untoldText says how long the story is that was not found, and why it was not.
func (c *Checked) untoldText() string {
	least := ""
	if c.Dropped { // it was found in what is left of the runs, and looked for in whole ones up to there
		least = "at least "
	}
	return fmt.Sprintf("the shortest story that goes wrong has %s; it is not told, because the look for it was cut short: %s.",
		least+term.Count(c.Findings[c.Way-1].Steps(), "step"), c.Untold)
}

// showLimits says which limits of the simulated world runs exceed, beside what
// else was found.
func showLimits(p *term.Printer, c *Checked) {
	if c.Limits != "" {
		p.Explainf("Limits:     some runs mean nothing, because %s; %s\n", c.Limits, story.WithinLimits)
	}
}

// reductionText says what was left out because it follows from the rest, or why
// nothing was; it is empty where nothing should be.
func (c *Checked) reductionText(wanted string) string {
	var list []string
	if c.Mirrored {
		list = append(list, "of two runs in which the users change places, one was explored; counts are of both")
	}
	if c.Spared {
		list = append(list, "steps that commute with what was done before were not taken, nor counted as transitions")
	}
	if c.Dropped {
		list = append(list, "messages that their receiver will ignore, whatever happens, were dropped; counts and depth are of what is left, stories of whole runs")
	}
	text := strings.Join(list, "; ")
	switch {
	case wanted == "" && c.Dropped && len(c.Scenario.Devices) <= 2:
		return "whole runs have more than " + term.Count(uint64(checker.UsualStates), "state") + ": " + text
	case text == "" && wanted != "" && wanted != scheduler.ReduceNone.String():
		return "none, because " + c.Checker.Asymmetry()
	default:
		return text
	}
}

// size is how much was searched.
func (c *Checked) size() string {
	return fmt.Sprintf("%s, %s, depth %d", term.Count(c.States, "state"), term.Count(c.Transitions, "transition"), c.Depth)
}

// whole reports whether every run was explored, so that numbers are those of the
// scenario.
func (c *Checked) whole() bool {
	return c.Reason == "" && (len(c.Findings) == 0 || c.keptGoing) || c.OnlyLimits()
}

// rest says what a search that was not completed has left out.
func (c *Checked) rest() string {
	if c.Reason != "" {
		return "; then " + c.Reason
	}
	return ""
}

// showFindings prints a line for each property and cause.
func showFindings(p *story.Reporter, c *Checked) {
	if len(c.Findings) == 0 {
		return
	}
	soFar, least := "", ""
	if !c.whole() {
		soFar, least = " so far", "at least "
	}
	p.Printf("Violated in %s, %s%s:\n", checkTitle(p, c), term.Count(len(c.Findings), "way"), soFar)
	plain := 0
	for i, f := range c.Findings {
		causes := causesOf(f)
		if len(causes) == 0 {
			plain++
		}
		way := fmt.Sprintf("  %2d  %-18s %10s, shortest %2d steps, ", i+1, checker.FindingName(f.Property), least+term.Count(f.Count, "time"), f.Steps())
		if f.Shortened || !f.Told() && c.Dropped {
			way = strings.Replace(way, " steps, ", " steps at least, ", 1)
		}
		causeLines := term.Wrap(story.CauseText(causes), p.Width-len(way))
		p.Printf("%s%s\n", way, strings.ReplaceAll(causeLines, "\n", "\n"+strings.Repeat(" ", len(way))))
	}
	if plain == 0 && c.whole() {
		p.Printf("  Without a rare circumstance nothing is violated: none of this is glare itself.\n")
	}
	if n := len(c.Findings); n > 1 {
		p.Explainf("  Below is the story of way %d; --way N tells that of another.\n", c.Way)
	}
	p.Printf("\n")
}

func causesOf(f scheduler.Finding) []string {
	causes := sim.Causes(f.Cause).Names()
	if causes == nil {
		causes = []string{}
	}
	return causes
}

// showOutcomes prints the ways in which runs end.
func showOutcomes(p *term.Printer, c *Checked) {
	if c.whole() {
		p.Printf("\nRuns end in %s:\n", term.Count(len(c.Outcomes), "way"))
	} else {
		p.Printf("\nRuns of at most %s end in %s, others may end otherwise:\n", term.Count(c.Depth, "step"), term.Count(len(c.Outcomes), "way"))
	}
	for _, o := range c.Outcomes {
		p.Printf("  %s  (%s)\n", c.Checker.OutcomeText(o.Code), term.Count(o.Finals, "final state"))
	}
}

// showProof says what was proved, and what that does not say.
func showProof(p *story.Reporter, c *Checked) {
	size := c.size() + ", " + term.Count(c.Finals, "final state")
	if len(c.Excused) == 0 {
		p.Printf("%s %s: %s: %s.\n", p.Bold("PROVED", true), checkTitle(p, c), size, c.well())
	} else {
		p.Printf("%s %s: %s: proved, but for what is excused: %s.\n", p.Amber("EXCUSED"), checkTitle(p, c), size, strings.Replace(c.well(), "nothing", "nothing else", 1))
		story.ShowPardons(p.Printer, c.Excused)
	}
	if len(c.Never) > 0 {
		p.Printf("  never happened: %s: this proof says nothing about it\n", strings.Join(c.Never, ", "))
	}
	p.Pairs(c.scope())
	p.Pairs([][2]string{{"tested", p.TestedOf(c.Scenario).Text()}})
	p.Explainf("  It does not speak of\n")
	for _, text := range c.notSaid() {
		p.Pairs([][2]string{{"", text}})
	}
}

// idleFaults are the faults that a scenario offers and that can hit nothing in it.
func idleFaults(s *sim.Scenario) (list []string) {
	for _, f := range sim.Faults() {
		offered := slices.ContainsFunc(s.Faults, func(b sim.FaultBudget) bool { return b.Name == f.Name && b.Times > 0 })
		if offered && !f.Hits(s) {
			list = append(list, f.Name)
		}
	}
	return list
}

// scope is what the proof covers.
func (c *Checked) scope() [][2]string {
	s := c.Scenario
	times := "a timer fires only when nothing else can happen: a network faster than the timers"
	if s.Timing == sim.Async {
		times = "a timer may fire at any moment after it was set: any network at all"
	} else if s.AnyMoment {
		times = "a lifetime may pass at any moment; any other timer only when nothing else can happen"
	}
	faults := "none; but any message may take any time, in the order of its queue"
	if text := story.FaultText(s); text != "" {
		faults = text + ", at any moment, in any combination; and any message may take any time"
		if idle := idleFaults(s); len(idle) > 0 {
			faults += ". There is nothing in this scenario that " + term.JoinOr(idle) + " can hit: of that this proof says nothing"
		}
	}
	ids := "both orders of the two call IDs, and so for every pair of unequal IDs"
	switch {
	case len(s.IDs) > 0:
		ids = term.Count(len(s.IDs), "assignment") + " of call IDs, as the scenario names them"
	case s.CallsPerUser() > 1:
		ids = "every order of own against other call IDs"
	}
	scope := [][2]string{{"timing", times}, {"faults", faults}, {"call IDs", ids}, {"holds", strings.Join(c.sought(), ", ")}}
	if list := checker.Excuses(s); len(list) > 0 && len(c.Excused) == 0 {
		scope = append(scope, [2]string{"excused", "nothing, although " + story.AfterText(list) + " might have excused something"})
	}
	return scope
}

// Judged lists the properties that a search of the scenario judges.
func Judged(s *sim.Scenario) []string {
	var names []string
	for _, property := range properties.All() {
		if property.Name == "bounded-life" && s.Timing != sim.Timed {
			continue // needs the clock
		}
		names = append(names, property.Name)
	}
	return names
}

// notSaid lists what the proof does not say.
func (c *Checked) notSaid() []string {
	s := c.Scenario
	people := "two people, one device each"
	if len(s.Users) > 2 || len(s.Devices) > 2 {
		people = term.Count(len(s.Users), "user") + " with " + term.Count(len(s.Devices), "device")
	}
	list := []string{"· other users, devices and presses than the scenario has: " + people + ", " +
		term.Count(s.CallsPerUser(), "call") + " each at most; faults that it does not list"}
	if !c.Focus.IsAll() {
		list = append(list, "· what was not looked for: this is a proof of "+c.Focus.String()+" alone (leave out --property and --severity)")
	}
	if s.Timing == sim.Patient && !s.AnyMoment {
		list = append(list, fmt.Sprintf("· a network so slow that the lifetime of %d ms passes while something is under way (--timing async)", s.LifetimeMS))
	}
	list = append(list, "· how long anything takes: bounded-life needs a clock (simrun fuzz --timing timed)")
	if !c.Exact {
		list = append(list, fmt.Sprintf("· states that look alike: they were compared by 128-bit fingerprints: the odds that one was "+
			"taken for another are below 1 in 2^%d (--exact compares whole states)", collisionBits(c.States)))
	}
	return list
}

// collisionBits is a number b for which n fingerprints of 128 bits collide with
// a probability below 2^-b: there are fewer than n²/2 pairs.
func collisionBits(n uint64) int {
	bits := 0
	for n>>bits > 0 {
		bits++
	}
	return 128 - 2*bits + 1
}
