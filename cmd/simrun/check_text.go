package main

import (
	"fmt"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// showChecked prints what a search has found out.
func (p *reporter) showChecked(r *checked) {
	if text := r.reductionText(r.reduction); text != "" {
		p.moref("Reduction:  %s\n", text)
	}
	if r.keptGoing {
		p.showFindings(r)
	}
	switch {
	case r.Verdict == scheduler.Proved:
		p.showProof(r)
	case r.Verdict == scheduler.Violated && r.told == nil:
		p.printf("%s %s: %s\n", p.bold("VIOLATED", false)+" "+play.FindingName(r.Findings[r.way-1].Property), p.checkTitle(r), r.untoldText())
		p.moref("Searched:   %s%s\n", r.size(), r.rest())
		p.showLimits(r)
	case r.Verdict == scheduler.Violated:
		wrong := "wrong"
		if r.way > 1 || !r.focus.IsAll() {
			wrong = "wrong this way"
		}
		if r.told.shorter != nil {
			wrong = "wrong like this and can happen with the scenario's delays"
		}
		p.show(r.told, fmt.Sprintf("%s; no story that goes %s is shorter", count(len(r.told.schedule.Names)-len(r.Findings[r.way-1].Loop.Names), "step"), wrong))
		if !r.focus.IsAll() {
			p.printf("Looked for: only %s\n", r.focus)
		}
		p.moref("Searched:   %s%s\n", r.size(), r.rest())
		p.showLimits(r)
	case r.Beyond():
		p.printf("%s %s: %s. Nothing is violated in the other runs (%s), and nothing is proved.\n",
			p.bold("UNDECIDED", false), p.checkTitle(r), r.Reason, r.size())
		p.moref("To decide it, %s.\n", withinLimits)
	default:
		p.printf("%s %s: %s after %s. Nothing is violated so far, and nothing is proved.\n",
			p.bold("UNDECIDED", false), p.checkTitle(r), r.Reason, r.size())
		p.moref("To go further, raise --max-states, --max-memory or --for, or explore less: fewer faults, presses or\n"+
			"candidates. Random runs may still find something: simrun fuzz%s %s\n", p.args, shellWord(r.arg))
		p.showLimits(r)
	}
	if over := r.Memory - min(r.Memory, r.maxMemory); over > 0 {
		p.moref("Memory:     %d MiB, which is %d MiB more than --max-memory: the stories could not be had with less\n", r.Memory>>20, over>>20+1)
	}
	if r.listEnds {
		p.showOutcomes(r)
	}
}

// untoldText says how long the story is that was not found, and why it was not.
func (r *checked) untoldText() string {
	return fmt.Sprintf("the shortest story that goes wrong has %s; it is not told, because the look for it was cut short: %s.",
		count(r.Findings[r.way-1].Steps(), "step"), r.Untold)
}

// withinLimits says what to do where runs exceed a limit of the simulated world.
const withinLimits = "let the scenario have fewer calls, faults or bystander events"

// showLimits says which limits of the simulated world runs exceed, beside what
// else was found.
func (p *printer) showLimits(r *checked) {
	if r.Limits != "" {
		p.moref("Limits:     some runs mean nothing, because %s; %s\n", r.Limits, withinLimits)
	}
}

// reductionText says what was left out because it follows from the rest, or why
// nothing was; it is empty where nothing should be.
func (r *checked) reductionText(wanted string) string {
	var list []string
	if r.Mirrored {
		list = append(list, "of two runs in which the users change places, one was explored; counts are of both")
	}
	if r.Spared {
		list = append(list, "steps that commute with what was done before were not taken, nor counted as transitions")
	}
	switch {
	case wanted == scheduler.ReduceNone.String():
		return ""
	case list == nil:
		return "none, because " + r.game.Asymmetry()
	default:
		return strings.Join(list, "; ")
	}
}

// size is how much was searched.
func (r *checked) size() string {
	return fmt.Sprintf("%s, %s, depth %d", count(r.States, "state"), count(r.Transitions, "transition"), r.Depth)
}

// whole reports whether every run was explored, so that numbers are those of the
// scenario.
func (r *checked) whole() bool {
	return r.Reason == "" && (len(r.Findings) == 0 || r.keptGoing) || r.Beyond()
}

// rest says what a search that was not completed has left out.
func (r *checked) rest() string {
	if r.Reason != "" {
		return "; then " + r.Reason
	}
	return ""
}

// showFindings prints a line for each property and cause.
func (p *reporter) showFindings(r *checked) {
	if len(r.Findings) == 0 {
		return
	}
	soFar, least := "", ""
	if !r.whole() {
		soFar, least = " so far", "at least "
	}
	p.printf("Violated in %s, %s%s:\n", p.checkTitle(r), count(len(r.Findings), "way"), soFar)
	plain := 0
	for i, f := range r.Findings {
		causes := causesOf(f)
		if len(causes) == 0 {
			plain++
		}
		way := fmt.Sprintf("  %2d  %-18s %10s, shortest %2d steps, ", i+1, play.FindingName(f.Property), least+count(f.Count, "time"), f.Steps())
		causeLines := wrap(causeText(causes), p.width-len(way))
		p.printf("%s%s\n", way, strings.ReplaceAll(causeLines, "\n", "\n"+strings.Repeat(" ", len(way))))
	}
	if plain == 0 && r.whole() {
		p.printf("  Without a rare circumstance nothing is violated: none of this is glare itself.\n")
	}
	if n := len(r.Findings); n > 1 {
		p.moref("  Below is the story of way %d; --way N tells that of another.\n", r.way)
	}
	p.printf("\n")
}

func causesOf(f scheduler.Finding) []string {
	causes := sim.Causes(f.Cause).Names()
	if causes == nil {
		causes = []string{}
	}
	return causes
}

// showOutcomes prints the ways in which runs end.
func (p *printer) showOutcomes(r *checked) {
	if r.whole() {
		p.printf("\nRuns end in %s:\n", count(len(r.Outcomes), "way"))
	} else {
		p.printf("\nRuns of at most %s end in %s, others may end otherwise:\n", count(r.Depth, "step"), count(len(r.Outcomes), "way"))
	}
	for _, o := range r.Outcomes {
		p.printf("  %s  (%s)\n", r.game.OutcomeText(o.Code), count(o.Finals, "final state"))
	}
}

// showProof says what was proved, and what that does not say.
func (p *reporter) showProof(r *checked) {
	size := r.size() + ", " + count(r.Finals, "final state")
	if len(r.pardons) == 0 {
		p.printf("%s %s: %s: %s.\n", p.bold("PROVED", true), p.checkTitle(r), size, r.well())
	} else {
		p.printf("%s %s: %s: proved, but for what is excused: %s.\n", p.amber("EXCUSED"), p.checkTitle(r), size, strings.Replace(r.well(), "nothing", "nothing else", 1))
		p.showPardons(r.pardons)
	}
	if len(r.Never) > 0 {
		p.printf("  never happened: %s: this proof says nothing about it\n", strings.Join(r.Never, ", "))
	}
	p.pairs(r.scope())
	p.showTested()
	p.moref("  It does not speak of\n")
	for _, text := range r.notSaid() {
		p.pairs([][2]string{{"", text}})
	}
}

// scope is what the proof covers.
func (r *checked) scope() [][2]string {
	s := r.scenario
	times := "a timer fires only when nothing else can happen: a network faster than the timers"
	if s.Timing == sim.Async {
		times = "a timer may fire at any moment after it was set: any network at all"
	} else if s.AnyMoment {
		times = "a lifetime may pass at any moment; any other timer only when nothing else can happen"
	}
	faults := "none; but any message may take any time, in the order of its queue"
	if text := faultText(s); text != "" {
		faults = text + ", at any moment, in any combination; and any message may take any time"
	}
	ids := "both orders of the two call IDs, and so for every pair of unequal IDs"
	switch {
	case len(s.IDs) > 0:
		ids = count(len(s.IDs), "assignment") + " of call IDs, as the scenario names them"
	case s.CallsPerUser() > 1:
		ids = "every order of own against other call IDs"
	}
	scope := [][2]string{{"timing", times}, {"faults", faults}, {"call IDs", ids}, {"holds", strings.Join(r.sought(), ", ")}}
	if list := play.Excuses(s); len(list) > 0 && len(r.pardons) == 0 {
		scope = append(scope, [2]string{"excused", "nothing, although " + afterText(list) + " might have excused something"})
	}
	return scope
}

// judged lists the properties that a search of the scenario judges.
func judged(s *sim.Scenario) []string {
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
func (r *checked) notSaid() []string {
	s := r.scenario
	list := []string{"· other users, devices and presses than the scenario has: two people, one device each, " +
		count(s.CallsPerUser(), "call") + " each at most; faults that it does not list"}
	if !r.focus.IsAll() {
		list = append(list, "· what was not looked for: this is a proof of "+r.focus.String()+" alone (leave out --property and --severity)")
	}
	if s.Timing == sim.Patient && !s.AnyMoment {
		list = append(list, fmt.Sprintf("· a network so slow that the lifetime of %d ms passes while something is under way (--timing async)", s.LifetimeMS))
	}
	list = append(list, "· how long anything takes: bounded-life needs a clock (simrun fuzz --timing timed)")
	if !r.Exact {
		list = append(list, fmt.Sprintf("· states that look alike: they were compared by 128-bit fingerprints: the odds that one was "+
			"taken for another are below 1 in 2^%d (--exact compares whole states)", collisionBits(r.States)))
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
